/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.Guard;
import berkeley.sockets.internal.Patience;
import berkeley.sockets.internal.Spin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/** The ground floor of {@link Socket}: who owns the descriptor, and what brackets every call. */
abstract sealed class SocketHandle implements Closeable permits SocketData {
  static {
    Native.check();
  }

  static final long AGAIN = -errno_h.EAGAIN;
  private static final long INTR = -errno_h.EINTR;

  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  final Guard guard;
  final int fd;

  /** {@code MSG_DONTWAIT} where shutdown(2) wakes nobody, so that waits happen here; else 0. */
  final int haste;

  /** What receives do before they wait, or null. */
  volatile Spin spin;

  SocketHandle(int fd, int haste) {
    this.guard = new Guard(fd);
    this.fd = fd;
    this.haste = haste;
  }

  static int haste(int domain) {
    return domain == Domain.INET.value()
            || domain == Domain.INET6.value()
            || domain == Domain.UNIX.value()
        ? 0
        : DONTWAIT;
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
   * @param <R> the class of the result
   * @param <X> what can go wrong
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

  /** {@return whether the socket has been neither closed nor given away} */
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

  // ---- what every call shares

  /**
   * Begins a call; {@link #leave} must follow.
   *
   * @return the descriptor
   */
  int enter() throws ClosedChannelException {
    if (!guard.enter()) {
      throw new ClosedChannelException();
    }
    return fd;
  }

  /** Ends a call. */
  void leave() {
    guard.leave();
  }

  /** Whether a call was interrupted by a signal, not by {@link Thread#interrupt}. */
  boolean again(long n) {
    return n == INTR && !Thread.currentThread().isInterrupted() && !guard.isClosed();
  }

  /** As {@link #again(long)}; waits first where the kernel was not let wait. */
  boolean again(long n, int flags, int events) throws IOException {
    if (n != AGAIN || haste == 0 || (flags & DONTWAIT) != 0) {
      return again(n);
    }
    long ready = Patience.await(guard, events);
    if (ready < 0) {
      failed("poll", ready, null);
    }
    return ready > 0;
  }

  /** How a receive begins: 0 to wait, or the first turn of its {@link Spin}. */
  long turn(int flags) {
    Spin mine = spin;
    return mine == null ? 0 : mine.begin(flags);
  }

  /** What the turn adds to the flags. */
  int haste(long turn) {
    return turn == 0 ? haste : DONTWAIT;
  }

  /** The receive's next turn; below 0 if that was the last. */
  long turn(long n, int flags, long turn) throws IOException {
    Spin mine = spin;
    if (turn == 0 || mine == null) {
      return again(n, flags, Patience.IN) || n == AGAIN && turn != 0 ? 0 : -1;
    }
    if (n == AGAIN && !guard.isClosed()) {
      return mine.next(fd, turn);
    }
    mine.end(turn);
    return -1;
  }

  /**
   * What a call ends with that moved no bytes: 0, {@link Socket#WOULD_BLOCK}, or an exception.
   *
   * @param n 0 or -errno
   */
  long outcome(String call, long n, SockAddrBuffer address) throws IOException {
    if (n == 0 && !guard.isClosed()) {
      return 0;
    }
    failed(call, n, address != null ? address.get() : null);
    return Socket.WOULD_BLOCK;
  }

  /** Throws what a result below 0 stands for, but not for {@code EAGAIN}. */
  void failed(String call, long n, SockAddr address) throws IOException {
    if (guard.isClosed()) {
      throw new AsynchronousCloseException();
    }
    if (n != AGAIN) {
      throw new ErrnoException(call, fd, address, (int) -n);
    }
  }

  long check(String call, long n) throws IOException {
    return check(call, n, null);
  }

  /** Throws on a result below 0, of a call that does not wait. */
  long check(String call, long n, SockAddr address) throws IOException {
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
