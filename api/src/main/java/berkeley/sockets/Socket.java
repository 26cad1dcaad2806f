/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.ALREADY;
import static berkeley.sockets.internal.memory.Results.INPROGRESS;
import static berkeley.sockets.internal.memory.Results.INTR;
import static berkeley.sockets.internal.memory.Results.ISCONN;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Batches;
import berkeley.sockets.internal.calls.CloseOnExec;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.GuardedWait;
import berkeley.sockets.internal.calls.KernelCopies;
import berkeley.sockets.internal.calls.Messages;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.ReceiveSpin;
import berkeley.sockets.internal.calls.Timeouts;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.internal.memory.Cells;
import berkeley.sockets.internal.memory.GatherHeader;
import berkeley.sockets.internal.memory.Scratch;
import berkeley.sockets.internal.parking.Query;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket of any domain, type and protocol, as an owner of its descriptor. Each method that is
 * named after a system call makes that one call.
 *
 * <p><b>Results.</b> What would have to wait on a non-blocking socket, with {@code MSG_DONTWAIT},
 * or past a timeout is no failure: {@link #WOULD_BLOCK}, null or false, as the method says. Zero is
 * what it is in C: end of stream, or an empty datagram. Calls that a signal interrupted are made
 * again; what is left of their timeout is counted from the first signal, so it passes even while
 * signals keep coming, as those of profilers do, after less than twice the time. All else is an
 * {@link ErrnoException}, which {@link ErrnoException#toJava} makes one of java.net. Flags are
 * those of C, which {@link Flags} has; {@code MSG_NOSIGNAL} is always set. Where C returns 0
 * because the buffer has no room, on a stream, an {@link IllegalArgumentException} is thrown: it
 * would be taken for the end.
 *
 * <p><b>Threads.</b> Any number of threads may use a socket at once; the kernel orders the calls.
 * {@link #close} may come at any time: calls in flight are woken and throw {@link
 * AsynchronousCloseException}, later ones throw {@link ClosedChannelException}, and the descriptor
 * itself is closed when the last call in flight has ended, so that no call can meet another file
 * under the same number. A socket that is not closed stays open: no garbage collector closes it,
 * but {@code -Dberkeley.sockets.leaks=true} has each reported that is collected while open. A
 * virtual thread that has to wait does not hold its carrier.
 *
 * <p><b>Interrupts.</b> {@link Thread#interrupt} ends the wait of a virtual thread: the call throws
 * an {@link ErrnoException} with {@code EINTR}, and the thread stays interrupted; but not one that
 * a pool thread makes for it, such as {@link #sendFile}. A platform thread waits in the kernel,
 * where an interrupt does not reach it: what ends its wait is the peer, a timeout, or {@link
 * #close}. Only if a signal comes besides does its call fail with {@code EINTR} instead of being
 * made again.
 *
 * <p><b>Memory.</b> Segments may be native or on the heap; native ones go to the kernel as they
 * are. {@code MSG_ZEROCOPY} takes native memory only, which must stay as it is until the kernel
 * says that it is done with it; with {@code SO_ZEROCOPY} set, memory of the heap is an {@link
 * IllegalArgumentException}. On the plain data calls nothing is allocated. Descriptors are opened
 * with {@code SOCK_CLOEXEC}: a child process does not inherit them.
 *
 * <p><b>Channels.</b> For code that takes a {@link java.nio.channels.ByteChannel}, {@link
 * java.nio.channels.GatheringByteChannel} or {@link java.nio.channels.ScatteringByteChannel}, with
 * their 0 and -1, {@code berkeley.sockets.net.Views.channel} makes one of a socket.
 *
 * @since 0.1.0
 */
public final class Socket implements Closeable {

  /** The result of a call that would have had to wait. */
  public static final int WOULD_BLOCK = Handle.WOULD_BLOCK;

  private static final int NOSIGNAL = Platform.PORTABLE ? 0 : sys_socket_h.MSG_NOSIGNAL;
  private static final int WAITALL = sys_socket_h.MSG_WAITALL;

  final Handle handle;
  private final int fd;
  private final @Nullable SockAddr accepted; // the peer, if accept told
  private volatile @Nullable SockAddr connecting; // where a non-blocking connect is on its way to

  private Socket(Handle handle, @Nullable SockAddr accepted) {
    this.handle = handle;
    this.fd = handle.fd;
    this.accepted = accepted;
    if (Handle.LEAKS) {
      handle.leak = Leaks.opened(this, "socket", fd);
    }
  }

  private static Socket of(int fd, int domain) {
    return new Socket(new Handle(fd, needsGuardedWait(domain)), null);
  }

  /** Whether shutdown(2) may not end waits, as it does of the domains that are named here. */
  private static boolean needsGuardedWait(int domain) {
    return domain != Domain.INET.value()
        && domain != Domain.INET6.value()
        && domain != Domain.UNIX.value();
  }

  // ---- opening and owning

  /**
   * socket(2), with {@code SOCK_CLOEXEC}.
   *
   * @param domain the domain, such as {@link Domain#INET}
   * @param type the type, such as {@link Type#STREAM}
   * @return a socket that is neither bound nor connected
   * @throws ErrnoException {@code EAFNOSUPPORT}, {@code EPROTONOSUPPORT}, {@code EACCES}, {@code
   *     EMFILE} and others
   */
  public static Socket open(Domain domain, Type type) throws IOException {
    return open(domain, type, Protocol.DEFAULT);
  }

  /**
   * As {@link #open(Domain, Type)}, for a certain protocol.
   *
   * @param domain the domain
   * @param type the type
   * @param protocol the protocol, such as {@link Protocol#TCP}
   * @return a socket that is neither bound nor connected
   * @throws ErrnoException as {@link #open(Domain, Type)}
   */
  public static Socket open(Domain domain, Type type, Protocol protocol) throws IOException {
    long n = CloseOnExec.socket(domain.value(), type.value(), protocol.value());
    if (n < 0) {
      throw new ErrnoException(
          "socket", -1, null, domain + ", " + type + ", " + protocol, (int) -n);
    }
    return of((int) n, domain.value());
  }

  /**
   * getaddrinfo(3), then socket(2) and connect(2) for one address after the other, in the order of
   * getaddrinfo, until one connects.
   *
   * @param host a name or an address in numbers, or null for this host
   * @param service a name such as {@code http}, or a port number
   * @return a connected stream socket
   * @throws AddressInfoException if the name cannot be resolved
   * @throws IOException the failure with the first address, as {@link ErrnoException#toJava} tells
   *     it: {@link java.net.ConnectException} if nobody listens, {@link
   *     java.net.NoRouteToHostException}, {@link ErrnoException} and others; the failures with
   *     further addresses are suppressed in it
   */
  public static Socket connect(@Nullable String host, String service) throws IOException {
    Objects.requireNonNull(service, "service");
    return ByName.CONNECT.first(host, service);
  }

  /**
   * As {@link #connect(String, String)}, with a limit of time for all addresses together: each has
   * an equal part of what is left of it. Looking up the name counts, but is not cut short.
   *
   * @param host as there
   * @param service as there
   * @param timeout the time at most, above zero
   * @return as there
   * @throws SocketTimeoutException if no address answers in time; no descriptor stays open
   * @throws IllegalArgumentException if the time is zero or negative
   * @throws IOException as there
   */
  public static Socket connect(@Nullable String host, String service, Duration timeout)
      throws IOException {
    Objects.requireNonNull(service, "service");
    return ByName.CONNECT.first(host, service, TimedConnect.nanoseconds(timeout));
  }

  /**
   * As {@link #connect(String, String)}, with a port.
   *
   * @param host as there
   * @param port 0 to 65535
   * @return as there
   * @throws IOException as there
   */
  public static Socket connect(@Nullable String host, int port) throws IOException {
    return connect(host, ByName.service(port));
  }

  /**
   * As {@link #connect(String, String, Duration)}, with a port.
   *
   * @param host as there
   * @param port 0 to 65535
   * @param timeout as there
   * @return as there
   * @throws SocketTimeoutException as there
   * @throws IOException as there
   */
  public static Socket connect(@Nullable String host, int port, Duration timeout)
      throws IOException {
    return connect(host, ByName.service(port), timeout);
  }

  /**
   * getaddrinfo(3) with {@code AI_PASSIVE}, then socket(2), {@code SO_REUSEADDR}, bind(2) and
   * listen(2) for one address after the other, in the order of getaddrinfo, until one is bound.
   *
   * <p>Without a host the socket hears IPv4 and IPv6: it is bound to {@code ::} with {@code
   * IPV6_V6ONLY} off, and IPv4 peers have addresses such as {@code ::ffff:192.0.2.1}. Where there
   * is no IPv6 it is bound to {@code 0.0.0.0}.
   *
   * @param host a name or an address in numbers of this host, or null for all its addresses
   * @param service a name such as {@code http}, or a port number, {@code 0} for any free one
   * @return a listening stream socket, with the backlog {@code SOMAXCONN}
   * @throws AddressInfoException if the name cannot be resolved
   * @throws IOException the failure with the first address, as {@link ErrnoException#toJava} tells
   *     it: {@link java.net.BindException} if it is in use or none of this host's, {@link
   *     ErrnoException} and others; the failures with further addresses are suppressed in it
   */
  public static Socket listen(@Nullable String host, String service) throws IOException {
    Objects.requireNonNull(service, "service");
    return (host == null ? ByName.LISTEN_ALL : ByName.LISTEN).first(host, service);
  }

  /**
   * As {@link #listen(String, String)}, with a port.
   *
   * @param host as there
   * @param port 0 to 65535, 0 for any free one
   * @return as there
   * @throws IOException as there
   */
  public static Socket listen(@Nullable String host, int port) throws IOException {
    return listen(host, ByName.service(port));
  }

  /**
   * socketpair(2), with {@code SOCK_CLOEXEC}.
   *
   * @param domain the domain, mostly {@link Domain#UNIX}
   * @param type the type
   * @return two sockets, each the other's peer
   * @throws ErrnoException {@code EOPNOTSUPP} if the domain has no pairs, {@code EMFILE} and others
   */
  public static Socket[] pair(Domain domain, Type type) throws IOException {
    Cells cells = Cells.acquire();
    try {
      long n = CloseOnExec.socketpair(domain.value(), type.value(), 0, cells.value());
      if (n < 0) {
        throw new ErrnoException("socketpair", -1, null, domain + ", " + type, (int) -n);
      }
      return new Socket[] {of(cells.intAt(0), domain.value()), of(cells.intAt(1), domain.value())};
    } finally {
      cells.release();
    }
  }

  /**
   * Takes over a descriptor: from now on it is this socket's to close. Its flags stay as they are.
   *
   * @param fd a socket, asked for its domain with getsockopt(2)
   * @return its owner
   * @throws ErrnoException {@code EBADF} if it is not open, {@code ENOTSOCK} if it is not a socket
   */
  public static Socket adopt(int fd) throws IOException {
    long domain = Query.domain(fd);
    if (domain < 0) {
      throw Platform.PORTABLE
          ? new ErrnoException("getsockname", fd, null, (int) -domain)
          : new ErrnoException("getsockopt", fd, null, "SO_DOMAIN", (int) -domain);
    }
    Descriptors.adopted(fd);
    return of(fd, (int) domain);
  }

  /**
   * fcntl(2) with {@code F_DUPFD_CLOEXEC}: a second descriptor of the same socket, with an owner of
   * its own. Closing one while calls are in flight on it shuts down the connection of both.
   *
   * @return the owner of the second descriptor
   * @throws ErrnoException {@code EMFILE}
   * @throws ClosedChannelException if the socket is closed
   */
  public Socket dup() throws IOException {
    handle.enter();
    try {
      long n = handle.check("fcntl", Descriptors.fcntl(fd, fcntl_h.F_DUPFD_CLOEXEC, 0));
      return new Socket(new Handle((int) n, handle.guardedWait()), accepted);
    } finally {
      handle.leave();
    }
  }

  /**
   * Gives the descriptor away, open; this socket is closed from now on.
   *
   * @return the descriptor, which is the caller's to close
   * @throws ClosedChannelException if it was closed or given away before
   * @throws IllegalStateException if calls are in flight on it; the socket stays as it is
   */
  public int detach() throws IOException {
    return Descriptors.lent(handle.detach());
  }

  /**
   * Lends the descriptor, for calls that are not here. Nothing keeps it open for the borrower: see
   * {@link #use} for that.
   *
   * @return the descriptor, -1 if closed or given away
   */
  public int fd() {
    return handle.isClosed() ? -1 : Descriptors.lent(fd);
  }

  /**
   * Does something with the descriptor, which stays open meanwhile: {@link #close} by another
   * thread waits with the descriptor until the end, after it has woken calls that block.
   *
   * @param <R> the class of the result
   * @param <X> what can go wrong
   * @param body what to do
   * @return what it results in
   * @throws X if it fails
   * @throws ClosedChannelException if the socket is closed
   */
  public <R, X extends Exception> R use(FdFunction<R, X> body) throws X, ClosedChannelException {
    handle.enter();
    try {
      return body.apply(Descriptors.lent(fd));
    } finally {
      handle.leave();
    }
  }

  /** {@return whether the socket has been neither closed nor given away} */
  public boolean isOpen() {
    return !handle.isClosed();
  }

  /**
   * close(2); does nothing on a closed socket. Calls in flight are woken with shutdown(2), which
   * ends the connection for duplicates of the descriptor, too; the last of them closes it.
   *
   * <p>Two calls of platform threads the kernel does not let go before their peer moves: a connect
   * to a UNIX listener whose backlog is full (of a virtual thread, too, where it takes a pool
   * thread), and a send of a UNIX datagram to a queue that is full. There close returns, and the
   * descriptor is closed as soon as the peer accepts, receives or closes.
   *
   * <p>With {@code SO_LINGER} on, closing waits until the data are sent or its time is over; a
   * virtual thread does so without its carrier, and until it is interrupted.
   *
   * @throws ErrnoException {@code EBADF} if other code has closed the descriptor
   */
  @Override
  public void close() throws IOException {
    long n = handle.close();
    if (n < 0 && n != INTR) { // interrupted or not, the descriptor is closed
      throw new ErrnoException("close", fd, null, (int) -n);
    }
  }

  // ---- naming and connecting

  /**
   * bind(2): gives the socket a local address.
   *
   * @param address the address
   * @throws ErrnoException {@code EADDRINUSE}, {@code EADDRNOTAVAIL}, {@code EACCES}, {@code
   *     EINVAL} if it has one already, and others
   */
  public void bind(SockAddr address) throws IOException {
    handle.enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire().set(address);
    long n;
    try {
      n = Sys.bind(fd, buffer.memory(), buffer.length());
    } finally {
      buffer.release();
      handle.leave();
    }
    handle.check("bind", n, address);
  }

  /**
   * listen(2): lets others connect.
   *
   * @param backlog how many connections may wait to be accepted
   * @throws ErrnoException {@code EADDRINUSE}, {@code EOPNOTSUPP} and others
   */
  public void listen(int backlog) throws IOException {
    handle.enter();
    long n;
    try {
      n = Descriptors.listen(fd, backlog);
    } finally {
      handle.leave();
    }
    handle.check("listen", n);
  }

  /**
   * As {@link #listen(int)}, with the backlog {@code SOMAXCONN}.
   *
   * @throws IOException as there
   */
  public void listen() throws IOException {
    listen(sys_socket_h.SOMAXCONN);
  }

  /**
   * accept4(2), with {@code SOCK_CLOEXEC}: takes the next connection.
   *
   * @return a socket that knows its peer's address, or null where the call would have had to wait
   * @throws ErrnoException {@code EINVAL} if the socket does not listen, {@code EMFILE}, {@code
   *     ECONNABORTED}, {@code EINTR} after {@link Thread#interrupt} of a virtual thread and others
   */
  public @Nullable Socket accept() throws IOException {
    return accept(0);
  }

  /**
   * As {@link #accept()}, with flags.
   *
   * @param flags 0 or {@code SOCK_NONBLOCK} for a non-blocking socket
   * @return as {@link #accept()}
   * @throws ErrnoException as {@link #accept()}
   */
  public @Nullable Socket accept(int flags) throws IOException {
    handle.enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    long n = 1;
    try {
      if (handle.guardedAccept()
          && CloseOnExec.isValid(flags)
          && !Query.nonBlocking(fd)
          && Query.listens(fd)) {
        n = handle.awaitReadable(); // what does not listen fails at once
      }
      if (n > 0) {
        long until = Handle.BEGIN;
        do {
          n = CloseOnExec.accept(fd, buffer.memory(), buffer.offer(), flags);
        } while (handle.again(n) && (n = until = handle.awaitRetry(GuardedWait.IN, until)) >= 0);
      }
      if (n >= 0) {
        return new Socket(new Handle((int) n, handle.guardedWait()), buffer.get());
      }
    } finally {
      buffer.release();
      handle.leave();
    }
    handle.fail("accept4", n, null);
    return null;
  }

  /**
   * connect(2). On a virtual thread it takes a pool thread where the socket was adopted,
   * duplicated, lent by {@link #fd} or {@link #use}, or is neither TCP nor UNIX.
   *
   * @param address the peer's
   * @return true when connected; false on a non-blocking socket whose connection is on its way:
   *     when it is writable, call {@link #finishConnect}. False also on a non-blocking UNIX socket
   *     whose listener's backlog is full ({@code EAGAIN}): nothing is on its way then, the socket
   *     is writable all the time, and each {@link #finishConnect} is another try, for a later time;
   *     and after the time of {@link #setSendTimeout}
   * @throws ErrnoException {@code ECONNREFUSED}, {@code ETIMEDOUT}, {@code ENETUNREACH}, {@code
   *     EINTR} after {@link Thread#interrupt} of a virtual thread (the connection goes on) and
   *     others
   */
  public boolean connect(SockAddr address) throws IOException {
    return connect(address, false);
  }

  /**
   * connect(2) with a limit of time. Afterwards the socket is connected; or, if that failed for
   * another reason than the time, as it was before; or, if the time is over, closed, as its
   * connection may still be on its way. Meanwhile it is non-blocking, for all descriptors of the
   * socket; a UNIX socket has the time as its send timeout instead.
   *
   * @param address the peer's
   * @param timeout the time at most, above zero
   * @throws SocketTimeoutException if the peer does not answer in time; the socket is closed
   * @throws IllegalArgumentException if the time is zero or negative
   * @throws IllegalBlockingModeException if the socket is non-blocking
   * @throws ErrnoException as {@link #connect(SockAddr)}
   */
  public void connect(SockAddr address, Duration timeout) throws IOException {
    Objects.requireNonNull(address, "address");
    TimedConnect.connect(this, address, TimedConnect.nanoseconds(timeout));
  }

  /**
   * Whether the socket has a peer: getpeername(2).
   *
   * @return true also after the peer has closed its end, which only receiving tells; false on a
   *     closed socket
   */
  public boolean isConnected() {
    if (!handle.tryEnter()) {
      return false;
    }
    try {
      return SocketText.name(fd, true) != null;
    } finally {
      handle.leave();
    }
  }

  /**
   * connect(2) once more, after {@link #connect} returned false.
   *
   * @return true when connected; false when still on its way, or when a UNIX listener's backlog is
   *     still full
   * @throws IllegalStateException if there was no such connect, or its end was told before: success
   *     by true, failure by an exception
   * @throws ErrnoException if the connection failed
   */
  public boolean finishConnect() throws IOException {
    SockAddr address = connecting;
    if (address == null) {
      throw new IllegalStateException("no connection is on its way");
    }
    return connect(address, true);
  }

  private boolean connect(SockAddr address, boolean begun) throws IOException {
    handle.enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire().set(address);
    long n;
    try {
      n = Connections.connect(fd, buffer.memory(), buffer.length());
      long until = Handle.BEGIN;
      while (handle.again(n) && (n = until = handle.awaitRetry(GuardedWait.OUT, until)) >= 0) {
        begun = true;
        n = Connections.connect(fd, buffer.memory(), buffer.length());
      }
    } finally {
      buffer.release();
      handle.leave();
    }
    if (n == 0 && !handle.isClosed() || begun && n == ISCONN) {
      connecting = null;
      return true;
    }
    if (n == INPROGRESS || begun && n == ALREADY || n == AGAIN) {
      connecting = address;
      n = AGAIN;
    } else if (n != INTR) {
      connecting = null; // the kernel would begin another one
    }
    handle.fail("connect", n, address);
    return false;
  }

  /**
   * shutdown(2): ends one or both directions of a connection.
   *
   * @param how which
   * @throws ErrnoException {@code ENOTCONN} if there is none
   */
  public void shutdown(Shutdown how) throws IOException {
    handle.enter();
    long n;
    try {
      n = Sys.shutdown(fd, how.value());
    } finally {
      handle.leave();
    }
    handle.check("shutdown", n);
  }

  /**
   * getsockname(2): the address of this end.
   *
   * @return the address, never null: of a socket that is not bound yet its family's unspecified
   *     one, and one of {@link Domain#UNSPEC} where a system tells none
   * @throws ErrnoException {@code ENOBUFS}
   * @throws ClosedChannelException if the socket is closed
   */
  public SockAddr localAddress() throws IOException {
    handle.enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      handle.check("getsockname", Sys.getsockname(fd, buffer.memory(), buffer.offer()));
      return buffer.getOrNone();
    } finally {
      buffer.release();
      handle.leave();
    }
  }

  /**
   * getsockname(2): the port of this end, such as the free one that the kernel chose for port 0.
   *
   * @return 1 to 65535; 0 if the socket is not bound yet
   * @throws UnsupportedOperationException if it is not of the Internet, and so has no port
   * @throws ErrnoException {@code ENOBUFS}
   * @throws ClosedChannelException if the socket is closed
   */
  public int localPort() throws IOException {
    SockAddr address = localAddress();
    if (address instanceof SockAddr.Inet in) {
      return in.port();
    }
    throw new UnsupportedOperationException(address.family() + " has no ports: " + address);
  }

  /**
   * getpeername(2): the address of the other end; of an accepted socket, what accept told, without
   * a call.
   *
   * @return the address
   * @throws ErrnoException {@code ENOTCONN} if there is none
   */
  public SockAddr peerAddress() throws IOException {
    if (accepted != null) {
      return accepted;
    }
    handle.enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      handle.check("getpeername", Sys.getpeername(fd, buffer.memory(), buffer.offer()));
      return buffer.getOrNone();
    } finally {
      buffer.release();
      handle.leave();
    }
  }

  // ---- data: one loop for each call, in three forms

  private long send(MemorySegment segment, byte @Nullable [] array, int offset, long n, int flags)
      throws IOException {
    handle.enter();
    long result;
    long state = Handle.BEGIN;
    try {
      do {
        result =
            Transfer.send(fd, segment, array, offset, n, flags | NOSIGNAL | handle.noWait(state));
      } while ((state = handle.nextToSend(result, flags, state)) != Handle.END);
    } finally {
      handle.leave();
    }
    return result > 0 ? result : handle.outcome("send", result, null);
  }

  /**
   * send(2).
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long send(MemorySegment data, int flags) throws IOException {
    return send(data, null, 0, data.byteSize(), flags);
  }

  /**
   * As {@link #send(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int send(ByteBuffer data, int flags) throws IOException {
    Objects.requireNonNull(data, "data");
    return advance(data, send(segment(data), array(data), offset(data), data.remaining(), flags));
  }

  /**
   * As {@link #send(MemorySegment, int)}, for a part of an array.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int send(byte[] data, int offset, int length, int flags) throws IOException {
    Objects.requireNonNull(data, "data");
    return (int) send(MemorySegment.NULL, data, offset, length, flags);
  }

  /**
   * As {@link #send(MemorySegment, int)}, without flags.
   *
   * @param data the bytes to send
   * @return as there
   * @throws IOException as there
   */
  public long send(MemorySegment data) throws IOException {
    return send(data, 0);
  }

  /**
   * As {@link #send(ByteBuffer, int)}, without flags.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @return as there
   * @throws IOException as there
   */
  public int send(ByteBuffer data) throws IOException {
    return send(data, 0);
  }

  /**
   * As {@link #send(byte[], int, int, int)}, of a whole array, without flags.
   *
   * @param data the bytes to send
   * @return as there
   * @throws IOException as there
   */
  public int send(byte[] data) throws IOException {
    return send(data, 0);
  }

  /**
   * As {@link #send(byte[], int, int, int)}, without flags.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @return as there
   * @throws IOException as there
   */
  public int send(byte[] data, int offset, int length) throws IOException {
    return send(data, offset, length, 0);
  }

  /**
   * As {@link #send(byte[], int, int, int)}, of a whole array.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int send(byte[] data, int flags) throws IOException {
    return send(data, 0, data.length, flags);
  }

  private long recv(MemorySegment segment, byte @Nullable [] array, int offset, long n, int flags)
      throws IOException {
    handle.enter();
    long result;
    long state = handle.beginToReceive(flags);
    try {
      do {
        result = Transfer.recv(fd, segment, array, offset, n, flags | handle.noWait(state));
      } while ((state = handle.nextToReceive(result, flags, state)) != Handle.END);
      if (result == 0 && n == 0) {
        handle.checkRoom(flags);
      }
    } finally {
      handle.leave();
    }
    return result > 0 ? result : handle.outcome("recv", result, null);
  }

  /**
   * recv(2).
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return how many bytes were received, 0 at the end of a stream, or {@link Socket#WOULD_BLOCK};
   *     with {@code MSG_TRUNC} a datagram's whole length, even where the buffer is shorter
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recv(MemorySegment buffer, int flags) throws IOException {
    return recv(buffer, null, 0, buffer.byteSize(), flags);
  }

  /**
   * As {@link #recv(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recv(ByteBuffer buffer, int flags) throws IOException {
    checkWritable(buffer);
    return advance(
        buffer, recv(segment(buffer), array(buffer), offset(buffer), buffer.remaining(), flags));
  }

  /**
   * As {@link #recv(MemorySegment, int)}, for a part of an array.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recv(byte[] buffer, int offset, int length, int flags) throws IOException {
    Objects.requireNonNull(buffer, "buffer");
    return (int) recv(MemorySegment.NULL, buffer, offset, length, flags);
  }

  /**
   * As {@link #recv(MemorySegment, int)}, without flags.
   *
   * @param buffer where to
   * @return as there
   * @throws IOException as there
   */
  public long recv(MemorySegment buffer) throws IOException {
    return recv(buffer, 0);
  }

  /**
   * As {@link #recv(ByteBuffer, int)}, without flags.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @return as there
   * @throws IOException as there
   */
  public int recv(ByteBuffer buffer) throws IOException {
    return recv(buffer, 0);
  }

  /**
   * As {@link #recv(byte[], int, int, int)}, into a whole array, without flags.
   *
   * @param buffer where to
   * @return as there
   * @throws IOException as there
   */
  public int recv(byte[] buffer) throws IOException {
    return recv(buffer, 0);
  }

  /**
   * As {@link #recv(byte[], int, int, int)}, without flags.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @return as there
   * @throws IOException as there
   */
  public int recv(byte[] buffer, int offset, int length) throws IOException {
    return recv(buffer, offset, length, 0);
  }

  /**
   * As {@link #recv(byte[], int, int, int)}, into a whole array.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recv(byte[] buffer, int flags) throws IOException {
    return recv(buffer, 0, buffer.length, flags);
  }

  private long sendTo(
      MemorySegment segment,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      SockAddrBuffer to)
      throws IOException {
    handle.enter();
    long result;
    long state = Handle.BEGIN;
    try {
      do {
        result =
            Transfer.sendto(
                fd,
                segment,
                array,
                offset,
                n,
                flags | NOSIGNAL | handle.noWait(state),
                to.memory(),
                to.length());
      } while ((state = handle.nextToSend(result, flags, state)) != Handle.END);
    } finally {
      handle.leave();
    }
    return result > 0 ? result : handle.outcome("sendto", result, to);
  }

  /**
   * sendto(2).
   *
   * @param data the bytes of a datagram
   * @param flags 0, or flags of C
   * @param to where to
   * @return how many bytes were sent, or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long sendTo(MemorySegment data, int flags, SockAddr to) throws IOException {
    Objects.requireNonNull(to, "to");
    SockAddrBuffer address = SockAddrBuffer.acquire();
    try {
      return sendTo(data, flags, address.set(to));
    } finally {
      address.release();
    }
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, to an address that is in memory already.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public long sendTo(MemorySegment data, int flags, SockAddrBuffer to) throws IOException {
    return sendTo(data, null, 0, data.byteSize(), flags, to);
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, from the buffer's position, which moves on.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public int sendTo(ByteBuffer data, int flags, SockAddr to) throws IOException {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(to, "to");
    SockAddrBuffer address = SockAddrBuffer.acquire();
    try {
      address.set(to);
      return advance(
          data, sendTo(segment(data), array(data), offset(data), data.remaining(), flags, address));
    } finally {
      address.release();
    }
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, for a part of an array.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @param flags 0, or flags of C
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public int sendTo(byte[] data, int offset, int length, int flags, SockAddr to)
      throws IOException {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(to, "to");
    SockAddrBuffer address = SockAddrBuffer.acquire();
    try {
      return (int) sendTo(MemorySegment.NULL, data, offset, length, flags, address.set(to));
    } finally {
      address.release();
    }
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, without flags.
   *
   * @param data the bytes of a datagram
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public long sendTo(MemorySegment data, SockAddr to) throws IOException {
    return sendTo(data, 0, to);
  }

  /**
   * As {@link #sendTo(ByteBuffer, int, SockAddr)}, without flags.
   *
   * @param data the bytes of a datagram, from the position, which moves on, to the limit
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public int sendTo(ByteBuffer data, SockAddr to) throws IOException {
    return sendTo(data, 0, to);
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, of a whole array, without flags.
   *
   * @param data the bytes of a datagram
   * @param to where to
   * @return as there
   * @throws IOException as there
   */
  public int sendTo(byte[] data, SockAddr to) throws IOException {
    return sendTo(data, 0, data.length, 0, to);
  }

  private long recvFrom(
      MemorySegment segment,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      SockAddrBuffer from)
      throws IOException {
    handle.enter();
    long result;
    long state = handle.beginToReceive(flags);
    try {
      do {
        result =
            Transfer.recvfrom(
                fd,
                segment,
                array,
                offset,
                n,
                flags | handle.noWait(state),
                from.memory(),
                from.offer());
      } while ((state = handle.nextToReceive(result, flags, state)) != Handle.END);
      if (result == 0 && n == 0) {
        handle.checkRoom(flags);
      }
    } finally {
      handle.leave();
    }
    return result > 0 ? result : handle.outcome("recvfrom", result, null);
  }

  /**
   * recvfrom(2), allocating nothing.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as {@link #recv(MemorySegment, int)}
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recvFrom(MemorySegment buffer, int flags, SockAddrBuffer from) throws IOException {
    return recvFrom(buffer, null, 0, buffer.byteSize(), flags, from);
  }

  /**
   * As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, moving the buffer's position.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as there
   * @throws IOException as there
   */
  public int recvFrom(ByteBuffer buffer, int flags, SockAddrBuffer from) throws IOException {
    checkWritable(buffer);
    return advance(
        buffer,
        recvFrom(segment(buffer), array(buffer), offset(buffer), buffer.remaining(), flags, from));
  }

  /**
   * As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, for a part of an array.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as there
   * @throws IOException as there
   */
  public int recvFrom(byte[] buffer, int offset, int length, int flags, SockAddrBuffer from)
      throws IOException {
    Objects.requireNonNull(buffer, "buffer");
    return (int) recvFrom(MemorySegment.NULL, buffer, offset, length, flags, from);
  }

  /**
   * recvfrom(2).
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return length and sender, or null where the call would have had to wait
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public @Nullable Received recvFrom(MemorySegment buffer, int flags) throws IOException {
    return received(buffer, null, 0, buffer.byteSize(), flags);
  }

  /**
   * As {@link #recvFrom(MemorySegment, int)}, without flags.
   *
   * @param buffer where to
   * @return as there
   * @throws IOException as there
   */
  public @Nullable Received recvFrom(MemorySegment buffer) throws IOException {
    return recvFrom(buffer, 0);
  }

  /**
   * As {@link #recvFrom(MemorySegment, int)}, moving the buffer's position, without flags.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @return as there
   * @throws IOException as there
   */
  public @Nullable Received recvFrom(ByteBuffer buffer) throws IOException {
    checkWritable(buffer);
    @Nullable Received received =
        received(segment(buffer), array(buffer), offset(buffer), buffer.remaining(), 0);
    if (received != null) {
      advance(buffer, received.length());
    }
    return received;
  }

  /**
   * As {@link #recvFrom(MemorySegment, int)}, into a whole array, without flags.
   *
   * @param buffer where to
   * @return as there
   * @throws IOException as there
   */
  public @Nullable Received recvFrom(byte[] buffer) throws IOException {
    return received(MemorySegment.NULL, buffer, 0, buffer.length, 0);
  }

  private @Nullable Received received(
      MemorySegment segment, byte @Nullable [] array, int offset, long n, int flags)
      throws IOException {
    SockAddrBuffer from = SockAddrBuffer.acquire();
    try {
      long length = recvFrom(segment, array, offset, n, flags, from);
      return length == WOULD_BLOCK ? null : new Received(length, from.get());
    } finally {
      from.release();
    }
  }

  /** The memory of a buffer that has no array, from its position on; else none. */
  private static MemorySegment segment(ByteBuffer buffer) {
    return buffer.hasArray() ? MemorySegment.NULL : Scratch.segment(buffer);
  }

  @SuppressWarnings("ByteBufferBackingArray") // used together with offset
  private static byte @Nullable [] array(ByteBuffer buffer) {
    return buffer.hasArray() ? buffer.array() : null;
  }

  /** Where the buffer's position is in its array. */
  private static int offset(ByteBuffer buffer) {
    return buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
  }

  private static void checkWritable(ByteBuffer buffer) {
    if (buffer.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
  }

  /** Moves the position by what was sent or received. */
  private static int advance(ByteBuffer buffer, long moved) {
    if (moved > 0) { // MSG_TRUNC counts what was cut off
      buffer.position(buffer.position() + (int) Math.min(moved, buffer.remaining()));
    }
    return (int) moved;
  }

  // ---- several calls in one

  /**
   * send(2) until all is sent.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent; not all only where the next call would have had to wait
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long sendAll(MemorySegment data, int flags) throws IOException {
    long done = 0;
    long n;
    do {
      n = send(done == 0 ? data : data.asSlice(done), flags);
      done += Math.max(n, 0);
    } while (n > 0 && done < data.byteSize());
    return done;
  }

  /**
   * As {@link #sendAll(MemorySegment, int)}, from the buffer's position, which moves on, to its
   * limit.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(ByteBuffer data, int flags) throws IOException {
    int start = data.position();
    int n;
    do {
      n = send(data, flags);
    } while (n > 0 && data.hasRemaining());
    return data.position() - start;
  }

  /**
   * As {@link #sendAll(MemorySegment, int)}, for a part of an array.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(byte[] data, int offset, int length, int flags) throws IOException {
    Objects.requireNonNull(data, "data");
    int done = 0;
    int n;
    do {
      n = send(data, offset + done, length - done, flags);
      done += Math.max(n, 0);
    } while (n > 0 && done < length);
    return done;
  }

  /**
   * As {@link #sendAll(MemorySegment, int)}, without flags.
   *
   * @param data the bytes to send
   * @return as there
   * @throws IOException as there
   */
  public long sendAll(MemorySegment data) throws IOException {
    return sendAll(data, 0);
  }

  /**
   * As {@link #sendAll(ByteBuffer, int)}, without flags.
   *
   * @param data the bytes to send, from the position, which moves on, to the limit
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(ByteBuffer data) throws IOException {
    return sendAll(data, 0);
  }

  /**
   * As {@link #sendAll(byte[], int, int, int)}, of a whole array, without flags.
   *
   * @param data the bytes to send
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(byte[] data) throws IOException {
    return sendAll(data, 0);
  }

  /**
   * As {@link #sendAll(byte[], int, int, int)}, without flags.
   *
   * @param data holds the bytes to send
   * @param offset where they begin
   * @param length how many they are
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(byte[] data, int offset, int length) throws IOException {
    return sendAll(data, offset, length, 0);
  }

  /**
   * As {@link #sendAll(byte[], int, int, int)}, of a whole array.
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int sendAll(byte[] data, int flags) throws IOException {
    return sendAll(data, 0, data.length, flags);
  }

  /**
   * recv(2) until the buffer is full, as an empty one is at once.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return how many bytes were received; less than the buffer holds only at the end of the stream,
   *     or where the next call would have had to wait, which the next recv tells apart
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recvFully(MemorySegment buffer, int flags) throws IOException {
    if (buffer.byteSize() == 0) {
      return full();
    }
    long done = 0;
    long n;
    do {
      n = recv(done == 0 ? buffer : buffer.asSlice(done), whole(flags));
      done += Math.max(n, 0);
    } while (n > 0 && done < buffer.byteSize());
    return done;
  }

  /**
   * As {@link #recvFully(MemorySegment, int)}, from the buffer's position, which moves on, to its
   * limit.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(ByteBuffer buffer, int flags) throws IOException {
    if (!buffer.hasRemaining()) {
      return full();
    }
    int start = buffer.position();
    int n;
    do {
      n = recv(buffer, whole(flags));
    } while (n > 0 && buffer.hasRemaining());
    return buffer.position() - start;
  }

  /**
   * As {@link #recvFully(MemorySegment, int)}, for a part of an array.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(byte[] buffer, int offset, int length, int flags) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return full();
    }
    int done = 0;
    int n;
    do {
      n = recv(buffer, offset + done, length - done, whole(flags));
      done += Math.max(n, 0);
    } while (n > 0 && done < length);
    return done;
  }

  /**
   * As {@link #recvFully(MemorySegment, int)}, without flags.
   *
   * @param buffer where to
   * @return as there
   * @throws IOException as there
   */
  public long recvFully(MemorySegment buffer) throws IOException {
    return recvFully(buffer, 0);
  }

  /**
   * As {@link #recvFully(ByteBuffer, int)}, without flags.
   *
   * @param buffer where to, from the position, which moves on, to the limit
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(ByteBuffer buffer) throws IOException {
    return recvFully(buffer, 0);
  }

  /**
   * As {@link #recvFully(byte[], int, int, int)}, into a whole array, without flags.
   *
   * @param buffer where to
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(byte[] buffer) throws IOException {
    return recvFully(buffer, 0);
  }

  /**
   * As {@link #recvFully(byte[], int, int, int)}, without flags.
   *
   * @param buffer where to
   * @param offset where the room for them begins
   * @param length how many bytes fit there
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(byte[] buffer, int offset, int length) throws IOException {
    return recvFully(buffer, offset, length, 0);
  }

  /**
   * As {@link #recvFully(byte[], int, int, int)}, into a whole array.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return as there
   * @throws IOException as there
   */
  public int recvFully(byte[] buffer, int flags) throws IOException {
    return recvFully(buffer, 0, buffer.length, flags);
  }

  /** What fills an empty buffer; recv(2) would wait for something to come. */
  private int full() throws ClosedChannelException {
    handle.enter();
    handle.leave();
    return 0;
  }

  /** A receive that is to spin takes what comes. */
  private int whole(int flags) {
    return handle.spins() ? flags : flags | WAITALL;
  }

  // ---- messages

  /**
   * sendmsg(2): data, name and control messages of a message.
   *
   * @param message the message
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long send(Message message, int flags) throws IOException {
    handle.enter();
    long n;
    long state = Handle.BEGIN;
    try {
      do {
        n =
            Messages.sendmsg(
                fd, message.toSend(), flags | NOSIGNAL | handle.noWait(state), message.length());
      } while ((state = handle.nextToSend(n, flags, state)) != Handle.END);
    } finally {
      handle.leave();
      Reference.reachabilityFence(message);
    }
    if (n >= 0) {
      return n;
    }
    handle.fail("sendmsg", n, n == AGAIN ? null : message.name());
    return WOULD_BLOCK;
  }

  /**
   * As {@link #send(Message, int)}, without flags.
   *
   * @param message the message
   * @return as there
   * @throws IOException as there
   */
  public long send(Message message) throws IOException {
    return send(message, 0);
  }

  /**
   * recvmsg(2), with {@code MSG_CMSG_CLOEXEC}: what the message held before is gone.
   *
   * @param message the message; one without buffers returns 0 of a stream only if flags or control
   *     messages came
   * @param flags 0, or flags of C
   * @return as {@link #recv(MemorySegment, int)}
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recv(Message message, int flags) throws IOException {
    handle.enter();
    long n;
    long state = handle.beginToReceive(flags);
    try {
      do {
        n =
            Messages.recvmsgOwn(
                fd, message.toReceive(), flags | closeOnExec() | handle.noWait(state));
      } while ((state = handle.nextToReceive(n, flags, state)) != Handle.END);
      if (n >= 0) {
        message.received(n);
      }
      if (n == 0 && message.capacity() == 0 && !message.tells()) {
        handle.checkRoom(flags);
      }
    } finally {
      handle.leave();
    }
    return n > 0 ? n : handle.outcome("recvmsg", n, null);
  }

  /**
   * As {@link #recv(Message, int)}, without flags.
   *
   * @param message the message
   * @return as there
   * @throws IOException as there
   */
  public long recv(Message message) throws IOException {
    return recv(message, 0);
  }

  /**
   * sendmmsg(2): several messages of a batch in one call.
   *
   * @param batch the batch
   * @param from the index of the first message to send
   * @param count how many to send
   * @param flags 0, or flags of C
   * @return how many were sent, perhaps not all; or {@link Socket#WOULD_BLOCK}. An error is thrown
   *     only if it is the first message's
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public int send(MessageBatch batch, int from, int count, int flags) throws IOException {
    handle.enter();
    long n;
    long state = Handle.BEGIN;
    try {
      do {
        n =
            Batches.sendmmsg(
                fd, batch.toSend(from, count), count, flags | NOSIGNAL | handle.noWait(state));
      } while ((state = handle.nextToSend(n, flags, state)) != Handle.END);
    } finally {
      handle.leave();
      Reference.reachabilityFence(batch);
    }
    return (int) (n > 0 ? n : handle.outcome("sendmmsg", n, null));
  }

  /**
   * As {@link #send(MessageBatch, int, int, int)}, without flags.
   *
   * @param batch the batch
   * @param from the index of the first message to send
   * @param count how many to send
   * @return as there
   * @throws IOException as there
   */
  public int send(MessageBatch batch, int from, int count) throws IOException {
    return send(batch, from, count, 0);
  }

  /**
   * recvmmsg(2) with {@code MSG_WAITFORONE}: waits for one message, and takes with it as many as
   * are there and the batch has room for.
   *
   * @param batch the batch
   * @return as {@link #recv(MessageBatch, int)}
   * @throws IOException as there
   */
  public int recv(MessageBatch batch) throws IOException {
    return recv(batch, Batches.WAITFORONE);
  }

  /**
   * recvmmsg(2), with {@code MSG_CMSG_CLOEXEC}. A blocking socket waits <em>until the batch is
   * full</em>, as in C; with {@link Flags#MSG_WAITFORONE} among the flags, as {@link
   * #recv(MessageBatch)} has it, for one message only.
   *
   * @param batch the batch
   * @param flags 0, or flags of C
   * @return how many were received, from the batch's first on; or {@link Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public int recv(MessageBatch batch, int flags) throws IOException {
    handle.enter();
    long n;
    long state = Handle.BEGIN;
    try {
      do {
        MemorySegment vector = batch.toReceive();
        n =
            Batches.recvmmsg(
                fd, vector, batch.capacity(), flags | closeOnExec() | handle.noWait(state));
      } while ((state = handle.nextToReceive(n, flags, state)) != Handle.END);
      if (n > 0) {
        batch.received(n);
        if (handle.isClosed() && batch.get(0).length() == 0) {
          n = 0; // what shutdown(2) left to receive: nothing
        }
      }
    } finally {
      handle.leave();
    }
    return (int) (n > 0 ? n : handle.outcome("recvmmsg", n, null));
  }

  /** Only where descriptors can come; packet(7) refuses what it does not know. */
  private int closeOnExec() {
    return handle.guardedWait() ? 0 : CloseOnExec.RECEIVE;
  }

  /**
   * sendmsg(2) with several buffers: gathers.
   *
   * @param parts native memory, sent in this order; must stay alive until the call returns, which
   *     nothing here can enforce
   * @param flags 0, or flags of C
   * @return as {@link #send(MemorySegment, int)}
   * @throws IllegalArgumentException if a part is on the heap
   * @throws ErrnoException {@code EPIPE}, {@code ECONNRESET}, {@code EMSGSIZE} and others
   */
  public long send(MemorySegment[] parts, int flags) throws IOException {
    handle.enter();
    GatherHeader header = GatherHeader.acquire();
    long n;
    long state = Handle.BEGIN;
    try {
      do {
        n =
            Messages.sendmsg(
                fd,
                header.of(parts, false),
                flags | NOSIGNAL | handle.noWait(state),
                header.total());
      } while ((state = handle.nextToSend(n, flags, state)) != Handle.END);
    } finally {
      header.release();
      handle.leave();
    }
    return n > 0 ? n : handle.outcome("sendmsg", n, null);
  }

  /**
   * recvmsg(2) with several buffers: scatters.
   *
   * @param parts native memory, filled in this order; must stay alive until the call returns, which
   *     nothing here can enforce
   * @param flags 0, or flags of C
   * @return as {@link #recv(MemorySegment, int)}
   * @throws IllegalArgumentException if a part is on the heap or read-only
   * @throws ErrnoException {@code ECONNRESET}, {@code ECONNREFUSED}, {@code ENOTCONN} and others
   */
  public long recv(MemorySegment[] parts, int flags) throws IOException {
    handle.enter();
    GatherHeader header = GatherHeader.acquire();
    long n;
    long state = handle.beginToReceive(flags);
    try {
      do {
        n = Messages.recvmsgOwn(fd, header.of(parts, true), flags | handle.noWait(state));
      } while ((state = handle.nextToReceive(n, flags, state)) != Handle.END);
      if (n == 0 && !hasRoom(parts)) {
        handle.checkRoom(flags);
      }
    } finally {
      header.release();
      handle.leave();
    }
    return n > 0 ? n : handle.outcome("recvmsg", n, null);
  }

  private static boolean hasRoom(MemorySegment[] parts) {
    for (MemorySegment each : parts) {
      if (each.byteSize() > 0) {
        return true;
      }
    }
    return false;
  }

  // ---- files

  /**
   * sendfile(2): sends a part of a file without copying it through the program.
   *
   * @param file a descriptor of the file, whose own position is neither used nor moved
   * @param offset where the part begins
   * @param count how many bytes it has, at most
   * @return how many bytes were sent, perhaps not all; 0 at the end of the file; or {@link
   *     Socket#WOULD_BLOCK}
   * @throws ErrnoException {@code EINVAL} for what cannot be mapped, {@code EPIPE} and others
   */
  public long sendFile(int file, long offset, long count) throws IOException {
    handle.enter();
    Cells cells = Cells.acquire();
    long n;
    long until = Handle.BEGIN;
    try {
      do {
        n = KernelCopies.sendfile(fd, file, cells.value(offset), count);
      } while (handle.again(n) && (n = until = handle.awaitRetry(GuardedWait.OUT, until)) >= 0);
    } finally {
      cells.release();
      handle.leave();
    }
    return n > 0 ? n : handle.outcome("sendfile", n, null);
  }

  /**
   * open(2), sendfile(2) until all is sent, close(2).
   *
   * @param file a path of the default file system; its bytes name the file, whatever text they are
   * @return how many bytes were sent; not all only where the next call would have had to wait
   * @throws IllegalArgumentException if it is of another file system
   * @throws ErrnoException {@code ENOENT}, {@code EACCES}, {@code EINVAL} for what cannot be
   *     mapped, {@code EPIPE} and others; its message names the file
   */
  public long sendFile(Path file) throws IOException {
    return SendFile.all(this, file);
  }

  // ---- options

  /**
   * getsockopt(2).
   *
   * @param <T> the class of the value
   * @param option a row of one of the tables in {@code berkeley.sockets.options}
   * @return its value, as the kernel has it
   * @throws ErrnoException {@code ENOPROTOOPT} if it is not known or cannot be read, and others
   */
  public <T> T getOption(SockOpt<T> option) throws IOException {
    handle.enter();
    try {
      return OptionCalls.get(fd, option);
    } finally {
      handle.leave();
    }
  }

  /**
   * setsockopt(2).
   *
   * @param <T> the class of the value
   * @param option a row of one of the tables in {@code berkeley.sockets.options}
   * @param value the value
   * @throws ErrnoException {@code ENOPROTOOPT} if it is not known or cannot be written, {@code
   *     EINVAL}, {@code EPERM} and others
   */
  public <T> void setOption(SockOpt<T> option, T value) throws IOException {
    Objects.requireNonNull(value, "value");
    handle.enter();
    try {
      OptionCalls.set(fd, option, value);
    } finally {
      handle.leave();
    }
  }

  // ---- modes

  /**
   * ioctl(2) with {@code FIONBIO}: whether calls that would have to wait return at once.
   *
   * @param on whether they do from now on, for all descriptors of the socket
   * @throws ClosedChannelException if the socket is closed
   */
  public void setNonBlocking(boolean on) throws IOException {
    handle.enter();
    Cells cells = Cells.acquire();
    long n;
    try {
      n = Descriptors.ioctl(fd, sys_ioctl_h.FIONBIO, cells.value(on ? 1 : 0));
    } finally {
      cells.release();
      handle.leave();
    }
    handle.check("ioctl", n);
  }

  /**
   * fcntl(2) with {@code F_GETFL}.
   *
   * @return whether {@code O_NONBLOCK} is set
   * @throws ClosedChannelException if the socket is closed
   */
  public boolean isNonBlocking() throws IOException {
    handle.enter();
    long n;
    try {
      n = Descriptors.fcntl(fd, fcntl_h.F_GETFL, 0);
    } finally {
      handle.leave();
    }
    return (handle.check("fcntl", n) & fcntl_h.O_NONBLOCK) != 0;
  }

  /**
   * poll(2) of this socket alone: waits until it is ready. A {@link PollSet} does so for several,
   * and keeps its memory.
   *
   * @param events {@link PollSet#IN}, {@link PollSet#OUT}, {@link PollSet#PRI}, {@link
   *     PollSet#RDHUP}
   * @param milliseconds the time at most, 0 not to wait, below 0 for no limit
   * @return what happened, {@link PollSet#ERR} and {@link PollSet#HUP} also unasked; 0 after the
   *     time
   * @throws AsynchronousCloseException if the socket is closed meanwhile
   * @throws ErrnoException {@code EINTR} on a virtual thread after {@link Thread#interrupt}, and
   *     others
   */
  public int poll(int events, int milliseconds) throws IOException {
    long start = milliseconds > 0 ? System.nanoTime() : 0;
    handle.enter();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocate(pollfd.sizeof(), Long.BYTES);
      pollfd.fd(one, fd);
      pollfd.events(one, (short) events);
      long n = Multiplexing.poll(one, 1, milliseconds);
      while (handle.again(n)) {
        long passed = milliseconds > 0 ? (System.nanoTime() - start) / 1_000_000 : 0;
        int left = milliseconds > 0 ? (int) Math.max(0, milliseconds - passed) : milliseconds;
        n = Multiplexing.poll(one, 1, left);
      }
      if (n < 0 || handle.isClosed()) {
        handle.fail("poll", n, null);
      }
      return n > 0 ? pollfd.revents(one) : 0;
    } finally {
      handle.leave();
    }
  }

  /**
   * {@code SO_RCVTIMEO}: how long receiving and accepting may wait; after that they return {@link
   * Socket#WOULD_BLOCK} or null. With a negative time they do not wait at all; virtual threads know
   * that only if it was set through this library, as the kernel reports it as no limit.
   *
   * @param time as {@link Codec#DURATION} writes it: in steps of a microsecond; zero for no limit,
   *     which a negative time is not
   * @throws ClosedChannelException if the socket is closed
   */
  public void setReceiveTimeout(Duration time) throws IOException {
    Objects.requireNonNull(time, "time");
    setOption(OptionCalls.Rows.RECEIVE_TIMEOUT, time);
  }

  /**
   * {@code SO_SNDTIMEO}: how long sending and connecting may wait; after that sending returns
   * {@link Socket#WOULD_BLOCK} and connecting false. A negative time is as with {@link
   * #setReceiveTimeout}.
   *
   * @param time as {@link Codec#DURATION} writes it: in steps of a microsecond; zero for no limit,
   *     which a negative time is not
   * @throws ClosedChannelException if the socket is closed
   */
  public void setSendTimeout(Duration time) throws IOException {
    Objects.requireNonNull(time, "time");
    setOption(OptionCalls.Rows.SEND_TIMEOUT, time);
  }

  /**
   * Lets receives spin before they wait: where nothing is there, recv, recvFrom and recvmsg are
   * made with {@code MSG_DONTWAIT} again and again, and wait in the kernel only after that. It
   * saves a sleeping thread's way back, at the price of a busy CPU: for exchanges between CPUs
   * whose answers come within microseconds. Unlike {@code SO_BUSY_POLL}, which polls a device, it
   * also serves loopback and UNIX sockets.
   *
   * <p>Where spinning was in vain, the next receives wait at once, more of them each time; now and
   * then one tries again. Results are the same as without, but a timeout begins after the spin. It
   * does not concern accept, batches, receives with {@code MSG_WAITALL}, non-blocking sockets,
   * virtual threads, and other {@code Socket}s of the same connection.
   *
   * @param bound for how long a receive spins at most, such as twice the time in which an answer
   *     normally comes; zero, as at first, or less for not at all
   */
  public void setReceiveSpin(Duration bound) {
    Objects.requireNonNull(bound, "bound");
    long nanos = Timeouts.nanoseconds(bound);
    handle.spin(nanos > 0 ? new ReceiveSpin(nanos) : null);
  }

  // ---- streams

  /**
   * recv(2) as a stream. A timeout is a {@link java.net.SocketTimeoutException}; closing the stream
   * closes the socket.
   *
   * @return a stream for a blocking socket; on a non-blocking one reading throws {@link
   *     java.nio.channels.IllegalBlockingModeException} where it would have to wait
   */
  public InputStream input() {
    return new SocketInput(this);
  }

  /**
   * send(2) as a stream. A timeout is a {@link java.net.SocketTimeoutException}; closing the stream
   * closes the socket.
   *
   * @return a stream for a blocking socket; on a non-blocking one writing throws {@link
   *     java.nio.channels.IllegalBlockingModeException} where it would have to wait
   */
  public OutputStream output() {
    return new SocketOutput(this);
  }

  /** Throws what {@link Socket#WOULD_BLOCK} means to a stream, after having moved some bytes. */
  IOException timeout(int moved) throws IOException {
    if (isNonBlocking()) {
      throw new IllegalBlockingModeException();
    }
    SocketTimeoutException timeout = new SocketTimeoutException("Socket(" + handle + "): timeout");
    timeout.bytesTransferred = moved;
    return timeout;
  }

  /** ioctl(2) with {@code FIONREAD}: how many bytes there are to receive. */
  int readable() throws IOException {
    handle.enter();
    Cells cells = Cells.acquire();
    try {
      handle.check("ioctl", Sys.ioctl(fd, sys_ioctl_h.FIONREAD, cells.value(0)));
      return cells.intAt(0);
    } finally {
      cells.release();
      handle.leave();
    }
  }

  /**
   * The socket for people, as it is now: {@code Socket(fd=7, AF_INET SOCK_STREAM, local
   * 127.0.0.1:80, peer 127.0.0.1:49152, connected)}. It makes system calls, and never throws.
   */
  @Override
  public String toString() {
    return SocketText.of(handle, accepted, connecting);
  }
}
