/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.PollSet;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A {@link DatagramChannel} over a native socket. */
final class DatagramView extends DatagramChannel implements SelectableSocket {
  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  private final Socket socket;
  private final Domain domain;
  private @Nullable Unreferenced watch; // null if others use the socket

  private final Object naming = new Object();
  private volatile boolean bound;
  private volatile @Nullable SocketAddress local; // null until it is asked for
  private volatile @Nullable SocketAddress remote; // null unless connected
  private @Nullable SockAddr localBefore; // connecting; guarded by naming

  private final ReentrantLock receiving = new ReentrantLock();
  private final SockAddrBuffer from = new SockAddrBuffer(); // guarded by receiving
  private @Nullable SockAddr lastFrom; // guarded by receiving
  private @Nullable SocketAddress lastSource; // the same; guarded by receiving

  private final Memberships memberships;
  private @Nullable DatagramViewSocket adaptor; // guarded by naming

  /** Of a new socket. */
  DatagramView(SelectorProvider provider, SocketSpec spec) throws IOException {
    this(provider, Datagrams.open(spec), spec.domain(), false, null);
    watch = Unreferenced.watch(this, socket);
  }

  /**
   * Of a socket that is there.
   *
   * @param bound whether it has a local address
   * @param remote the peer's address if it is connected
   */
  DatagramView(
      SelectorProvider provider,
      Socket socket,
      Domain domain,
      boolean bound,
      @Nullable SocketAddress remote) {
    super(provider);
    this.socket = socket;
    this.domain = domain;
    this.bound = bound;
    this.remote = remote;
    this.memberships = new Memberships(this, socket);
  }

  @Override
  public Socket nativeSocket() {
    return socket;
  }

  @Override
  public Socket handOut() {
    Unreferenced.end(watch, socket);
    return socket;
  }

  private void ensureOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  // ---- names

  @Override
  public DatagramChannel bind(@Nullable SocketAddress address) throws IOException {
    synchronized (naming) {
      ensureOpen();
      if (bound) {
        throw new AlreadyBoundException();
      }
      bindNow(address);
      return this;
    }
  }

  private void bindNow(@Nullable SocketAddress address) throws IOException {
    SocketAddress wanted = address;
    if (wanted == null) {
      wanted =
          Families.isInternet(domain)
              ? Addresses.wildcard(domain)
              : new WrappedAddress(SockAddr.Unix.UNNAMED); // the kernel chooses a name
    }
    try {
      socket.bind(Addresses.of(wanted, domain));
    } catch (IOException e) {
      throw Failures.ofConnecting(e);
    }
    local = null;
    bound = true;
  }

