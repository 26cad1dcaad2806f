/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link java.net.Socket} over a native socket. Besides the addresses of its class it connects
 * and binds to those of the native socket's family.
 */
final class SocketView extends java.net.Socket {
  /** What java.net.Socket is told where the address is none that it takes. */
  private static final InetSocketAddress UNNAMED = InetSocketAddress.createUnresolved("", 0);

  private final StreamImpl impl;

  /** Of a socket to be created when it is first used, or to be accepted. */
  SocketView(SocketSpec spec) throws SocketException {
    this(new StreamImpl(false, spec));
  }

  private SocketView(StreamImpl impl) throws SocketException {
    super(impl);
    this.impl = impl;
  }

  /** Of a socket that others made, connected or not. */
  static SocketView of(StreamImpl impl, boolean bound, boolean connected) throws IOException {
    SocketView view = new SocketView(impl);
    if (connected) {
      view.connectAs(UNNAMED);
    } else if (bound) {
      view.bindAs(null);
    }
    view.getReuseAddress(); // has it created
    impl.told();
    return view;
  }

  private void connectAs(SocketAddress address) throws IOException {
    super.connect(address, 0);
  }

  private void bindAs(@Nullable SocketAddress address) throws IOException {
    super.bind(address);
  }

  /** The native socket, or null if there is none yet. */
  @Nullable Socket socket() {
    return impl.socket();
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    super.connect(isClosed() || isConnected() ? endpoint : known(endpoint), timeout);
  }

  @Override
  public void bind(@Nullable SocketAddress bindpoint) throws IOException {
    boolean fit = isClosed() || isBound() || bindpoint == null || known(bindpoint) == bindpoint;
    super.bind(fit ? bindpoint : null);
  }

  /** The address, or one of java.net in its place, which the native socket then ignores. */
  private SocketAddress known(SocketAddress address) {
    if (address == null || address instanceof InetSocketAddress) {
      return address;
    }
    try {
      impl.want(address);
    } catch (UnsupportedAddressTypeException e) {
      throw new IllegalArgumentException("Unsupported address type", e);
    }
    return UNNAMED;
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return impl.isInternet() || !isConnected()
        ? super.getRemoteSocketAddress()
        : impl.peerAddress();
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    return impl.isInternet() || !isBound() ? super.getLocalSocketAddress() : impl.localAddress();
  }
}
