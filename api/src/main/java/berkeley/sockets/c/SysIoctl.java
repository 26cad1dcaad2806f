/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.net_if_h.ifconf;
import berkeley.sockets.bindings.headers.net_if_h.ifreq;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/ioctl.h>}: device control, and the requests on sockets and interfaces.
 *
 * <p>Function: {@link #ioctl}.
 *
 * @since 0.1.0
 */
public final class SysIoctl implements sys_ioctl_h {
  private SysIoctl() {}

  /**
   * {@code int ioctl(int fd, unsigned long request)}
   *
   * <p>Controls a device or socket, with a request that takes no argument.
   *
   * <p>Differences from C: none.
   *
   * @param fd the descriptor
   * @param request the request
   * @return what the request says, most often 0, or -1 with errno set: {@code EBADF}, {@code
   *     EFAULT}, {@code EINVAL}, {@code ENOTTY} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">ioctl(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/ioctl.html">POSIX</a>
   */
  public static int ioctl(int fd, long request) {
    return ioctl(fd, request, 0L);
  }

  /**
   * {@code int ioctl(int fd, unsigned long request, long arg)}
   *
   * <p>Controls a device or socket, with a request that takes a number.
   *
   * <p>Differences from C: the variadic argument is a long, which an int widens to.
   *
   * @param fd the descriptor
   * @param request the request
   * @param arg the argument
   * @return what the request says, most often 0, or -1 with errno set: {@code EBADF}, {@code
   *     EFAULT}, {@code EINVAL}, {@code ENOTTY} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">ioctl(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/ioctl.html">POSIX</a>
   */
  public static int ioctl(int fd, long request, long arg) {
    return Errno.resultInt(Sys.ioctl(fd, request, arg));
  }

  /**
   * {@code int ioctl(int fd, unsigned long request, void *argp)}
   *
   * <p>Controls a device or socket, with a request that takes a pointer: an int for {@code
   * FIONREAD}, an {@code ifreq} for most of {@code SIOC}.
   *
   * <p>Differences from C: an {@code argp} shorter than a request on sockets or interfaces needs is
   * an IndexOutOfBoundsException; for other requests that is checked only where the number tells
   * it.
   *
   * @param fd the descriptor
   * @param request the request
   * @param argp the argument
   * @return what the request says, most often 0, or -1 with errno set: {@code EBADF}, {@code
   *     EFAULT}, {@code EINVAL}, {@code ENOTTY} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/ioctl.2.html">ioctl(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/ioctl.html">POSIX</a>
   */
  public static int ioctl(int fd, long request, MemorySegment argp) {
    return Errno.resultInt(Descriptors.ioctl(fd, request, Check.optional(argp, size(request))));
  }

  /** What a request reads or writes at least, as far as that is known. */
  private static long size(long request) {
    long encoded = (request & IOCSIZE_MASK) >>> IOCSIZE_SHIFT;
    if (encoded != 0) {
      return encoded;
    }
    if (request == SIOCGIFCONF) {
      return ifconf.sizeof();
    }
    if (request >= SIOCGIFNAME && request <= SIOCSIFTXQLEN) {
      return ifreq.sizeof();
    }
    boolean number =
        request == FIONREAD
            || request == FIONBIO
            || request == FIOASYNC
            || request == SIOCOUTQ
            || request == SIOCOUTQNSD
            || request >= FIOSETOWN && request <= SIOCATMARK;
    return number ? Integer.BYTES : 0;
  }
}
