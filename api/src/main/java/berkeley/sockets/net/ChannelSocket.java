/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.AdaptorFailures.narrow;
import static berkeley.sockets.net.AdaptorFailures.translate;

import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link SocketChannel#socket} returns: the channel as a {@link Socket}. */
final class ChannelSocket extends Socket implements ByteStream {
  private static final SocketOption<Boolean> OOB_INLINE =
      NativeOption.of(SocketOptions.SO_OOBINLINE, Boolean.class);

  private final StreamChannel channel;
  private volatile int timeout;

  private ChannelSocket(StreamChannel channel) throws SocketException {
    super(new StreamImpl(false, SocketSpec.STREAM)); // which nothing asks for anything
    this.channel = channel;
  }

  static ChannelSocket of(StreamChannel channel) {
    try {
      return new ChannelSocket(channel);
    } catch (SocketException e) {
      throw new AssertionError(e); // of other constructors only
    }
  }

  private void ensureOpen() throws SocketException {
    if (!channel.isOpen()) {
      throw new SocketException("Socket is closed");
    }
  }

  private void ensureConnected() throws SocketException {
    ensureOpen();
    if (!channel.isConnected()) {
      throw new SocketException("Socket is not connected");
    }
  }

  // ---- connecting and names

  @Override
  public void connect(SocketAddress address) throws IOException {
    connect(address, 0);
  }

  @Override
  public void connect(SocketAddress address, int milliseconds) throws IOException {
    if (address == null) {
      throw new IllegalArgumentException("connect: The address can't be null");
    }
    if (address instanceof InetSocketAddress in && in.isUnresolved()) {
      ensureOpen();
      if (channel.isConnected()) {
        throw new SocketException("Already connected");
      }
      close();
      throw new UnknownHostException(in.getHostString());
    }
    if (milliseconds < 0) {
      throw new IllegalArgumentException("connect: timeout can't be negative");
    }
    translate(() -> channel.connect(address, milliseconds, true));
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    translate(() -> channel.bind(address));
  }

  private @Nullable InetSocketAddress local() {
    try {
      return (InetSocketAddress) channel.localAddress();
    } catch (IOException e) {
      return null; // closed before it was known
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
  public InetAddress getLocalAddress() {
    InetSocketAddress local = channel.isOpen() ? local() : null;
    return (local != null ? local : new InetSocketAddress(0)).getAddress();
  }

  @Override
  public int getPort() {
    return remote() == null ? 0 : remote().getPort();
  }

  @Override
  public int getLocalPort() {
    InetSocketAddress local = local();
    return local == null ? -1 : local.getPort();
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
  public SocketChannel getChannel() {
    return channel;
  }

  @Override
  public boolean isConnected() {
    return channel.remoteAddress() != null && channel.isConnected();
  }

  @Override
  public boolean isBound() {
    return channel.isBound();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return channel.isInputShut();
  }

  @Override
  public boolean isOutputShutdown() {
    return channel.isOutputShut();
  }

  // ---- data

  @Override
  public InputStream getInputStream() throws IOException {
    ensureConnected();
    if (channel.isInputShut()) {
      throw new SocketException("Socket input is shutdown");
    }
    return new ByteStream.Input(this);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    ensureConnected();
    if (channel.isOutputShut()) {
      throw new SocketException("Socket output is shutdown");
    }
    return new ByteStream.Output(this);
  }

  @Override
  public int receive(byte[] buffer, int offset, int length) throws IOException {
    return channel.receive(buffer, offset, length);
  }

  @Override
  public void send(byte[] data, int offset, int length) throws IOException {
    channel.sendAll(data, offset, length);
  }

  @Override
  public int readable() throws IOException {
    return channel.readable();
  }

  @Override
  public void closeStream() throws IOException {
    channel.close();
  }

  @Override
  public void sendUrgentData(int data) throws IOException {
    if (channel.sendUrgent(data) == 0) {
      throw new IOException("Socket buffer full");
    }
  }

  @Override
  public void shutdownInput() throws IOException {
    translate(channel::shutdownInput);
  }

  @Override
  public void shutdownOutput() throws IOException {
    translate(channel::shutdownOutput);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  // ---- options

  private <T> void set(SocketOption<T> option, T value) throws SocketException {
    narrow(() -> channel.setOption(option, value));
  }

  private <T> T get(SocketOption<T> option) throws SocketException {
    return narrow(() -> channel.getOption(option));
  }

  @Override
  public void setSoTimeout(int milliseconds) throws SocketException {
    ensureOpen();
    if (milliseconds < 0) {
      throw new IllegalArgumentException("timeout < 0");
    }
    narrow(
        () -> {
          channel.nativeSocket().setReceiveTimeout(Duration.ofMillis(milliseconds));
          return channel;
        });
    timeout = milliseconds;
  }

  @Override
  public int getSoTimeout() throws SocketException {
    ensureOpen();
    return timeout;
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    set(StandardSocketOptions.TCP_NODELAY, on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return get(StandardSocketOptions.TCP_NODELAY);
  }

  @Override
  public void setSoLinger(boolean on, int linger) throws SocketException {
    set(StandardSocketOptions.SO_LINGER, on ? linger : -1);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return get(StandardSocketOptions.SO_LINGER);
  }

  @Override
  public void setOOBInline(boolean on) throws SocketException {
    set(OOB_INLINE, on);
  }

  @Override
  public boolean getOOBInline() throws SocketException {
    return get(OOB_INLINE);
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
  public void setKeepAlive(boolean on) throws SocketException {
    set(StandardSocketOptions.SO_KEEPALIVE, on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return get(StandardSocketOptions.SO_KEEPALIVE);
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
  public void setReuseAddress(boolean on) throws SocketException {
    set(StandardSocketOptions.SO_REUSEADDR, on);
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return get(StandardSocketOptions.SO_REUSEADDR);
  }

  @Override
  public <T> Socket setOption(SocketOption<T> option, T value) throws IOException {
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

  /** As the JDK's. */
  @Override
  public String toString() {
    return isConnected()
        ? "Socket[addr="
            + getInetAddress()
            + ",port="
            + getPort()
            + ",localport="
            + getLocalPort()
            + "]"
        : "Socket[unconnected]";
  }
}
