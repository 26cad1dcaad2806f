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
    if (timeout.address() == 0) {
      return Deadline.FOREVER;
    }
    long perSecond = Deadline.SECOND / unit;
    long fraction = fraction(timeout, unit); // select takes more than a second of microseconds
    long seconds = saturatedSum(seconds(timeout, unit), fraction / perSecond);
    return Deadline.after(Deadline.nanoseconds(seconds, fraction % perSecond * unit));
  }

  /** Microseconds that do not fit an int, which C libraries take for various times or refuse. */
  static boolean isForLibc(MemorySegment timeout) {
    return timeout.address() != 0 && timeval.tv_usec(timeout) > Integer.MAX_VALUE;
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
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
  static void subtract(MemorySegment timeout, long elapsed) {
    if (timeout.address() != 0) {
      long perSecond = Deadline.SECOND / MICROSECONDS;
      long passed = Math.ceilDiv(elapsed, MICROSECONDS);
      long fraction = timeval.tv_usec(timeout);
      long seconds = saturatedSum(timeval.tv_sec(timeout), fraction / perSecond);
      long micros = fraction % perSecond - passed % perSecond;
      seconds -= passed / perSecond + (micros < 0 ? 1 : 0);
      timeval.tv_sec(timeout, Math.max(seconds, 0));
      timeval.tv_usec(timeout, seconds < 0 ? 0 : Math.floorMod(micros, perSecond));
    }
  }
}
