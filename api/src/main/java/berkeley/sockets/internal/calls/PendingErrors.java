/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.SocketNotes;

/**
 * Errors of sockets that a call took from the kernel after it had moved a part: as in C they are
 * the next call's. The kernel forgets an error when it has told it, so where one call is made of
 * several, the error of a later one is kept here, as one of the {@link SocketNotes}.
 *
 * <p>It is told once. {@code poll}, {@code select} and the object layer's {@code Poller} report it
 * meanwhile, as {@code POLLERR}. What cannot be had is that epoll_wait(2) of the mirror reports it,
 * that a wait does which has begun before, and that a duplicate made earlier, or another process,
 * is told.
 */
public final class PendingErrors {
  private static final int SO_ERROR = sys_socket_h.SO_ERROR;

  private PendingErrors() {}

  /**
   * Keeps the error of a call that another one, by then served in part, has made; not one that says
   * something of the call, or that the kernel tells again.
   *
   * @param error a negated errno; another result is ignored
   */
  static void keep(int fd, long error) {
    if (error < 0 && isSockets((int) -error)) {
      SocketNotes.put(fd, SO_ERROR, error);
    }
  }

  private static boolean isSockets(int errno) {
    return errno != errno_h.EAGAIN
        && errno != errno_h.EINTR
        && errno != errno_h.EBADF
        && errno != errno_h.EPIPE
        && errno != errno_h.EFAULT
        && errno != errno_h.EINVAL
        && errno != errno_h.ENOTCONN
        && errno != errno_h.ENOTSOCK
        && errno != errno_h.ENOBUFS
        && errno != errno_h.ENOMEM;
  }

  /** The error that is the next call's, from now on no more; 0 for none. */
  static long take(int fd) {
    return SocketNotes.none() ? 0 : SocketNotes.take(fd, SO_ERROR);
  }

  /** Whether none of any socket is kept, which is the rule. */
  public static boolean none() {
    return SocketNotes.none();
  }

  /** Whether the next call will be told of an error. */
  public static boolean isKept(int fd) {
    return SocketNotes.get(fd, SO_ERROR) != 0;
  }
}
