/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ServerSocket} over a native socket. Besides the addresses of its class it binds those of
 * the native socket's family.
 */
final class ServerSocketView extends ServerSocket {
  private final StreamImpl impl;
  private final SocketSpec spec;

  /** Of a socket to be created when it is first used. */
  ServerSocketView(SocketSpec spec) {
    this(new StreamImpl(true, spec), spec);
  }

  private ServerSocketView(StreamImpl impl, SocketSpec spec) {
    super(impl);
    this.impl = impl;
    this.spec = spec;
  }

  /** Of a socket that others made and that listens. */
  static ServerSocketView of(StreamImpl impl) throws IOException {
    ServerSocketView view = new ServerSocketView(impl, SocketSpec.STREAM);
    view.bindAs(null, 1);
    impl.told();
    return view;
  }

  private void bindAs(@Nullable SocketAddress address, int backlog) throws IOException {
    super.bind(address, backlog);
  }

  /** The native socket, or null if there is none yet. */
  @Nullable Socket socket() {
    return impl.socket();
  }

  @Override
  public void bind(@Nullable SocketAddress endpoint, int backlog) throws IOException {
    if (endpoint != null && !(endpoint instanceof InetSocketAddress) && !isClosed() && !isBound()) {
      try {
        impl.want(endpoint);
      } catch (UnsupportedAddressTypeException e) {
        throw new IllegalArgumentException("Unsupported address type", e);
      }
      super.bind(null, backlog);
    } else {
      super.bind(endpoint, backlog);
    }
  }

  @Override
  public java.net.Socket accept() throws IOException {
    if (isClosed()) {
      throw new SocketException("Socket is closed");
    }
    if (!isBound()) {
      throw new SocketException("Socket is not bound yet");
    }
    SocketView accepted = new SocketView(spec);
    implAccept(accepted);
    return accepted;
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    return impl.isInternet() || !isBound() ? super.getLocalSocketAddress() : impl.localAddress();
  }
}