  /** As the JDK's: what sends or receives has an address. */
  private void bindIfNeeded() throws IOException {
    if (!bound && Families.isInternet(domain)) {
      synchronized (naming) {
        if (!bound) {
          bindNow(null);
        }
      }
    }
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() throws IOException {
    ensureOpen();
    return localAddress();
  }

  @Nullable SocketAddress localAddress() throws IOException {
    synchronized (naming) {
      if (local == null && bound) {
        local = Addresses.toJava(socket.localAddress());
      }
      return local;
    }
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
    return isOpen() && remote != null;
  }

  @Override
  public DatagramChannel connect(SocketAddress address) throws IOException {
    return connect(address, false);
  }

  /** Connects, also if it is connected to others where that is asked for. */
  DatagramChannel connect(SocketAddress address, boolean again) throws IOException {
    SockAddr to = Addresses.of(address, domain);
    synchronized (naming) {
      ensureOpen();
      if (remote != null && !again) {
        throw new AlreadyConnectedException();
      }
      checkPort(to, "Can't connect to port 0");
      bindIfNeeded();
      try {
        localBefore = socket.localAddress();
        socket.connect(to);
      } catch (IOException e) {
        throw Failures.ofConnecting(e);
      }
      remote = address;
      local = null; // now the one that leads there
      Datagrams.flush(socket);
      return this;
    }
  }

  private void checkPort(SockAddr address, String message) throws SocketException {
    if (Families.isInternet(domain) && Addresses.port(address) == 0) {
      throw new SocketException(message);
    }
  }

  @Override
  public DatagramChannel disconnect() throws IOException {
    synchronized (naming) {
      if (isConnected()) {
        try {
          Datagrams.disconnect(socket, localBefore);
        } catch (IOException e) {
          throw Failures.ofConnecting(e);
        }
        remote = null;
        local = null;
      }
      return this;
    }
  }

  // ---- receiving

  @Override
  public @Nullable SocketAddress receive(ByteBuffer buffer) throws IOException {
    if (buffer.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
    return receiveLimited(buffer, 0);
  }

  /**
   * As {@link #receive}, with a limit of time.
   *
   * @param milliseconds the limit, 0 for none
   * @return null when the time is over, too
   */
  @Nullable SocketAddress receiveLimited(ByteBuffer buffer, int milliseconds) throws IOException {
    long start = System.nanoTime();
    receiving.lock();
    try {
      ensureOpen();
      boolean blocking = isBlocking();
      boolean done = false;
      if (blocking) {
        begin();
      }
      try {
        bindIfNeeded();
        int flags = blocking && milliseconds == 0 ? 0 : DONTWAIT;
        int n = socket.recvFrom(buffer, flags, from);
        while (n == Socket.WOULD_BLOCK && blocking && isOpen()) {
          int left = Waiting.left(milliseconds, start);
          if (left == 0) {
            break;
          }
          socket.poll(PollSet.IN, left);
          n = socket.recvFrom(buffer, flags, from);
        }
        done = n >= 0;
        if (!done) {
          return null;
        }
        Counters.received(n);
        return source();
      } catch (IOException e) {
        throw Failures.ofDatagrams(e);
      } finally {
        if (blocking) {
          end(done);
        }
      }
    } finally {
      receiving.unlock();
    }
  }

  /** Who sent the last datagram; most often the one who sent the last but one. */
  private @Nullable SocketAddress source() {
    SockAddr sender = from.get();
    if (sender == null) {
      return Addresses.toJava(SockAddr.Unix.UNNAMED); // only there it may be missing
    }
    if (!sender.equals(lastFrom)) {
      lastFrom = sender;
      lastSource = Addresses.toJava(sender);
    }
    return lastSource;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return (int) read(Objects.requireNonNull(buffer), null, 0, 0);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffers.length);
    return read(null, buffers, offset, length);
  }

  private long read(
      @Nullable ByteBuffer one, ByteBuffer @Nullable [] several, int offset, int length)
      throws IOException {
    ensureOpen();
    boolean blocking = isBlocking();
    long n = 0;
    if (blocking) {
      begin();
    }
    try {
      if (remote == null) {
        throw new NotYetConnectedException();
      }
      Buffers.checkWritable(one, several, offset, length);
      int flags = blocking ? 0 : DONTWAIT;
      do {
        n = StreamTransfers.receive(socket, one, several, null, offset, length, flags);
      } while (n == Socket.WOULD_BLOCK && blocking && isOpen());
    } catch (IOException e) {
      throw Failures.ofConnectedDatagrams(e);
    } finally {
      if (blocking) {
        end(n > 0);
      }
    }
    Counters.received(Math.max(n, 0));
    return Math.max(n, 0);
  }

  // ---- sending

  @Override
  public int send(ByteBuffer data, SocketAddress target) throws IOException {
    Objects.requireNonNull(data);
    SockAddr to = Addresses.of(target, domain);
    ensureOpen();
    boolean blocking = isBlocking();
    boolean done = false;
    if (blocking) {
      begin();
    }
    try {
      SocketAddress connected = remote;
      if (connected != null && !target.equals(connected)) {
        throw new AlreadyConnectedException();
      }
      bindIfNeeded();
      checkPort(to, "Can't send to port 0");
      int flags = blocking ? 0 : DONTWAIT;
      int n;
      do {
        n = connected != null ? socket.send(data, flags) : socket.sendTo(data, flags, to);
      } while (n == Socket.WOULD_BLOCK && blocking && isOpen());
      done = n >= 0;
      Counters.sent(Math.max(n, 0));
      return Math.max(n, 0);
    } catch (IOException e) {
      throw remote != null ? Failures.ofConnectedDatagrams(e) : Failures.ofDatagrams(e);
    } finally {
      if (blocking) {
        end(done);
      }
    }
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    Objects.requireNonNull(data);
    return (int) write(data, null, 0, 0);
  }

  @Override
  public long write(ByteBuffer[] data, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, data.length);
    return write(null, data, offset, length);
  }

