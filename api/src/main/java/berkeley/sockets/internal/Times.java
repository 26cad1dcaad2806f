/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Timeouts as C passes them: a struct timeval or timespec, which differ in their unit, or null. */
public final class Times {
  static final int MICROSECONDS = 1000;
  static final int NANOSECONDS = 1;

  private static final long MILLISECOND = 1_000_000;

  private Times() {}

  /** Whether the timeout is valid and not zero: whether the call may wait. */
  static boolean waits(MemorySegment timeout, int unit) {
    if (timeout.address() == 0) {
      return true;
    }
    long seconds = timeout.get(JAVA_LONG, 0);
    long fraction = timeout.get(JAVA_LONG, Long.BYTES);
    return seconds >= 0
        && fraction >= 0
        && (unit != NANOSECONDS || fraction < Parking.SECOND)
        && (seconds | fraction) != 0;
  }

  static long deadline(MemorySegment timeout, int unit) {
    return timeout.address() == 0
        ? Parking.FOREVER
        : Parking.after(
            Parking.nanoseconds(
                timeout.get(JAVA_LONG, 0), timeout.get(JAVA_LONG, Long.BYTES) * unit));
  }

  static long milliseconds(int timeout) {
    return timeout < 0 ? Parking.FOREVER : Parking.after(timeout * MILLISECOND);
  }

  /** A timeout for poll and epoll_wait, rounded up; -1 for no limit. */
  public static int milliseconds(Duration timeout) {
    if (timeout.isNegative()) {
      return -1;
    }
    if (timeout.toSeconds() >= Integer.MAX_VALUE / 1000) {
      return Integer.MAX_VALUE;
    }
    return (int) ((timeout.toNanos() + MILLISECOND - 1) / MILLISECOND);
  }

  /** Stores in a struct timeval what is left, as select does on Linux. */
  static void left(MemorySegment timeout, long deadline) {
    if (timeout.address() != 0) {
      long left = Math.max(0, deadline - Parking.now());
      timeout.set(JAVA_LONG, 0, left / Parking.SECOND);
      timeout.set(JAVA_LONG, Long.BYTES, left % Parking.SECOND / MICROSECONDS);
    }
  }
}
