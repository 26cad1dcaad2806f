/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.time_h;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <time.h>}: clocks.
 *
 * <p>Function: {@link #clock_gettime}.
 *
 * @since 0.1.0
 */
public class Time implements time_h {
  Time() {} // only for the headers that include this one

  /**
   * {@code int clock_gettime(clockid_t clockid, struct timespec *tp)}
   *
   * <p>Stores the time of a clock.
   *
   * <p>Differences from C: a {@code tp} shorter than the struct is an IndexOutOfBoundsException.
   *
   * @param clockid {@code CLOCK_*}
   * @param tp receives a {@code struct timespec}
   * @return 0, or -1 with errno set: {@code EINVAL} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/clock_gettime.2.html">clock_gettime(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/clock_gettime.html">POSIX</a>
   */
  public static int clock_gettime(int clockid, MemorySegment tp) {
    return Errno.resultInt(Sys.clock_gettime(clockid, Check.bytes(tp, timespec.sizeof())));
  }
}
