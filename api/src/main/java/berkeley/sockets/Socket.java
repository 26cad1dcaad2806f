/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.errno_h;
import berkeley.sockets.bindings.linux.fcntl_h;
import berkeley.sockets.bindings.linux.sys_ioctl_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.Guard;
import berkeley.sockets.internal.Waiting;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/**
 * A socket of any domain, type and protocol, as an owner of its descriptor. Each method that is
 * named after a system call makes that one call.
 *
 * <p><b>Results.</b> What would have to wait on a non-blocking socket, with {@code MSG_DONTWAIT},
 * or past a timeout is no failure: {@link #WOULD_BLOCK}, null or false, as the method says. Zero is
 * what it is in C: end of stream, or an empty datagram. Calls that a signal interrupted are made
 * again, unless the thread was interrupted ({@link Thread#interrupt}). All else is an {@link
 * ErrnoException}. Flags are those of C, such as {@code MSG_PEEK} in {@code
 * berkeley.sockets.c.SysSocket}; {@code MSG_NOSIGNAL} is always set.
 *
 * <p><b>Threads.</b> Any number of threads may use a socket at once; the kernel orders the calls.
 * {@link #close} may come at any time: calls in flight are woken and throw {@link
 * AsynchronousCloseException}, later ones throw {@link ClosedChannelException}, and the descriptor
 * itself is closed when the last call in flight has ended, so that no call can meet another file
 * under the same number. A socket that is not closed stays open: no garbage collector closes it.
 *
 * <p><b>Memory.</b> Segments may be native or on the heap; native ones go to the kernel as they
 * are. On the plain data calls nothing is allocated. Descriptors are opened with {@code
 * SOCK_CLOEXEC}: a child process does not inherit them.
 */
public final class Socket implements Closeable {
  /** The result of a call that would have had to wait. */
  public static final int WOULD_BLOCK = -1;

  private static final int CLOEXEC = sys_socket_h.SOCK_CLOEXEC();
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL();
  private static final long AGAIN = -errno_h.EAGAIN();
  private static final long INTR = -errno_h.EINTR();
  private static final long INPROGRESS = -errno_h.EINPROGRESS();
  private static final long ALREADY = -errno_h.EALREADY();
  private static final long ISCONN = -errno_h.EISCONN();

  private final Guard guard;
  private final int fd;
  private final SockAddr accepted; // the peer, if accept told
  private volatile SockAddr connecting; // where a non-blocking connect is on its way to

