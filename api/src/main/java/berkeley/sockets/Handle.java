/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Guard;
import berkeley.sockets.internal.calls.GuardedWait;
import berkeley.sockets.internal.calls.ReceiveSpin;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Query;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An owned descriptor: what comes before and after each call on it. */
final class Handle {
  /** Whether owners that are collected while open are reported. */
  static final boolean LEAKS = Boolean.getBoolean("berkeley.sockets.leaks");

  /** None is needed. */
  static final int NO_WAKER = Integer.MIN_VALUE;

  /** The result of a call that would have had to wait. */
  static final int WOULD_BLOCK = -1;

  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  /** Receives of which 0 is not the end of a stream: an urgent byte is taken without room, too. */
  private static final int ASIDE = Platform.flag(sys_socket_h.MSG_ERRQUEUE) | sys_socket_h.MSG_OOB;

  private static final long PAUSE = 1_000_000; // before trying what poll(2) wrongly says is ready

  final int fd;
  private final Guard guard;

  /** Whether waits happen in {@link GuardedWait}, as shutdown(2) does not end them. */
  private final boolean guardedWait;

  /** Who watches the descriptor, or null. */
  private volatile @Nullable Watchers watchers;

  /** What reports an owner that is collected while open, or null. */
  @Nullable Leaks leak;

  /** What receives do before they wait, or null. */
  private volatile @Nullable ReceiveSpin spin;

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

  /** Whether a listener waits there. */
  boolean guardedAccept() {
    return guardedWait
        || Platform.PORTABLE; // elsewhere shutdown(2) may end no wait for connections
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
    if (leak != null) {
      leak.closed();
    }
    return guard.close();
  }

  /** The descriptor, which is the caller's from now on, as if this were closed. */
  int detach() throws ClosedChannelException {
    int given = guard.detach();
    if (given < 0) {
      throw new ClosedChannelException();
    }
    if (leak != null) {
      leak.closed();
    }
    return given;
  }

  /**
   * A descriptor that becomes readable when this is closed, for waits in poll(2) that closing would
   * not end; for use between {@link #enter} and {@link #leave}.
   *
   * @return the descriptor; {@link #NO_WAKER} where closing ends them; or a negated errno
   */
  int waker() {
    return guardedWait ? guard.waker() : NO_WAKER;
  }

  // ---- watchers

  /** Who has to know before the descriptor is closed or given away. */
  interface Watcher {
    void leaving(int fd);
  }

  /** Those of a descriptor; told once, when no call uses it any more. */
  private static final class Watchers implements Runnable {
    private final int fd;
    private Watcher[] all = new Watcher[1];
    private int count;

    Watchers(int fd) {
      this.fd = fd;
    }

    synchronized void add(Watcher watcher) {
      remove(watcher);
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = watcher;
    }

    synchronized void remove(Watcher watcher) {
      for (int i = 0; i < count; i++) {
        if (all[i] == watcher) {
          all[i] = all[--count];
          all[count] = null;
        }
      }
    }

    private synchronized Watcher[] takeAll() {
      Watcher[] taken = Arrays.copyOf(all, count);
      Arrays.fill(all, null);
      count = 0;
      return taken;
    }

    @Override
    public void run() { // not under the lock: a poller that is told has one of its own
      for (Watcher each : takeAll()) {
        each.leaving(fd);
      }
    }
  }

  /** Adds one, between {@link #enter} and {@link #leave}. */
  void watch(Watcher watcher) {
    synchronized (guard) {
      if (watchers == null) {
        watchers = new Watchers(fd);
        guard.beforeClose(watchers);
      }
    }
    watchers.add(watcher);
  }

  void unwatch(Watcher watcher) {
    Watchers mine = watchers;
    if (mine != null) {
      mine.remove(watcher);
    }
  }

  // ---- waiting

  /** What a loop of calls knows: nothing yet; {@link #END} ends it. */
  static final long BEGIN = 0;

  /** The last call's result is that of all. */
  static final long END = -1;

  // The other states: above 0 one of ReceiveSpin; below END a negated deadline, up to which the
  // loop waits in poll(2), and makes its calls with MSG_DONTWAIT.

  /** {@code MSG_DONTWAIT} if this loop waits elsewhere, else 0. */
  int noWait(long state) {
    return guardedWait || state != BEGIN ? DONTWAIT : 0;
  }

  /** Whether a call was interrupted by a signal, not by {@link Thread#interrupt}. */
  boolean again(long n) {
    return n == INTR && !Thread.currentThread().isInterrupted() && !guard.isClosed();
  }

