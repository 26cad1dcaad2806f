/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.linux.sys_socket_h;

/**
 * Spares a receive the way into sleep and out of it, where what it waits for comes soon: it asks
 * again and again for a while before it waits. Whether that pays is learned: each time in vain
 * doubles the number of receives that then wait at once, until spinning in vain costs them no more
 * than 64 ns each; success sets it to none. Threads share what is learned without a lock: at worst
 * they learn it later.
 *
 * <p>The turns of a receive: {@link #FIRST}, then the time at which to stop, then 0: wait.
 */
public final class Spin {
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
  public Spin(long bound) {
    this.bound = Math.min(bound, Long.MAX_VALUE / 2);
    this.longest = Math.clamp(bound / SHARE, SHARE, 1 << 20);
  }

  /** The first turn of a receive: 0 if it is to wait, or cannot. */
  public long begin(int flags) {
    if ((flags & (Parking.IMMEDIATE | sys_socket_h.MSG_WAITALL())) != 0
        || Thread.currentThread().isVirtual()) {
      return 0;
    }
    if (skip > 0) {
      skip--;
      return 0;
    }
    return FIRST;
  }

  /** The next turn, after {@code EAGAIN}. */
  public long next(int fd, long turn) {
    long now = System.nanoTime() - START;
    if (turn == FIRST) {
      return Patience.isNonBlocking(fd) ? 0 : now + bound;
    }
    if (now < turn) {
      Thread.onSpinWait();
      return turn;
    }
    penalty = Math.min(2 * penalty + 1, longest);
    skip = penalty;
    return 0;
  }

  /** Anything but {@code EAGAIN} came; what was there at once teaches nothing. */
  public void end(long turn) {
    if (turn != FIRST) {
      penalty = 0;
    }
  }
}
