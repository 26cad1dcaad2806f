/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_timerfd_h;
import berkeley.sockets.bindings.headers.time_h.itimerspec;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/timerfd.h>}: timers that can be waited for.
 *
 * <p>Functions: {@link #timerfd_create}, {@link #timerfd_settime}, {@link #timerfd_gettime}.
 *
 * @since 0.1.0
 */
public final class SysTimerfd extends Time implements sys_timerfd_h {
  private SysTimerfd() {}

  /**
   * {@code int timerfd_create(int clockid, int flags)}
   *
   * <p>Opens a descriptor with a timer.
   *
   * <p>Differences from C: none.
   *
   * @param clockid {@code CLOCK_*}
   * @param flags 0, or {@code TFD_*}
   * @return a new descriptor, or -1 with errno set: {@code EINVAL}, {@code EMFILE}, {@code ENFILE},
   *     {@code ENODEV}, {@code ENOMEM}, {@code EPERM} or another
   * @see <a
   *     href="https://man7.org/linux/man-pages/man2/timerfd_create.2.html">timerfd_create(2)</a>
   */
  public static int timerfd_create(int clockid, int flags) {
    return Errno.resultInt(Descriptors.made(Sys.timerfd_create(clockid, flags)));
  }

  /**
   * {@code int timerfd_settime(int fd, int flags, const struct itimerspec *new_value, struct
   * itimerspec *old_value)}
   *
   * <p>Starts or, with zeros, stops the timer, and stores its former setting unless {@code
   * old_value} is NULL.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param fd the descriptor
   * @param flags 0, or {@code TFD_TIMER_*}
   * @param new_value a {@code struct itimerspec}
   * @param old_value receives the former one, or NULL
   * @return 0, or -1 with errno set: {@code EBADF}, {@code ECANCELED}, {@code EINVAL} or another
   * @see <a
   *     href="https://man7.org/linux/man-pages/man2/timerfd_create.2.html">timerfd_create(2)</a>
   */
  public static int timerfd_settime(
      int fd, int flags, MemorySegment new_value, MemorySegment old_value) {
    return Errno.resultInt(Sys.timerfd_settime(fd, flags, check(new_value), check(old_value)));
  }

  /**
   * {@code int timerfd_gettime(int fd, struct itimerspec *curr_value)}
   *
   * <p>Stores the time left and the interval.
   *
   * <p>Differences from C: a struct too short is an IndexOutOfBoundsException.
   *
   * @param fd the descriptor
   * @param curr_value receives a {@code struct itimerspec}
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EFAULT}, {@code EINVAL} or another
   * @see <a
   *     href="https://man7.org/linux/man-pages/man2/timerfd_create.2.html">timerfd_create(2)</a>
   */
  public static int timerfd_gettime(int fd, MemorySegment curr_value) {
    return Errno.resultInt(Sys.timerfd_gettime(fd, check(curr_value)));
  }

  private static MemorySegment check(MemorySegment value) {
    return Check.optional(value, itimerspec.sizeof());
  }
}
