/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.internal.parking.Deadline;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Timeouts as C passes them: milliseconds, or a struct timeval or timespec, which differ in their
 * unit, or null.
 */
public final class Timeouts {
  static final int MICROSECONDS = 1000;
  static final int NANOSECONDS = 1;

  private static final long MILLISECOND = 1_000_000;

  private Timeouts() {}

  /** Whether the timeout is valid and not zero: whether the call may wait. */
  static boolean waits(MemorySegment timeout, int unit) {
    if (timeout.address() == 0) {
      return true;
    }
    long seconds = seconds(timeout, unit);
    long fraction = fraction(timeout, unit);
    return seconds >= 0
        && fraction >= 0
        && (unit != NANOSECONDS || fraction < Deadline.SECOND)
        && (seconds | fraction) != 0;
  }

  private static long seconds(MemorySegment timeout, int unit) {
    return unit == NANOSECONDS ? timespec.tv_sec(timeout) : timeval.tv_sec(timeout);
  }

  private static long fraction(MemorySegment timeout, int unit) {
    return unit == NANOSECONDS ? timespec.tv_nsec(timeout) : timeval.tv_usec(timeout);
  }

  static long deadline(MemorySegment timeout, int unit) {
    return timeout.address() == 0
        ? Deadline.FOREVER
        : Deadline.after(
            Deadline.nanoseconds(seconds(timeout, unit), fraction(timeout, unit) * unit));
  }

  static long milliseconds(int timeout) {
    return timeout < 0 ? Deadline.FOREVER : Deadline.after(timeout * MILLISECOND);
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

  /** A span's nanoseconds: as many as a long can say for a longer one, -1 for a negative one. */
  public static long nanoseconds(Duration span) {
    return span.isNegative() ? -1 : Deadline.nanoseconds(span.getSeconds(), span.getNano());
  }

  /** Stores in a struct timeval what is left, as select does on Linux. */
  static void left(MemorySegment timeout, long deadline) {
    if (timeout.address() != 0) {
      long left = Math.max(0, deadline - Deadline.now());
      timeval.tv_sec(timeout, left / Deadline.SECOND);
      timeval.tv_usec(timeout, left % Deadline.SECOND / MICROSECONDS);
    }
  }
}
