/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that wait for one direction of a descriptor: null, a thread, or a {@link More}.
 *
 * <p>No wake-up is lost. {@link #wakeAll} first counts, then takes the waiters. A thread reads the
 * count before it tries its call, adds itself when the call has failed, and then reads the count
 * again. Either it added itself before the waiters were taken: then it is woken. Or it did so
 * afterwards: then it finds another count, and does not wait. What it does after that and before it
 * parks may park as well, and use up the wake-up; so last of all it looks whether it is still
 * there. A thread that is woken tries its call again, so waking too many is only a waste.
 */
final class Waiters extends AtomicReference<Object> {
  private static final long serialVersionUID = 1;

  private static final AtomicIntegerFieldUpdater<Waiters> COUNT =
      AtomicIntegerFieldUpdater.newUpdater(Waiters.class, "count");

  private record More(Thread thread, Object others) {}

  /** What {@link #look} finds: nothing to do, a wait seen first, one that has lasted. */
  static final int NONE = 0;

  static final int NEW = 1;
  static final int LASTING = 2;

  private static final int FIRST = 2; // looks until a wait has lasted
  private static final int MOST = 8;

  private volatile int count;
  private volatile int looks; // at the last wait that relies on what was known before

  /** How many looks make a wait that has lasted: more, the more were in order. */
  private volatile int enough = FIRST;

  /** How often {@link #wakeAll} was called. */
  int count() {
    return count;
  }

  /** To be called by each wait that is to be verified if it lasts, after {@link #add}. */
  void begin() {
    looks = 0;
  }

  /**
   * For the one thread that verifies. A wait that begins meanwhile either resets the looks, or is
   * there when the verification that follows reads who waits.
   */
  int look() {
    int now = looks + 1;
    if (get() == null || now > enough) {
      return NONE;
    }
    if (now < enough) {
      looks = now;
      return NEW;
    }
    looks = MOST; // never again in this wait
    enough = Math.min(MOST, 2 * now);
    return LASTING;
  }

  /** Looks as soon as at first again, as something has changed. */
  void lookSoon() {
    enough = FIRST;
  }

  void add(Thread me) {
    for (; ; ) {
      Object others = get();
      if (compareAndSet(others, others == null ? me : new More(me, others))) {
        return;
      }
    }
  }

  /** Whether {@link #wakeAll} has not taken the thread since {@link #add}. */
  boolean contains(Thread me) {
    Object waiters = get();
    while (waiters instanceof More more) {
      if (more.thread == me) {
        return true;
      }
      waiters = more.others;
    }
    return waiters == me;
  }

  /** Removes the thread once, if {@link #wakeAll} did not take it. */
  void remove(Thread me) {
    for (; ; ) {
      Object waiters = get();
      Object others = without(waiters, me);
      if (others == waiters || compareAndSet(waiters, others)) {
        return;
      }
    }
  }

  private static @Nullable Object without(@Nullable Object waiters, Thread me) {
    if (waiters == me) {
      return null;
    }
    if (waiters instanceof More more) {
      if (more.thread == me) {
        return more.others;
      }
      Object others = without(more.others, me);
      if (others != more.others) {
        return others == null ? more.thread : new More(more.thread, others);
      }
    }
    return waiters;
  }

  /** Wakes all waiters. */
  void wakeAll() {
    COUNT.incrementAndGet(this);
    Object waiters = get() == null ? null : getAndSet(null);
    while (waiters instanceof More more) {
      LockSupport.unpark(more.thread);
      waiters = more.others;
    }
    if (waiters != null) {
      LockSupport.unpark((Thread) waiters);
    }
  }
}
