/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_signalfd_h;
import berkeley.sockets.internal.calls.Descriptors;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/signalfd.h>}: signals that can be waited for.
 *
 * <p>Function: {@link #signalfd}.
 *
 * @since 0.1.0
 */
public final class SysSignalfd implements sys_signalfd_h {
  private SysSignalfd() {}

  /**
   * {@code int signalfd(int fd, const sigset_t *mask, int flags)}
   *
   * <p>Opens a descriptor that reads signals, or with {@code fd} not -1 changes which; each read
   * gives {@code signalfd_siginfo} structs. The signals must be blocked in every thread that could
   * take them.
   *
   * <p>Differences from C: a {@code mask} shorter than {@code sigset_t} is an
   * IndexOutOfBoundsException.
   *
   * @param fd the descriptor to change, -1 for a new one
   * @param mask the signals to receive
   * @param flags 0, or {@code SFD_*}
   * @return the descriptor, or -1 with errno set: {@code EBADF}, {@code EINVAL}, {@code EMFILE},
   *     {@code ENFILE}, {@code ENODEV}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/signalfd.2.html">signalfd(2)</a>
   */
  public static int signalfd(int fd, MemorySegment mask, int flags) {
    return Errno.resultInt(Descriptors.made(Sys.signalfd(fd, Signal.check(mask), flags)));
  }
}