  private long write(
      @Nullable ByteBuffer one, ByteBuffer @Nullable [] several, int offset, int length)
      throws IOException {
    ensureOpen();
    boolean blocking = isBlocking();
    long n = 0;
    if (blocking) {
      begin();
    }
    try {
      if (remote == null) {
        throw new NotYetConnectedException();
      }
      int flags = blocking ? 0 : DONTWAIT;
      do {
        n =
            one != null
                ? socket.send(one, flags) // an empty one is a datagram, too
                : Buffers.send(socket, Objects.requireNonNull(several), offset, length, flags);
      } while (n == Socket.WOULD_BLOCK && blocking && isOpen());
    } catch (IOException e) {
      throw Failures.ofConnectedDatagrams(e);
    } finally {
      if (blocking) {
        end(n > 0);
      }
    }
    Counters.sent(Math.max(n, 0));
    return Math.max(n, 0);
  }

  // ---- groups

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface where) throws IOException {
    return joinFor(group, where, null);
  }

  @Override
  public MembershipKey join(InetAddress group, NetworkInterface where, InetAddress source)
      throws IOException {
    return joinFor(group, where, Objects.requireNonNull(source));
  }

  private MembershipKey joinFor(
      InetAddress group, NetworkInterface where, @Nullable InetAddress source) throws IOException {
    Groups.checkGroup(group, domain);
    if (source != null) {
      Groups.checkSource(source, group);
    }
    ensureOpen();
    return memberships.join(group, where, source);
  }

  /** The groups it has joined. */
  Memberships memberships() {
    return memberships;
  }

  // ---- ending, modes, options and readiness

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    Unreferenced.close(watch, socket);
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    socket.setNonBlocking(!block);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Options.of(domain, Options.DATAGRAM, Options.OTHER_DATAGRAM);
  }

  @Override
  public <T> DatagramChannel setOption(SocketOption<T> option, T value) throws IOException {
    Options.set(socket, domain, supportedOptions(), Objects.requireNonNull(option), value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> option) throws IOException {
    return Options.get(socket, domain, supportedOptions(), Objects.requireNonNull(option));
  }

  @Override
  public DatagramSocket socket() {
    if (!Families.isInternet(domain)) {
      throw new UnsupportedOperationException("Not supported");
    }
    synchronized (naming) {
      if (adaptor == null) {
        adaptor = DatagramViewSocket.of(this);
      }
      return adaptor;
    }
  }

  @Override
  public int events(int ops) {
    return Ready.events(ops, SelectionKey.OP_READ, SelectionKey.OP_WRITE);
  }

  @Override
  public int ready(int events, int interest) {
    return Ready.ops(events, interest, SelectionKey.OP_READ, SelectionKey.OP_WRITE);
  }

  /** For people. */
  @Override
  public String toString() {
    return DatagramChannel.class.getName()
        + "["
        + (isOpen() ? "local=" + local + (remote == null ? "" : " remote=" + remote) : "closed")
        + "]";
  }
}
