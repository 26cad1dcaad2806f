/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.AdaptorFailures.narrow;
import static berkeley.sockets.net.AdaptorFailures.translate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link ServerSocketChannel#socket} returns: the channel as a {@link ServerSocket}. */
final class ListeningChannelSocket extends ServerSocket {
  private final ListeningChannel channel;
  private volatile int timeout;

  private ListeningChannelSocket(ListeningChannel channel) {
    super(new StreamImpl(true, SocketSpec.STREAM)); // which nothing asks for anything
    this.channel = channel;
  }

  static ListeningChannelSocket of(ListeningChannel channel) {
    return new ListeningChannelSocket(channel);
  }

  private void ensureOpen() throws SocketException {
    if (!channel.isOpen()) {
      throw new SocketException("Socket is closed");
    }
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    bind(address, 50);
  }

  @Override
  public void bind(SocketAddress address, int backlog) throws IOException {
    translate(() -> channel.bind(address, backlog));
  }

  private @Nullable InetSocketAddress local() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public @Nullable InetAddress getInetAddress() {
    return local() == null ? null : local().getAddress();
  }

  @Override
  public int getLocalPort() {
    return local() == null ? -1 : local().getPort();
  }

  @Override
  public @Nullable SocketAddress getLocalSocketAddress() {
    return local();
  }

  @Override
  public Socket accept() throws IOException {
    return translate(() -> timeout > 0 ? channel.acceptLimited(timeout) : acceptNow()).socket();
  }

  private SocketChannel acceptNow() throws IOException {
    SocketChannel accepted = channel.accept();
    if (accepted == null) {
      throw new IllegalBlockingModeException();
    }
    return accepted;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public ServerSocketChannel getChannel() {
    return channel;
  }

  @Override
  public boolean isBound() {
    return local() != null;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void setSoTimeout(int milliseconds) throws SocketException {
    ensureOpen();
    if (milliseconds < 0) {
      throw new IllegalArgumentException("timeout < 0");
    }
    narrow(
        () -> {
          channel.limit(milliseconds);
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
  public void setReuseAddress(boolean on) throws SocketException {
    narrow(() -> channel.setOption(StandardSocketOptions.SO_REUSEADDR, on));
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return narrow(() -> channel.getOption(StandardSocketOptions.SO_REUSEADDR));
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    Ranges.check("receive size", size, 1, Integer.MAX_VALUE);
    narrow(() -> channel.setOption(StandardSocketOptions.SO_RCVBUF, size));
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return narrow(() -> channel.getOption(StandardSocketOptions.SO_RCVBUF));
  }

  @Override
  public <T> ServerSocket setOption(SocketOption<T> option, T value) throws IOException {
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
    return isBound()
        ? "ServerSocket[addr=" + getInetAddress() + ",localport=" + getLocalPort() + "]"
        : "ServerSocket[unbound]";
  }
}
