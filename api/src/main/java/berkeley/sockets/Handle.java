/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Guard;
import berkeley.sockets.internal.calls.GuardedWait;
import berkeley.sockets.internal.calls.ReceiveSpin;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/** An owned descriptor: what comes before and after each call on it. */
final class Handle {
  /** The result of a call that would have had to wait. */
  static final int WOULD_BLOCK = -1;

  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  final int fd;
  private final Guard guard;

  /** Whether waits happen in {@link GuardedWait}, as shutdown(2) does not end them. */
  private final boolean guardedWait;

  /** What receives do before they wait, or null. */
  private volatile ReceiveSpin spin;

  /** Of a descriptor whose waits in the kernel shutdown(2) ends, or which has none. */
  Handle(int fd) {
    this(fd, false);
  }

  Handle(int fd, boolean guardedWait) {
    this.fd = fd;
    this.guard = new Guard(fd);
    this.guardedWait = guardedWait;
  }

  boolean guardedWait() {
    return guardedWait;
  }

  // ---- life

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

  /** As {@link #enter}, but tells without an exception that the descriptor is closed. */
  boolean tryEnter() {
    return guard.enter();
  }

  /** Ends a call. */
  void leave() {
    guard.leave();
  }

  boolean isClosed() {
    return guard.isClosed();
  }

  /**
   * close(2), at once or when the last call in flight has ended; wakes those that wait.
   *
   * @return 0 or -errno
   */
  long close() {
    return guard.close();
  }

  /** The descriptor, which is the caller's from now on, as if this were closed. */
  int detach() throws ClosedChannelException {
    int given = guard.detach();
    if (given < 0) {
      throw new ClosedChannelException();
    }
    return given;
  }

  // ---- waiting

  /** {@code MSG_DONTWAIT} if waits happen in {@link #again}, else 0. */
  int noWait() {
    return guardedWait ? DONTWAIT : 0;
  }

  /** Whether a call was interrupted by a signal, not by {@link Thread#interrupt}. */
  boolean again(long n) {
    return n == INTR && !Thread.currentThread().isInterrupted() && !guard.isClosed();
  }

  /** As {@link #again(long)}, to send; waits first if the call was made with {@link #noWait}. */
  boolean againToSend(long n, int flags) throws IOException {
    return again(n, flags, GuardedWait.OUT);
  }

  /** As {@link #againToSend}, to receive. */
  boolean againToReceive(long n, int flags) throws IOException {
    return again(n, flags, GuardedWait.IN);
  }

  private boolean again(long n, int flags, int events) throws IOException {
    if (n != AGAIN || !guardedWait || (flags & DONTWAIT) != 0) {
      return again(n);
    }
    long ready = GuardedWait.await(guard, events);
    if (ready < 0) {
      fail("poll", ready, null);
    }
    return ready > 0;
  }

  /** Waits until something can be received; as {@link GuardedWait#await}. */
  long awaitReadable() {
    return GuardedWait.await(guard, GuardedWait.IN);
  }

  // ---- spinning

  void spin(ReceiveSpin behaviour) {
    spin = behaviour;
  }

  boolean spins() {
    return spin != null;
  }

  /** How a receive begins: 0 to wait, or a state of {@link ReceiveSpin}. */
  long beginSpin(int flags) {
    ReceiveSpin mine = spin;
    return mine == null ? 0 : mine.begin(flags);
  }

  /** As {@link #noWait()}, for a receive that may be spinning. */
  int noWait(long spinUntil) {
    return guardedWait || spinUntil != 0 ? DONTWAIT : 0;
  }

  /** How a receive goes on that returned {@code n}: as it begins, or below 0 if that was all. */
  long nextSpin(long n, int flags, long spinUntil) throws IOException {
    ReceiveSpin mine = spin;
    if (spinUntil == 0 || mine == null) {
      return againToReceive(n, flags) || n == AGAIN && spinUntil != 0 ? 0 : -1;
    }
    if (n == AGAIN && !guard.isClosed()) {
      return mine.next(fd, spinUntil);
    }
    mine.end(spinUntil);
    return -1;
  }

  // ---- results

  /**
   * What a call ends with that moved no bytes: 0, {@link #WOULD_BLOCK}, or an exception.
   *
   * @param n 0 or -errno
   * @param address where it was to go, or null
   */
  long outcome(String call, long n, SockAddrBuffer address) throws IOException {
    if (n == 0 && !guard.isClosed()) {
      return 0;
    }
    fail(call, n, address != null ? address.get() : null);
    return WOULD_BLOCK;
  }

  /** Throws what a result below 0 stands for, but not for {@code EAGAIN}. */
  void fail(String call, long n, SockAddr address) throws IOException {
    if (guard.isClosed()) {
      throw new AsynchronousCloseException();
    }
    if (n != AGAIN) {
      throw new ErrnoException(call, fd, address, (int) -n);
    }
  }

  /** Throws on a result below 0, of a call that does not wait. */
  long check(String call, long n) throws IOException {
    return check(call, n, null);
  }

  /** As {@link #check(String, long)}, of a call with an address. */
  long check(String call, long n, SockAddr address) throws IOException {
    return check(call, fd, n, address);
  }

  /** As {@link #check(String, long)}, of a call on any descriptor. */
  static long check(String call, int fd, long n, SockAddr address) throws ErrnoException {
    if (n < 0) {
      throw new ErrnoException(call, fd, address, (int) -n);
    }
    return n;
  }

  /** The descriptor for people: {@code fd=7}. */
  @Override
  public String toString() {
    return guard.isClosed() ? "closed" : "fd=" + fd;
  }
}
