/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;

/**
 * Spares a receive the time of going to sleep and waking up, where what it waits for comes soon: it
 * asks again and again for a while before it waits. Whether that pays is learned: each time in vain
 * doubles the number of receives that then wait at once, until spinning in vain costs them no more
 * than 64 ns each; success sets it to none. Threads share what is learned without a lock: at worst
 * they learn it later.
 *
 * <p>A receive passes on what it is told: {@link #FIRST}, then the time until which to spin, then
 * 0, which means that it waits.
 */
public final class ReceiveSpin {
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;
  private static final int FIRST = 1;
  private static final long START = System.nanoTime() - FIRST - 1;
  private static final int SHARE = 64; // of a receive in spinning in vain, in nanoseconds

  private final long bound;
  private final int longest;
  private int penalty;
  private int skip;

  /**
   * Spins for so long at most.
   *
   * @param bound nanoseconds, above 0
   */
  public ReceiveSpin(long bound) {
    this.bound = Math.min(bound, Long.MAX_VALUE / 2);
    this.longest = Math.clamp(bound / SHARE, SHARE, 1 << 20);
  }

  /** How a receive begins: 0 if it is to wait at once, or cannot wait. */
  public long begin(int flags) {
    if ((flags & (Parking.IMMEDIATE | MSG_WAITALL)) != 0 || Thread.currentThread().isVirtual()) {
      return 0;
    }
    if (skip > 0) {
      skip--;
      return 0;
    }
    return FIRST;
  }

  /** Until when to go on, after {@code EAGAIN}; 0 to wait. */
  public long next(int fd, long until) {
    long now = System.nanoTime() - START;
    if (until == FIRST) {
      return Query.nonBlocking(fd) ? 0 : now + bound;
    }
    if (now < until) {
      Thread.onSpinWait();
      return until;
    }
    penalty = Math.min(2 * penalty + 1, longest);
    skip = penalty;
    return 0;
  }

  /** Anything but {@code EAGAIN} came; what was there at once teaches nothing. */
  public void end(long until) {
    if (until != FIRST) {
      penalty = 0;
    }
  }
}