  private Socket(int fd, SockAddr accepted) {
    this.guard = new Guard(fd);
    this.fd = fd;
    this.accepted = accepted;
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

  /** As {@link #open(Domain, Type)}, for a certain protocol. */
  public static Socket open(Domain domain, Type type, Protocol protocol) throws IOException {
    long n = Sys.socket(domain.value(), type.value() | CLOEXEC, protocol.value());
    if (n < 0) {
      throw new ErrnoException(
          "socket", -1, null, domain + ", " + type + ", " + protocol, (int) -n);
    }
    return new Socket((int) n, null);
  }

  /**
   * socketpair(2), with {@code SOCK_CLOEXEC}.
   *
   * @return two sockets, each the other's peer
   */
  public static Socket[] pair(Domain domain, Type type) throws IOException {
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    try {
      MemorySegment both = scratch.offer();
      long n = Sys.socketpair(domain.value(), type.value() | CLOEXEC, 0, both);
      if (n < 0) {
        throw new ErrnoException("socketpair", -1, null, domain + ", " + type, (int) -n);
      }
      return new Socket[] {
        new Socket(scratch.cellInt(0), null), new Socket(scratch.cellInt(1), null)
      };
    } finally {
      scratch.release();
    }
  }

  /**
   * Takes over a descriptor: from now on it is this socket's to close. Its flags stay as they are.
   *
   * @param fd a socket, asked for its type with getsockopt(2)
   * @return its owner
   * @throws ErrnoException {@code EBADF} if it is not open, {@code ENOTSOCK} if it is not a socket
   */
  public static Socket adopt(int fd) throws IOException {
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    try {
      scratch.cell(4);
      long n =
          Sys.getsockopt(
              fd,
              sys_socket_h.SOL_SOCKET(),
              sys_socket_h.SO_TYPE(),
              scratch.memory(),
              scratch.cell(4));
      if (n < 0) {
        throw new ErrnoException("getsockopt", fd, null, "SO_TYPE", (int) -n);
      }
    } finally {
      scratch.release();
    }
    return new Socket(fd, null);
  }

  /**
   * Gives the descriptor away, open; this socket is closed from now on.
   *
   * @return the descriptor, which is the caller's to close
   * @throws ClosedChannelException if it was closed or given away before
   * @throws IllegalStateException if calls are in flight on it; the socket stays as it is
   */
  public int detach() throws IOException {
    int given = guard.detach();
    if (given < 0) {
      throw new ClosedChannelException();
    }
    return given;
  }

  /**
   * fcntl(2) with {@code F_DUPFD_CLOEXEC}: a second descriptor of the same socket, with an owner of
   * its own. Closing one while calls are in flight on it shuts down the connection of both.
   */
  public Socket dup() throws IOException {
    enter();
    try {
      return new Socket(
          (int) check("fcntl", Sys.fcntl(fd, fcntl_h.F_DUPFD_CLOEXEC(), 0)), accepted);
    } finally {
      guard.leave();
    }
  }

  /**
   * Lends the descriptor, for calls that are not here. Nothing keeps it open for the borrower: see
   * {@link #use} for that.
   *
   * @return the descriptor, -1 if closed or given away
   */
  public int fd() {
    return guard.isClosed() ? -1 : fd;
  }

  /**
   * Does something with the descriptor, which stays open meanwhile: {@link #close} by another
   * thread waits with the descriptor until the end, after it has woken calls that block.
   *
   * @param body what to do
   * @return what it results in
   * @throws X if it fails
   * @throws ClosedChannelException if the socket is closed
   */
  public <R, X extends Exception> R use(FdFunction<R, X> body) throws X, ClosedChannelException {
    enter();
    try {
      return body.apply(fd);
    } finally {
      guard.leave();
    }
  }

  /** Whether the socket has been neither closed nor given away. */
  public boolean isOpen() {
    return !guard.isClosed();
  }

  /**
   * close(2); does nothing on a closed socket. Calls in flight are woken with shutdown(2), which
   * ends the connection for duplicates of the descriptor, too; the last of them closes it.
   *
   * <p>Two calls the kernel does not let go before their peer moves: a connect to a UNIX listener
   * whose backlog is full, and a send of a UNIX datagram to a queue that is full. There close
   * returns, and the descriptor is closed as soon as the peer accepts, receives or closes.
   *
   * @throws ErrnoException {@code EBADF} if somebody else has closed the descriptor
   */
  @Override
  public void close() throws IOException {
    long n = guard.close();
    if (n < 0 && n != INTR) { // interrupted or not, the descriptor is closed
      throw new ErrnoException("close", fd, null, (int) -n);
    }
  }

  // ---- naming and connecting

  /** bind(2): gives the socket a local address. */
  public void bind(SockAddr address) throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire().set(address);
    long n;
    try {
      n = Sys.bind(fd, buffer.memory(), buffer.length());
    } finally {
      buffer.release();
      guard.leave();
    }
    check("bind", n, address);
  }

  /**
   * listen(2): lets others connect.
   *
   * @param backlog how many connections may wait to be accepted
   */
  public void listen(int backlog) throws IOException {
    enter();
    long n;
    try {
      n = Sys.listen(fd, backlog);
    } finally {
      guard.leave();
    }
    check("listen", n);
  }

