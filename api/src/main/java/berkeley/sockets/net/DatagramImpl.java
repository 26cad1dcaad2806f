/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.options.SocketOptions;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocketImpl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.IllegalBlockingModeException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link java.net.DatagramSocket} is made of: a native socket. SO_TIMEOUT is the kernel's
 * SO_RCVTIMEO, so that each receive is one call.
 */
final class DatagramImpl extends DatagramSocketImpl {
  private final SocketSpec spec;
  private final PacketRoom rooms = new PacketRoom();

  private volatile @Nullable Socket socket; // null until it is created
  private volatile @Nullable Unreferenced watch; // null if others use the socket
  private boolean telling; // while the view is told what the socket is: nothing is to be done
  private @Nullable SockAddr localBefore; // connecting
  private volatile boolean connected;
  private volatile boolean closed;
  private volatile int timeout;

  /** Of a socket to be created when it is first used. */
  DatagramImpl(SocketSpec spec) {
    this.spec = spec;
  }

  /** Of a socket that others made; {@link #told} ends what its view is told of it. */
  static DatagramImpl of(Socket socket, Domain domain) throws IOException {
    DatagramImpl impl = new DatagramImpl(SocketSpec.DATAGRAM.withDomain(domain));
    impl.telling = true;
    impl.timeout = (int) socket.getOption(SocketOptions.SO_RCVTIMEO).toMillis();
    impl.localPort = Addresses.port(socket.localAddress());
    impl.localBefore = socket.localAddress();
    impl.socket = socket;
    return impl;
  }

  void told() {
    telling = false;
  }

  /** The native socket, for others to use, or null if it is not yet created. */
  @Nullable Socket socket() {
    return Unreferenced.end(watch, socket);
  }

  boolean isClosed() {
    return closed;
  }

  private Socket open() throws SocketException {
    if (closed || socket == null) {
      throw Failures.closed(null);
    }
    return socket;
  }

  // ---- opening and naming

  @Override
  protected void create() throws SocketException {
    if (telling) {
      return;
    }
    try {
      Socket it = Datagrams.open(spec);
      boolean ready = false;
      try {
        if (Families.isInternet(spec.domain())) {
          it.setOption(SocketOptions.SO_BROADCAST, true); // as the JDK's
        }
        ready = true;
      } finally {
        if (!ready) {
          it.close();
        }
      }
      fd = new FileDescriptor();
      watch = Unreferenced.watch(this, it);
      socket = it;
    } catch (IOException e) {
      throw Failures.socketException(e);
    }
  }

  @Override
  protected void bind(int port, InetAddress host) throws SocketException {
    if (telling) {
      return;
    }
    Socket it = open();
    try {
      it.bind(Addresses.of(host, port, spec.domain()));
      localPort = Addresses.port(it.localAddress());
    } catch (IOException e) {
      throw Failures.socketException(Failures.ofConnecting(e));
    }
  }

  @Override
  protected void connect(InetAddress host, int port) throws SocketException {
    if (telling) {
      return;
    }
    Socket it = open();
    try {
      localBefore = connected ? localBefore : it.localAddress();
      it.connect(Addresses.of(host, port, spec.domain()));
      connected = true;
      Datagrams.flush(it);
    } catch (IOException e) {
      throw Failures.socketException(Failures.ofConnecting(e));
    }
  }

  @Override
  protected void disconnect() {
    try {
      Datagrams.disconnect(open(), localBefore);
      connected = false;
    } catch (IOException e) {
      // as the JDK's, which has nothing to throw here: it is closed, or its port was taken
    }
  }

  // ---- data

  @Override
  protected void send(DatagramPacket packet) throws IOException {
    Socket it = open();
    try {
      int n =
          connected
              ? it.send(packet.getData(), packet.getOffset(), packet.getLength(), 0)
              : it.sendTo(
                  packet.getData(),
                  packet.getOffset(),
                  packet.getLength(),
                  0,
                  Addresses.of(packet.getAddress(), packet.getPort(), spec.domain()));
      Counters.sent(Math.max(n, 0));
    } catch (IOException e) {
      throw Failures.inSocket(Failures.ofDatagrams(e));
    }
  }

  @Override
  protected void receive(DatagramPacket packet) throws IOException {
    int room = rooms.of(packet);
    int n = receive(packet, room, 0);
    rooms.received(packet, Math.min(n, room));
    Counters.received(n);
  }

