/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.AdaptorFailures.narrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link DatagramChannel#socket} returns: the channel as a {@link DatagramSocket}. */
final class DatagramViewSocket extends GroupSocket {
  private final DatagramView channel;
  private final PacketRoom rooms = new PacketRoom();
  private volatile int timeout;

  private DatagramViewSocket(DatagramView channel) throws IOException {
    this.channel = channel;
  }

  static DatagramViewSocket of(DatagramView channel) {
    try {
      return new DatagramViewSocket(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ensureOpen() throws SocketException {
    if (isClosed()) {
      throw new SocketException("Socket is closed");
    }
  }

  // ---- names

  private static InetSocketAddress internet(SocketAddress address) {
    if (address instanceof InetSocketAddress in) {
      return in;
    }
    throw new UnsupportedAddressTypeException();
  }

  @Override
  public void bind(SocketAddress address) throws SocketException {
    SocketAddress wanted = address == null ? null : internet(address);
    narrow(() -> channel.bind(wanted));
  }

  @Override
  public void connect(InetAddress host, int port) {
    if (host == null) {
      throw new IllegalArgumentException("Address can't be null");
    }
    try {
      connect(new InetSocketAddress(host, port));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void connect(SocketAddress address) throws SocketException {
    if (address == null) {
      throw new IllegalArgumentException("Address can't be null");
    }
    InetSocketAddress to = internet(address);
    if (to.isUnresolved()) {
      throw new SocketException("Unresolved address"); // also where nothing else fails: when closed
    }
    if (channel.isOpen()) {
      narrow(() -> channel.connect(to, true));
    }
  }

  @Override
  public void disconnect() {
    try {
      channel.disconnect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isBound() {
    return channel.isBound();
  }

  @Override
  public boolean isConnected() {
    return channel.remoteAddress() != null;
  }

  private @Nullable InetSocketAddress local() {
    try {
      return isClosed() ? null : (InetSocketAddress) channel.localAddress();
    } catch (IOException e) {
      return null; // closed meanwhile
    }
  }

  private @Nullable InetSocketAddress remote() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public @Nullable InetAddress getInetAddress() {
    return remote() == null ? null : remote().getAddress();
  }

  @Override
  public int getPort() {
    return remote() == null ? -1 : remote().getPort();
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return remote();
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    return local();
  }

  @Override
  public @Nullable InetAddress getLocalAddress() {
    InetSocketAddress local = local();
    return isClosed() ? null : (local != null ? local : new InetSocketAddress(0)).getAddress();
  }

  @Override
  public int getLocalPort() {
    InetSocketAddress local = local();
    return isClosed() ? -1 : local != null ? local.getPort() : 0;
  }

  @Override
  public DatagramChannel getChannel() {
    return channel;
  }

  // ---- data

  private void checkBlocking() {
    if (!channel.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
  }

  @Override
  public void send(DatagramPacket packet) throws IOException {
    synchronized (packet) {
      try {
        if (!channel.isOpen()) {
          throw new ClosedChannelException();
        }
        checkBlocking();
        if (packet.getAddress() == null) {
          InetSocketAddress to = remote();
          if (to == null) {
            throw new IllegalArgumentException("Address not set");
          }
          packet.setSocketAddress(to);
        }
        channel.send(
            ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength()),
            packet.getSocketAddress());
      } catch (AlreadyConnectedException e) {
        throw new IllegalArgumentException("Connected and packet address differ", e);
      } catch (ClosedChannelException e) {
        throw Failures.closed(e);
      }
    }
  }

  @Override
  public void receive(DatagramPacket packet) throws IOException {
    synchronized (packet) {
      try {
        if (!channel.isOpen()) {
          throw new ClosedChannelException();
        }
        checkBlocking();
        ByteBuffer room = ByteBuffer.wrap(packet.getData(), packet.getOffset(), rooms.of(packet));
        SocketAddress source = channel.receiveLimited(room, timeout);
        if (source == null) {
          throw new SocketTimeoutException("Receive timed out");
        }
        packet.setSocketAddress(source);
        rooms.received(packet, room.position() - packet.getOffset());
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (ClosedChannelException e) {
        throw Failures.closed(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isClosed() {
    return channel == null || !channel.isOpen(); // null while java.net constructs it
  }

  // ---- options

  @Override
  public void setSoTimeout(int milliseconds) throws SocketException {
    ensureOpen();
    if (milliseconds < 0) {
      throw new IllegalArgumentException("timeout < 0");
    }
    timeout = milliseconds;
  }

  @Override
  public int getSoTimeout() throws SocketException {
    ensureOpen();
    return timeout;
  }

  @Override
  public void setSendBufferSize(int size) throws SocketException {
    Ranges.check("send size", size, 1, Integer.MAX_VALUE);
    set(StandardSocketOptions.SO_SNDBUF, size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return get(StandardSocketOptions.SO_SNDBUF);
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    Ranges.check("receive size", size, 1, Integer.MAX_VALUE);
    set(StandardSocketOptions.SO_RCVBUF, size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return get(StandardSocketOptions.SO_RCVBUF);
  }

  @Override
  public void setReuseAddress(boolean on) throws SocketException {
    set(StandardSocketOptions.SO_REUSEADDR, on);
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return get(StandardSocketOptions.SO_REUSEADDR);
  }

  @Override
  public void setBroadcast(boolean on) throws SocketException {
    set(StandardSocketOptions.SO_BROADCAST, on);
  }

  @Override
  public boolean getBroadcast() throws SocketException {
    return get(StandardSocketOptions.SO_BROADCAST);
  }

  @Override
  public void setTrafficClass(int value) throws SocketException {
    set(StandardSocketOptions.IP_TOS, value);
  }

  @Override
  public int getTrafficClass() throws SocketException {
    return get(StandardSocketOptions.IP_TOS);
  }

  @Override
  public <T> DatagramSocket setOption(SocketOption<T> option, T value) throws IOException {
    channel.setOption(option, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return channel.getOption(option);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return channel.supportedOptions();
  }

  // ---- groups

  @Override
  public void joinGroup(SocketAddress address, NetworkInterface where) throws IOException {
    InetAddress group = group(address);
    ensureOpen();
    NetworkInterface its = orDefault(where);
    synchronized (this) {
      if (channel.memberships().has(group, its)) {
        throw new SocketException("Already a member of group");
      }
      channel.join(group, its);
    }
  }

  @Override
  public void leaveGroup(SocketAddress address, NetworkInterface where) throws IOException {
    InetAddress group = group(address);
    ensureOpen();
    channel.memberships().leave(group, orDefault(where));
  }
}
