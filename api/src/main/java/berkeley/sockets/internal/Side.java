/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that wait for one direction of a descriptor: null, a thread, or a {@link More}.
 *
 * <p>No wake-up is lost: {@link #signal} first counts, then takes the waiters; a thread reads the
 * count before it tries its call, and after it has entered itself looks whether the count moved.
 * Whoever was not taken has seen the count. A waiter that is woken tries its call again, so waking
 * too many is only a waste.
 */
final class Side extends AtomicReference<Object> {
  private static final long serialVersionUID = 1;

  private static final AtomicIntegerFieldUpdater<Side> COUNT =
      AtomicIntegerFieldUpdater.newUpdater(Side.class, "count");

  private record More(Thread thread, Object others) {}

  private volatile int count;

  int count() {
    return count;
  }

  /** Enters the current thread. */
  void enter(Thread me) {
    for (; ; ) {
      Object others = get();
      if (compareAndSet(others, others == null ? me : new More(me, others))) {
        return;
      }
    }
  }

  /** Takes the thread out once, if it was not taken by a signal. */
  void leave(Thread me) {
    for (; ; ) {
      Object waiters = get();
      Object others = without(waiters, me);
      if (others == waiters || compareAndSet(waiters, others)) {
        return;
      }
    }
  }

  private static Object without(Object waiters, Thread me) {
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

  /** Wakes all that wait. */
  void signal() {
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