  private int receive(DatagramPacket packet, int room, int flags) throws IOException {
    Socket it = open();
    SockAddrBuffer from = new SockAddrBuffer();
    int n;
    try {
      n = it.recvFrom(packet.getData(), packet.getOffset(), room, flags, from);
    } catch (IOException e) {
      IOException translated = Failures.inSocket(Failures.ofDatagrams(e));
      if (translated instanceof InterruptedIOException) {
        close();
        throw new SocketException("Closed by interrupt", e);
      }
      throw translated;
    }
    if (n < 0) {
      if (timeout == 0 && it.isNonBlocking()) {
        throw new IllegalBlockingModeException();
      }
      throw new SocketTimeoutException("Receive timed out");
    }
    if (Addresses.toJava(from.get()) instanceof InetSocketAddress source) {
      packet.setSocketAddress(source);
    }
    return n;
  }

  @Override
  protected int peek(InetAddress address) throws IOException {
    throw new SocketException("peek is not supported"); // nothing in the JDK calls it
  }

  @Override
  protected int peekData(DatagramPacket packet) throws IOException {
    int n = receive(packet, packet.getLength(), sys_socket_h.MSG_PEEK);
    packet.setLength(Math.min(n, packet.getLength()));
    return packet.getPort();
  }

  @Override
  protected void close() {
    closed = true;
    try {
      Unreferenced.close(watch, socket);
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  // ---- groups

  @Override
  @SuppressWarnings("removal")
  protected void setTTL(byte value) throws IOException {
    setTimeToLive(Byte.toUnsignedInt(value));
  }

  @Override
  @SuppressWarnings("removal")
  protected byte getTTL() throws IOException {
    return (byte) getTimeToLive();
  }

  @Override
  protected void setTimeToLive(int value) throws IOException {
    setOption(StandardSocketOptions.IP_MULTICAST_TTL, value);
  }

  @Override
  protected int getTimeToLive() throws IOException {
    return getOption(StandardSocketOptions.IP_MULTICAST_TTL);
  }

  @Override
  protected void join(InetAddress group) throws IOException {
    member(group, null, true);
  }

  @Override
  protected void leave(InetAddress group) throws IOException {
    member(group, null, false);
  }

  @Override
  protected void joinGroup(SocketAddress group, @Nullable NetworkInterface where)
      throws IOException {
    InetAddress address = ((InetSocketAddress) group).getAddress();
    Groups.checkGroup(address, spec.domain());
    member(address, where, true);
  }

  @Override
  protected void leaveGroup(SocketAddress group, @Nullable NetworkInterface where)
      throws IOException {
    member(((InetSocketAddress) group).getAddress(), where, false);
  }

  private void member(InetAddress group, @Nullable NetworkInterface where, boolean joins)
      throws IOException {
    try {
      int index = where == null ? 0 : Groups.index(where); // 0: the kernel's choice
      if (joins) {
        Groups.join(open(), group, index, null);
      } else {
        Groups.leave(open(), group, index, null);
      }
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  // ---- options

  @Override
  protected Set<SocketOption<?>> supportedOptions() {
    return Options.of(spec.domain(), Options.DATAGRAM, Options.OTHER_DATAGRAM);
  }

  @Override
  protected <T> void setOption(SocketOption<T> option, T value) throws IOException {
    try {
      Options.set(open(), spec.domain(), supportedOptions(), option, value);
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  @Override
  protected <T> T getOption(SocketOption<T> option) throws IOException {
    try {
      return Options.get(open(), spec.domain(), supportedOptions(), Objects.requireNonNull(option));
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  @Override
  public void setOption(int option, Object value) throws SocketException {
    Socket it = open();
    try {
      if (option == SO_TIMEOUT) {
        it.setReceiveTimeout(Duration.ofMillis((int) value));
        timeout = (int) value;
      } else {
        NumberedOption.of(option).set(it, spec.domain(), value);
      }
    } catch (IOException e) {
      throw Failures.socketException(e);
    }
  }

  @Override
  public @Nullable Object getOption(int option) throws SocketException {
    Socket it = open();
    try {
      return switch (option) {
        case SO_TIMEOUT -> timeout;
        case SO_BINDADDR -> Addresses.host(it.localAddress());
        default -> NumberedOption.of(option).get(it, spec.domain());
      };
    } catch (IOException e) {
      throw Failures.socketException(e);
    }
  }
}