  /**
   * After {@link #again(long)}: waits for the rest of the call's timeout. The deadline is noted at
   * the first signal, as a call without one must not cost a look at the clock.
   *
   * @param events {@link GuardedWait#IN} or {@link GuardedWait#OUT}
   * @param until {@link #BEGIN}, or what this has returned before
   * @return to make the call again: BEGIN without a timeout, or the deadline; or the call's result
   */
  long awaitRetry(int events, long until) {
    long deadline = until == BEGIN ? GuardedWait.deadline(guard, events) : until;
    if (deadline == Deadline.FOREVER || deadline == AGAIN) {
      return BEGIN;
    }
    if (deadline < 0) {
      return deadline;
    }
    if (deadline <= Deadline.now()) { // a UNIX socket that connects is ready all the time
      return AGAIN;
    }
    long ready = GuardedWait.await(guard, events, deadline, !guardedWait);
    return ready < 0 ? ready : deadline;
  }

  /** The next state of a loop of calls that send, after one that returned {@code n}; may wait. */
  long nextToSend(long n, int flags, long state) throws IOException {
    return next(n, flags, GuardedWait.OUT, state);
  }

  private long next(long n, int flags, int events, long state) throws IOException {
    boolean wouldWait = n == AGAIN && (guardedWait || state < END) && (flags & DONTWAIT) == 0;
    if (!wouldWait && !again(n) || guard.isClosed()) {
      return END;
    }
    long deadline = state < END ? -state : GuardedWait.deadline(guard, events);
    if (!wouldWait
        && (deadline == Deadline.FOREVER || deadline == AGAIN || (flags & DONTWAIT) != 0)) {
      return BEGIN; // the kernel waits again
    }
    if (deadline < 0 && deadline != AGAIN) {
      fail("getsockopt", deadline, null);
    }
    if (deadline == AGAIN || wouldWait && deadline <= Deadline.now()) {
      return END;
    }
    if (wouldWait && state < END && events == GuardedWait.OUT && Query.misleading(fd)) {
      LockSupport.parkNanos(PAUSE);
    }
    long ready = GuardedWait.await(guard, events, deadline, !guardedWait);
    if (ready < 0 && ready != AGAIN) {
      fail("poll", ready, null);
    }
    return guard.isClosed() ? END : -deadline;
  }

  /** Waits until something can be received; as {@link GuardedWait#await}. */
  long awaitReadable() {
    long deadline = GuardedWait.deadline(guard, GuardedWait.IN);
    return deadline < 0
        ? deadline
        : GuardedWait.await(guard, GuardedWait.IN, deadline, !guardedAccept());
  }

  void spin(@Nullable ReceiveSpin behaviour) {
    spin = behaviour;
  }

  boolean spins() {
    return spin != null;
  }

  /** How a loop of receives begins: by waiting, or by spinning. */
  long beginToReceive(int flags) {
    ReceiveSpin mine = spin;
    return mine == null ? BEGIN : mine.begin(flags);
  }

  /** As {@link #nextToSend}, of a loop of receives. */
  long nextToReceive(long n, int flags, long state) throws IOException {
    if (state <= BEGIN) {
      return next(n, flags, GuardedWait.IN, state);
    }
    ReceiveSpin mine = spin;
    if (n == AGAIN && !guard.isClosed()) {
      return mine == null ? BEGIN : mine.next(fd, state);
    }
    if (mine != null) {
      mine.end(state);
    }
    return END;
  }

  /**
   * Tells of a receive without room that returned 0, on a stream, which would be taken for its end.
   * Elsewhere there is use for it: it drops a datagram.
   */
  void checkRoom(int flags) {
    if (!guard.isClosed() && (flags & ASIDE) == 0 && Query.stream(fd)) {
      throw new IllegalArgumentException(
          "the buffer has no room, and 0 would mean the end of the stream");
    }
  }

  // ---- results

  /**
   * What a call ends with that moved no bytes: 0, {@link #WOULD_BLOCK}, or an exception.
   *
   * @param n 0 or -errno
   * @param address where it was to go, or null
   */
  long outcome(String call, long n, @Nullable SockAddrBuffer address) throws IOException {
    if (n == 0 && !guard.isClosed()) {
      return 0;
    }
    fail(call, n, address != null ? address.get() : null);
    return WOULD_BLOCK;
  }

  /** Throws what a result below 0 stands for, but not for {@code EAGAIN}. */
  void fail(String call, long n, @Nullable SockAddr address) throws IOException {
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
  long check(String call, long n, @Nullable SockAddr address) throws IOException {
    return check(call, fd, n, address);
  }

  /** As {@link #check(String, long)}, of a call on any descriptor. */
  static long check(String call, int fd, long n, @Nullable SockAddr address) throws ErrnoException {
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
