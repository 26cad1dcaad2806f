/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link DatagramSocket} over a native socket. */
final class DatagramSocketView extends DatagramSocket {
  private final DatagramImpl impl;

  /** Of a socket to be created when it is first used. */
  DatagramSocketView(SocketSpec spec) {
    this(new DatagramImpl(spec));
  }

  private DatagramSocketView(DatagramImpl impl) {
    super(impl);
    this.impl = impl;
  }

  /**
   * Of a socket that others made.
   *
   * @param bound whether it has a local address
   * @param remote the peer's address, or null
   */
  static DatagramSocketView of(DatagramImpl impl, boolean bound, @Nullable InetSocketAddress remote)
      throws SocketException {
    DatagramSocketView view = new DatagramSocketView(impl);
    if (bound) {
      view.bindAs();
    }
    if (remote != null) {
      view.connectAs(remote);
    }
    view.getReuseAddress(); // has it created
    impl.told();
    return view;
  }

  private void bindAs() throws SocketException {
    super.bind(null);
  }

  private void connectAs(InetSocketAddress remote) throws SocketException {
    super.connect(remote);
  }

  /** The native socket, or null if there is none yet. */
  @Nullable Socket socket() {
    return impl.socket();
  }

  @Override
  public void bind(@Nullable SocketAddress address) throws SocketException {
    super.bind(internet(address));
  }

  @Override
  public void connect(SocketAddress address) throws SocketException {
    super.connect(internet(address));
  }

  /** As the JDK's, which refuses others so. */
  private static @Nullable SocketAddress internet(@Nullable SocketAddress address) {
    if (address != null && !(address instanceof InetSocketAddress)) {
      throw new UnsupportedAddressTypeException();
    }
    return address;
  }

  @Override
  public void send(DatagramPacket packet) throws IOException {
    if (packet.getAddress() != null && !isBound() && !isClosed()) {
      bind(null); // also if it then cannot be sent
    }
    super.send(packet);
  }

  @Override
  public void receive(DatagramPacket packet) throws IOException {
    try {
      super.receive(packet);
    } catch (SocketException e) {
      if (impl.isClosed()) {
        close(); // by an interrupt, of which the socket does not know yet
      }
      throw e;
    }
  }

  // ---- in the order in which the JDK's looks at its state and at arguments

  @Override
  public <T> DatagramSocket setOption(SocketOption<T> option, T value) throws IOException {
    if (isClosed()) {
      Options.checkSupported(supportedOptions(), Objects.requireNonNull(option));
      Options.checkType(option, value);
      throw new ClosedChannelException();
    }
    return super.setOption(option, value);
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    if (isClosed()) {
      Options.checkSupported(supportedOptions(), Objects.requireNonNull(option));
      throw new ClosedChannelException();
    }
    return super.getOption(option);
  }

  @Override
  public void setTrafficClass(int value) throws SocketException {
    if (isClosed()) {
      throw new SocketException("Socket is closed");
    }
    super.setTrafficClass(value);
  }

  @Override
  public void joinGroup(SocketAddress group, NetworkInterface where) throws IOException {
    var _ = GroupSocket.group(group);
    super.joinGroup(group, where);
  }

  @Override
  public void leaveGroup(SocketAddress group, NetworkInterface where) throws IOException {
    var _ = GroupSocket.group(group);
    super.leaveGroup(group, where);
  }
}