  /**
   * accept4(2), with {@code SOCK_CLOEXEC}: takes the next connection.
   *
   * @return a socket that knows its peer's address, or null where the call would have had to wait
   */
  public Socket accept() throws IOException {
    return accept(0);
  }

  /**
   * As {@link #accept()}, with flags.
   *
   * @param flags 0 or {@code SOCK_NONBLOCK} for a non-blocking socket
   */
  public Socket accept(int flags) throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    long n;
    try {
      do {
        n = Waiting.accept4(fd, buffer.memory(), buffer.offer(), flags | CLOEXEC);
      } while (again(n));
      if (n >= 0) {
        return new Socket((int) n, buffer.get());
      }
    } finally {
      buffer.release();
      guard.leave();
    }
    failed("accept4", n, null);
    return null;
  }

  /**
   * connect(2).
   *
   * @return true when connected; false on a non-blocking socket whose connection is on its way:
   *     when it is writable, call {@link #finishConnect}
   */
  public boolean connect(SockAddr address) throws IOException {
    return connect(address, false);
  }

  /**
   * connect(2) once more, after {@link #connect} returned false.
   *
   * @return true when connected, false when still on its way
   * @throws IllegalStateException if there was no such connect
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
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire().set(address);
    long n;
    try {
      n = Waiting.connect(fd, buffer.memory(), buffer.length());
      while (again(n)) {
        begun = true;
        n = Waiting.connect(fd, buffer.memory(), buffer.length());
      }
    } finally {
      buffer.release();
      guard.leave();
    }
    if (n == 0 && !guard.isClosed() || begun && n == ISCONN) {
      connecting = null;
      return true;
    }
    if (n == INPROGRESS || begun && n == ALREADY || n == AGAIN) {
      connecting = address;
      n = AGAIN;
    }
    failed("connect", n, address);
    return false;
  }

  /** shutdown(2): ends one or both directions of a connection. */
  public void shutdown(Shutdown how) throws IOException {
    enter();
    long n;
    try {
      n = Sys.shutdown(fd, how.value());
    } finally {
      guard.leave();
    }
    check("shutdown", n);
  }

  /** getsockname(2): the address of this end, null if it has none. */
  public SockAddr localAddress() throws IOException {
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      check("getsockname", Sys.getsockname(fd, buffer.memory(), buffer.offer()));
      return buffer.get();
    } finally {
      buffer.release();
      guard.leave();
    }
  }

  /**
   * getpeername(2): the address of the other end; of an accepted socket, what accept told, without
   * a call.
   *
   * @throws ErrnoException {@code ENOTCONN} if there is none
   */
  public SockAddr peerAddress() throws IOException {
    if (accepted != null) {
      return accepted;
    }
    enter();
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      check("getpeername", Sys.getpeername(fd, buffer.memory(), buffer.offer()));
      return buffer.get();
    } finally {
      buffer.release();
      guard.leave();
    }
  }

  // ---- data

  /**
   * send(2).
   *
   * @param data the bytes to send
   * @param flags 0, or flags of C
   * @return how many bytes were sent, on a stream perhaps not all; or {@link #WOULD_BLOCK}
   */
  public long send(MemorySegment data, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, data.byteSize(), flags | NOSIGNAL);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("send", n, null);
  }

  /**
   * As {@link #send(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   */
  public int send(ByteBuffer data, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, flags | NOSIGNAL);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("send", n, null));
  }

  /** As {@link #send(MemorySegment, int)}, for a part of an array. */
  public int send(byte[] data, int offset, int length, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.send(fd, data, offset, length, flags | NOSIGNAL);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("send", n, null));
  }

  /**
   * recv(2).
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @return how many bytes were received, 0 at the end of a stream, or {@link #WOULD_BLOCK}; with
   *     {@code MSG_TRUNC} a datagram's whole length, even where the buffer is shorter
   */
  public long recv(MemorySegment buffer, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, buffer.byteSize(), flags);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recv", n, null);
  }

  /**
   * As {@link #recv(MemorySegment, int)}, from the buffer's position, which moves on, to its limit.
   */
  public int recv(ByteBuffer buffer, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, flags);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recv", n, null));
  }

  /** As {@link #recv(MemorySegment, int)}, for a part of an array. */
  public int recv(byte[] buffer, int offset, int length, int flags) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recv(fd, buffer, offset, length, flags);
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recv", n, null));
  }

  /**
   * sendto(2).
   *
   * @param data the bytes of a datagram
   * @param flags 0, or flags of C
   * @param to where to
   * @return how many bytes were sent, or {@link #WOULD_BLOCK}
   */
  public long sendTo(MemorySegment data, int flags, SockAddr to) throws IOException {
    SockAddrBuffer address = SockAddrBuffer.acquire();
    try {
      return sendTo(data, flags, address.set(to));
    } finally {
      address.release();
    }
  }

  /** As {@link #sendTo(MemorySegment, int, SockAddr)}, to an address that is in memory already. */
  public long sendTo(MemorySegment data, int flags, SockAddrBuffer to) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.sendto(fd, data, data.byteSize(), flags | NOSIGNAL, to.memory(), to.length());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("sendto", n, to);
  }

  /**
   * As {@link #sendTo(MemorySegment, int, SockAddr)}, from the buffer's position, which moves on.
   */
  public int sendTo(ByteBuffer data, int flags, SockAddr to) throws IOException {
    enter();
    SockAddrBuffer address = SockAddrBuffer.acquire();
    long n;
    try {
      address.set(to);
      do {
        n = Waiting.sendto(fd, data, flags | NOSIGNAL, address.memory(), address.length());
      } while (again(n));
      return (int) (n > 0 ? n : outcome("sendto", n, address));
    } finally {
      address.release();
      guard.leave();
    }
  }

  /** As {@link #sendTo(MemorySegment, int, SockAddr)}, for a part of an array. */
  public int sendTo(byte[] data, int offset, int length, int flags, SockAddr to)
      throws IOException {
    enter();
    SockAddrBuffer address = SockAddrBuffer.acquire();
    long n;
    try {
      address.set(to);
      do {
        n =
            Waiting.sendto(
                fd, data, offset, length, flags | NOSIGNAL, address.memory(), address.length());
      } while (again(n));
      return (int) (n > 0 ? n : outcome("sendto", n, address));
    } finally {
      address.release();
      guard.leave();
    }
  }

  /**
   * recvfrom(2), allocating nothing.
   *
   * @param buffer where to
   * @param flags 0, or flags of C
   * @param from receives the address of the sender
   * @return as {@link #recv(MemorySegment, int)}
   */
  public long recvFrom(MemorySegment buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, buffer.byteSize(), flags, from.memory(), from.offer());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return n > 0 ? n : outcome("recvfrom", n, null);
  }

  /** As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, moving the buffer's position. */
  public int recvFrom(ByteBuffer buffer, int flags, SockAddrBuffer from) throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, flags, from.memory(), from.offer());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvfrom", n, null));
  }

  /** As {@link #recvFrom(MemorySegment, int, SockAddrBuffer)}, for a part of an array. */
  public int recvFrom(byte[] buffer, int offset, int length, int flags, SockAddrBuffer from)
      throws IOException {
    enter();
    long n;
    try {
      do {
        n = Waiting.recvfrom(fd, buffer, offset, length, flags, from.memory(), from.offer());
      } while (again(n));
    } finally {
      guard.leave();
    }
    return (int) (n > 0 ? n : outcome("recvfrom", n, null));
  }

  /**
   * recvfrom(2).
   *
   * @return length and sender, or null where the call would have had to wait
   */
  public Received recvFrom(MemorySegment buffer, int flags) throws IOException {
    SockAddrBuffer from = SockAddrBuffer.acquire();
    try {
      long n = recvFrom(buffer, flags, from);
      return n == WOULD_BLOCK ? null : new Received(n, from.get());
    } finally {
      from.release();
    }
  }

  // ---- modes

  /** ioctl(2) with {@code FIONBIO}: whether calls that would have to wait return at once. */
  public void setNonBlocking(boolean on) throws IOException {
    enter();
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    long n;
    try {
      n = Sys.ioctl(fd, sys_ioctl_h.FIONBIO(), scratch.cell(on ? 1 : 0));
    } finally {
      scratch.release();
      guard.leave();
    }
    check("ioctl", n);
  }

  /** fcntl(2) with {@code F_GETFL}: whether {@code O_NONBLOCK} is set. */
  public boolean isNonBlocking() throws IOException {
    enter();
    long n;
    try {
      n = Sys.fcntl(fd, fcntl_h.F_GETFL(), 0);
    } finally {
      guard.leave();
    }
    return (check("fcntl", n) & fcntl_h.O_NONBLOCK()) != 0;
  }

  /**
   * {@code SO_RCVTIMEO}: how long receiving and accepting may wait; after that they return {@link
   * #WOULD_BLOCK} or null.
   *
   * @param time in steps of a microsecond; zero for no limit
   */
  public void setReceiveTimeout(Duration time) throws IOException {
    setTimeout(sys_socket_h.SO_RCVTIMEO(), time);
  }

  /**
   * {@code SO_SNDTIMEO}: how long sending and connecting may wait; after that sending returns
   * {@link #WOULD_BLOCK} and connecting false.
   *
   * @param time in steps of a microsecond; zero for no limit
   */
  public void setSendTimeout(Duration time) throws IOException {
    setTimeout(sys_socket_h.SO_SNDTIMEO(), time);
  }

  private void setTimeout(int option, Duration time) throws IOException {
    enter();
    SockAddrBuffer scratch = SockAddrBuffer.acquire();
    long n;
    try {
      MemorySegment timeval = scratch.cell(time.getSeconds(), time.getNano() / 1000);
      n = Sys.setsockopt(fd, sys_socket_h.SOL_SOCKET(), option, timeval, 16);
    } finally {
      scratch.release();
      guard.leave();
    }
    check("setsockopt", n);
  }

  // ---- what every call shares

  /** Begins a call; {@link #leave} must follow. */
  void enter() throws ClosedChannelException {
    if (!guard.enter()) {
      throw new ClosedChannelException();
    }
  }

  /** Ends a call. */
  void leave() {
    guard.leave();
  }

  /** Whether a call was interrupted by a signal, not by {@link Thread#interrupt}. */
  boolean again(long n) {
    return n == INTR && !Thread.currentThread().isInterrupted() && !guard.isClosed();
  }

  /**
   * What a call ends with that moved no bytes: 0, {@link #WOULD_BLOCK}, or an exception.
   *
   * @param n 0 or -errno
   */
  long outcome(String call, long n, SockAddrBuffer address) throws IOException {
    if (n == 0 && !guard.isClosed()) {
      return 0;
    }
    failed(call, n, address != null ? address.get() : null);
    return WOULD_BLOCK;
  }

  /** Throws what a result below 0 stands for, but not for {@code EAGAIN}. */
  private void failed(String call, long n, SockAddr address) throws IOException {
    if (guard.isClosed()) {
      throw new AsynchronousCloseException();
    }
    if (n != AGAIN) {
      throw new ErrnoException(call, fd, address, (int) -n);
    }
  }

  private long check(String call, long n) throws IOException {
    return check(call, n, null);
  }

  /** Throws on a result below 0, of a call that does not wait. */
  private long check(String call, long n, SockAddr address) throws IOException {
    if (n < 0) {
      throw new ErrnoException(call, fd, address, (int) -n);
    }
    return n;
  }

  /** The descriptor for people: {@code Socket(fd=7)}. */
  @Override
  public String toString() {
    return "Socket(" + (guard.isClosed() ? "closed" : "fd=" + fd) + ")";
  }
}
