/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Wakeup;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a descriptor open while calls use it. Each call is bracketed by {@link #enter} and {@link
 * #leave}; {@link #close} admits no further calls and wakes those that are blocked; the last one to
 * leave closes the descriptor. So its number cannot come to mean another file during a call.
 */
public final class Guard {
  /** Set in the state when closing begins; the other bits count the calls in flight. */
  private static final int CLOSED = Integer.MIN_VALUE;

  private static final int WAKES = 6;
  private static final long RETRY = 100_000_000;

  private final AtomicInteger state = new AtomicInteger();
  private final int fd;

  /**
   * Whether closing met an error before close(2) was called, and is to be tried again. Written
   * without a call, for which there may be no stack left.
   */
  private volatile boolean unclosed;

  /** What is done before the descriptor is closed or given away, or null. */
  private volatile @Nullable Runnable beforeClose;

  /** Ends waits that shutdown(2) does not end; made when it is first needed. */
  private volatile @Nullable Wakeup waker;

  /**
   * Guards a descriptor from now on.
   *
   * @param fd the descriptor, open
   */
  public Guard(int fd) {
    this.fd = fd;
    Parking.forget(fd);
  }

  /** The descriptor, whether it is still open or not. */
  public int fd() {
    return fd;
  }

  /**
   * Begins a call.
   *
   * @return false if the descriptor is closed, and {@link #leave} must not follow
   */
  public boolean enter() {
    int now = state.get();
    while (now >= 0) {
      if (state.compareAndSet(now, now + 1)) {
        return true;
      }
      now = state.get();
    }
    return false;
  }

  /**
   * Ends a call; the last one after {@link #close} closes the descriptor. It needs no more stack
   * than {@link #enter}.
   */
  public void leave() {
    int now = state.get();
    while (!state.compareAndSet(now, now - 1)) {
      now = state.get();
    }
    if (now == (CLOSED | 1)) {
      boolean done = false;
      try {
        closeAsLast();
        done = true;
      } finally {
        if (!done) {
          unclosed = true;
        }
      }
    }
  }

  /** Where this thread has no memory or no stack left, another closes. */
  private void closeAsLast() {
    try {
      closeAll();
    } catch (OutOfMemoryError | StackOverflowError e) {
      unclosed = true;
      startCloser(this::keepClosing);
    }
  }

  /**
   * Does something when no call uses the descriptor any more, before it is closed or given away.
   *
   * @param action what; called between enter and leave, or before there is any other thread
   */
  public void beforeClose(Runnable action) {
    beforeClose = action;
  }

  /** Whether closing or giving away has begun. */
  public boolean isClosed() {
    return state.get() < 0;
  }

  /**
   * Closes the descriptor, at once or as soon as the calls in flight have ended, which this wakes:
   * those in the kernel by shutting down the socket, those in {@link GuardedWait} by its
   * descriptor.
   *
   * <p>After an OutOfMemoryError or StackOverflowError it can be called again.
   *
   * @return 0, or -errno of close(2); 0 as well if it was closed before
   */
  public long close() {
    boolean claimed = false;
    boolean done = false;
    try {
      int now = state.get();
      while (now >= 0 && !claimed) {
        // the closer of what is in use uses it, too
        claimed = state.compareAndSet(now, now == 0 ? CLOSED : CLOSED | now + 1);
        now = claimed ? now : state.get();
      }
      long result = claimed ? closeOrWake() : unclosed ? closeAgain() : 0;
      done = true;
      return result;
    } finally {
      if (claimed && !done) {
        unclosed = true;
      }
    }
  }

  private long closeOrWake() {
    if (state.get() == CLOSED) {
      return closeAll();
    }
    wake();
    return 0;
  }

  private synchronized long closeAgain() {
    if (!unclosed) {
      return 0;
    }
    boolean done = false;
    try {
      unclosed = false;
      long result = closeOrWake();
      done = true;
      return result;
    } finally {
      if (!done) {
        unclosed = true;
      }
    }
  }

  /**
   * Ends the guard without closing.
   *
   * @return the descriptor, or -1 if it was closed before
   * @throws IllegalStateException if calls are in flight; the guard goes on
   */
  public int detach() {
    int now = state.get();
    while (now == 0 && !state.compareAndSet(0, CLOSED)) {
      now = state.get();
    }
    if (now > 0) {
      throw new IllegalStateException("descriptor " + fd + " is in use by " + now + " calls");
    }
    if (now < 0) {
      return -1;
    }
    boolean given = false;
    try {
      end();
      Parking.closing(fd); // what others do with it must wake nobody here
      Parking.closed(fd);
      given = true;
    } finally {
      if (!given) {
        Parking.forget(fd);
        state.set(0);
      }
    }
    return fd;
  }

  /**
   * Wakes blocked calls. A call that had entered but not yet reached the kernel may miss the first
   * shutdown (connect does; the others see it), hence the repetition.
   */
  private void wake() {
    for (int i = 0; i < WAKES; i++) {
      shutdown();
      if (alone()) {
        leave();
        return;
      }
      LockSupport.parkNanos(20_000L << i);
    }
    startCloser(this::keepWaking);
  }

  private void startCloser(Runnable task) {
    Thread.ofVirtual()
        .name("close descriptor " + fd)
        .inheritInheritableThreadLocals(false)
        .start(task);
  }

  private void keepClosing() {
    while (unclosed) {
      try {
        close();
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(RETRY);
      }
    }
  }

  private void keepWaking() {
    for (long nanos = 2_000_000; !alone(); nanos = Math.min(2 * nanos, 1_000_000_000)) {
      LockSupport.parkNanos(nanos);
      shutdown();
    }
    leave();
  }

  private void shutdown() {
    Sys.shutdown(fd, sys_socket_h.SHUT_RDWR);
    Descriptors.wake(fd);
    if (waker != null) {
      waker.signal();
    }
  }

  private long closeAll() {
    end();
    return Descriptors.close(fd);
  }

  private void end() {
    Wakeup made = waker;
    if (made != null) {
      made.close();
      waker = null;
    }
    if (beforeClose != null) {
      beforeClose.run();
    }
  }

  /**
   * A descriptor that becomes readable on {@link #close}, or a negated errno if none can be had
   * now; for use between enter and leave.
   */
  public synchronized int waker() {
    if (waker == null || waker.fd() < 0) {
      waker = Wakeup.open();
    }
    return waker.fd();
  }

  /** Whether the closer is the only one left. */
  private boolean alone() {
    return state.get() == (CLOSED | 1);
  }
}
