/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link ServerSocketChannel} over a native socket. */
final class ListeningChannel extends ServerSocketChannel implements SelectableSocket {
  private final Socket socket;
  private final Domain domain;
  private final Accepting accepting;
  private final Object binding = new Object();

  private volatile @Nullable SocketAddress local; // null unless bound
  private @Nullable ListeningChannelSocket adaptor; // guarded by binding

  /** Of a new socket. */
  ListeningChannel(SelectorProvider provider, SocketSpec spec) throws IOException {
    this(provider, Opening.open(spec, true), spec.domain(), true, null);
  }

  /**
   * Of a socket that is there.
   *
   * @param own whether no other code uses it
   * @param local its address if it listens
   */
  ListeningChannel(
      SelectorProvider provider,
      Socket socket,
      Domain domain,
      boolean own,
      @Nullable SocketAddress local) {
    super(provider);
    this.socket = socket;
    this.domain = domain;
    this.accepting = new Accepting(socket, own);
    this.local = local;
  }

  @Override
  public Socket nativeSocket() {
    return socket;
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  // ---- names

  @Override
  public ServerSocketChannel bind(SocketAddress address, int backlog) throws IOException {
    synchronized (binding) {
      ensureOpen();
      if (local != null) {
        throw new AlreadyBoundException();
      }
      try {
        if (address == null && !Families.isInternet(domain)) {
          TemporaryName.bind(socket);
        } else {
          if (Addresses.isUnnamed(address) && !Families.isInternet(domain)) {
            throw new BindException("Server socket cannot bind to unnamed address");
          }
          SocketAddress wanted = address == null ? Addresses.wildcard(domain) : address;
          socket.bind(Addresses.named(wanted, domain));
        }
        socket.listen(backlog < 1 ? 50 : backlog);
      } catch (IOException e) {
        throw Failures.ofConnecting(e);
      }
      local = Addresses.toJava(socket.localAddress());
      return this;
    }
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    ensureOpen();
    return local;
  }

  @Nullable SocketAddress localAddress() {
    return local;
  }

  // ---- accepting

  @Override
  public @Nullable SocketChannel accept() throws IOException {
    return accept(0);
  }

  /** Sets the limit that {@link #acceptLimited} then has to be told. */
  void limit(int milliseconds) throws IOException {
    accepting.limit(milliseconds);
  }

  /**
   * As a socket does.
   *
   * @throws SocketTimeoutException when the time is over
   * @throws IllegalBlockingModeException if the channel is non-blocking
   */
  SocketChannel acceptLimited(int milliseconds) throws IOException {
    if (!isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    SocketChannel accepted = accept(milliseconds);
    if (accepted == null) {
      throw new SocketTimeoutException("Accept timed out");
    }
    return accepted;
  }

  private @Nullable SocketChannel accept(int milliseconds) throws IOException {
    ensureOpen();
    if (local == null) {
      throw new NotYetBoundException();
    }
    Socket accepted = null;
    try {
      if (!isBlocking()) {
        accepted = accepting.acceptNow();
      } else {
        begin();
        try {
          do {
            accepted = accepting.accept(milliseconds);
          } while (accepted == null && milliseconds == 0 && isOpen());
        } finally {
          end(accepted != null);
        }
      }
    } catch (IOException e) {
      throw Failures.ofConnecting(e);
    }
    if (accepted == null) {
      return null;
    }
    return new StreamChannel(
        provider(),
        accepted,
        domain,
        ConnectableChannel.State.CONNECTED,
        Addresses.toJava(accepted.peerAddress()));
  }

  // ---- ending, modes, options and readiness

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    socket.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    accepting.block(block);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Options.of(domain, Options.LISTENER, Options.OTHER_LISTENER);
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> option, T value) throws IOException {
    Options.set(socket, domain, supportedOptions(), Objects.requireNonNull(option), value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return Options.get(socket, domain, supportedOptions(), Objects.requireNonNull(option));
  }

  @Override
  public ServerSocket socket() {
    if (!Families.isInternet(domain)) {
      throw new UnsupportedOperationException("Not supported");
    }
    synchronized (binding) {
      if (adaptor == null) {
        adaptor = ListeningChannelSocket.of(this);
      }
      return adaptor;
    }
  }

  @Override
  public int events(int ops) {
    return Ready.events(ops, SelectionKey.OP_ACCEPT, 0);
  }

  @Override
  public int ready(int events, int interest) {
    return Ready.ops(events, interest, SelectionKey.OP_ACCEPT, 0);
  }

  /** For people. */
  @Override
  public String toString() {
    String state = !isOpen() ? "closed" : local == null ? "unbound" : local.toString();
    return ListeningChannel.class.getName() + "[" + state + "]";
  }
}
