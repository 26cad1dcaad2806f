/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The names, the connection, the options and the readiness of a {@link SocketChannel}. */
abstract class ConnectableChannel extends SocketChannel implements SelectableSocket {
  /** How far a connection is; the order counts. */
  enum State {
    UNCONNECTED,
    PENDING,
    CONNECTED
  }

  private final Socket socket;
  private final Domain domain;

  private final ReentrantLock connecting = new ReentrantLock();

  private volatile State state;
  private volatile boolean bound;
  private volatile @Nullable SocketAddress local; // null until it is asked for
  private volatile @Nullable SocketAddress remote;
  private volatile boolean inputShut;
  private volatile boolean outputShut;

  /**
   * Of a socket that is there.
   *
   * @param remote the peer's address if it is connected
   */
  ConnectableChannel(
      SelectorProvider provider,
      Socket socket,
      Domain domain,
      State state,
      @Nullable SocketAddress remote) {
    super(provider);
    this.socket = socket;
    this.domain = domain;
    this.state = state;
    this.bound = state == State.CONNECTED;
    this.remote = remote;
  }

  @Override
  public Socket nativeSocket() {
    return socket;
  }

  boolean isInternet() {
    return Families.isInternet(domain);
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  final void ensureConnected() throws ClosedChannelException {
    ensureOpen();
    if (state != State.CONNECTED) {
      throw new NotYetConnectedException();
    }
  }

  // ---- names

  @Override
  public SocketChannel bind(SocketAddress address) throws IOException {
    connecting.lock();
    try {
      ensureOpen();
      if (state == State.PENDING) {
        throw new ConnectionPendingException();
      }
      if (bound) {
        throw new AlreadyBoundException();
      }
      if (!isInternet() && (address == null || Addresses.isUnnamed(address))) {
        local = UnixDomainSocketAddress.of("");
      } else {
        SocketAddress wanted = address == null ? Addresses.wildcard(domain) : address;
        try {
          socket.bind(Addresses.named(wanted, domain));
        } catch (IOException e) {
          throw Failures.ofConnecting(e);
        }
      }
      bound = true;
      return this;
    } finally {
      connecting.unlock();
    }
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    ensureOpen();
    return localAddress();
  }

  /** As it was when it was last asked for, null if unbound. */
  @Nullable SocketAddress localAddress() throws IOException {
    if (local == null && bound) {
      local = Addresses.toJava(socket.localAddress());
    }
    return local;
  }

  boolean isBound() {
    return bound;
  }

  @Override
  public @Nullable SocketAddress getRemoteAddress() throws IOException {
    ensureOpen();
    return remote;
  }

  @Nullable SocketAddress remoteAddress() {
    return remote;
  }

  // ---- connecting

  @Override
  public boolean isConnected() {
    return isOpen() && state == State.CONNECTED;
  }

  @Override
  public boolean isConnectionPending() {
    return isOpen() && state == State.PENDING;
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    return connect(address, 0, false);
  }

  /**
   * Connects.
   *
   * @param milliseconds the limit, 0 for none
   * @param mustBlock whether the channel may not be non-blocking
   */
  boolean connect(SocketAddress address, int milliseconds, boolean mustBlock) throws IOException {
    SocketAddress target = address instanceof InetSocketAddress in ? Addresses.remote(in) : address;
    boolean path = target instanceof UnixDomainSocketAddress && domain.equals(Domain.UNIX);
    SockAddr peer = path ? SockAddr.Unix.UNNAMED : Addresses.of(target, domain);
    connecting.lock();
    try {
      boolean blocking = isBlocking();
      if (mustBlock && !isOpen()) {
        throw new AsynchronousCloseException(); // as the JDK's, whenever it was closed
      }
      ensureOpen();
      if (mustBlock && !blocking) {
        throw new IllegalBlockingModeException();
      }
      if (state == State.CONNECTED) {
        throw new AlreadyConnectedException();
      }
      if (state == State.PENDING) {
        throw new ConnectionPendingException();
      }
      state = State.PENDING;
      remote = target;
      SockAddr to = path ? ofPath(target) : peer;
      return blocking ? connectBlocking(to, milliseconds) : connectNow(to);
    } catch (IOException e) {
      close();
      throw HostInfo.added(Failures.ofConnecting(e), remote);
    } finally {
      connecting.unlock();
    }
  }

  private SockAddr ofPath(SocketAddress target) throws SocketException {
    if (Addresses.isUnnamed(target)) {
      throw new ConnectException("Connection refused");
    }
    return Addresses.named(target, domain);
  }

  /** A UNIX listener whose backlog is full fails it: nothing would tell when there is room. */
  private boolean connectNow(SockAddr to) throws IOException {
    boolean done = socket.connect(to);
    if (!done && domain.equals(Domain.UNIX)) {
      throw new SocketException("Resource temporarily unavailable");
    }
    return connected(done);
  }

  @Override
  public boolean finishConnect() throws IOException {
    connecting.lock();
    try {
      ensureOpen();
      if (state == State.CONNECTED) {
        return true;
      }
      if (state != State.PENDING) {
        throw new NoConnectionPendingException();
      }
      return isBlocking() ? connectBlocking(null, 0) : connected(socket.finishConnect());
    } catch (IOException e) {
      close();
      throw HostInfo.added(Failures.ofConnecting(e), remote);
    } finally {
      connecting.unlock();
    }
  }

  /** Connects, or waits for the end of what was begun where there is no address. */
  private boolean connectBlocking(@Nullable SockAddr to, int milliseconds) throws IOException {
    boolean connected = false;
    try {
      begin();
      connected =
          to == null
              ? Connecting.finish(socket, milliseconds)
              : Connecting.connect(socket, to, milliseconds);
      if (!connected && isOpen()) {
        throw new SocketTimeoutException("Connect timed out");
      }
    } finally {
      end(connected);
    }
    return connected(connected);
  }

  private boolean connected(boolean done) {
    if (done) {
      local = null; // the kernel chose it, or made it more precise
      bound = true;
      state = State.CONNECTED;
      Counters.connected();
    }
    return done;
  }

  // ---- ending

  @Override
  public SocketChannel shutdownInput() throws IOException {
    ensureConnected();
    if (!inputShut) {
      inputShut = true;
      Shutting.down(socket, Shutdown.READ);
    }
    return this;
  }

  @Override
  public SocketChannel shutdownOutput() throws IOException {
    ensureConnected();
    if (!outputShut) {
      outputShut = true;
      Shutting.down(socket, Shutdown.WRITE);
    }
    return this;
  }

  boolean isInputShut() {
    return inputShut;
  }

  boolean isOutputShut() {
    return outputShut;
  }

  // ---- modes, options and readiness

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    connecting.lock();
    try {
      socket.setNonBlocking(!block);
    } finally {
      connecting.unlock();
    }
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Options.of(domain, Options.STREAM, Options.OTHER_STREAM);
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> option, T value) throws IOException {
    Options.set(socket, domain, supportedOptions(), Objects.requireNonNull(option), value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return Options.get(socket, domain, supportedOptions(), Objects.requireNonNull(option));
  }

  @Override
  public int events(int ops) {
    return Ready.events(ops, SelectionKey.OP_READ, SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT);
  }

  @Override
  public int ready(int events, int interest) {
    boolean connected = state == State.CONNECTED;
    return Ready.ops(
        events,
        interest,
        connected ? SelectionKey.OP_READ : 0,
        connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
  }

  /** As the JDK's. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(SocketChannel.class.getName()).append('[');
    if (!isOpen()) {
      return text.append("closed]").toString();
    }
    text.append(
        switch (state) {
          case UNCONNECTED -> "unconnected";
          case PENDING -> "connection-pending";
          case CONNECTED -> "connected";
        });
    text.append(inputShut ? " ishut" : "").append(outputShut ? " oshut" : "");
    try {
      text.append(localAddress() != null ? " local=" + localAddress() : "");
    } catch (IOException e) {
      // closed meanwhile
    }
    text.append(remote != null ? " remote=" + remote : "");
    return text.append(']').toString();
  }
}
