/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.internal.parking.Query;
import java.util.Arrays;

/**
 * Errors of sockets that a call took from the kernel after it had moved a part: as in C they are
 * the next call's. The kernel forgets an error when it has told it, so where one call is made of
 * several, the error of a later one is kept here.
 *
 * <p>An error belongs to a socket, not to a number: what another file under the same number does is
 * never answered with it, and a duplicate that is made through this library has it, too. It is told
 * once. What cannot be had is that poll(2) reports {@code POLLERR} meanwhile, and that a duplicate
 * made earlier, or another process, is told.
 */
final class PendingErrors {
  /** One of the numbers under which a socket with an error is known. */
  private record Kept(int fd, long socket, long error) {}

  private static volatile Kept[] kept; // null if there is none; never changed, but replaced

  private PendingErrors() {}

  /**
   * Keeps the error of a call that another one, by then served in part, has made; not one that says
   * something of the call, or that the kernel tells again.
   *
   * @param error a negated errno; another result is ignored
   */
  static void keep(int fd, long error) {
    if (error >= 0 || !isSockets((int) -error)) {
      return;
    }
    long socket = Query.cookie(fd);
    if (socket >= 0) {
      replace(fd, new Kept(fd, socket, error));
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
    return kept == null ? 0 : takeKept(fd);
  }

  private static long takeKept(int fd) {
    Kept found = find(fd);
    if (found == null) {
      return 0;
    }
    if (Query.cookie(fd) != found.socket) { // the number's next file
      replace(fd, null);
      return 0;
    }
    return forget(found) ? found.error : 0;
  }

  private static Kept find(int fd) {
    Kept[] now = kept;
    if (now != null) {
      for (Kept each : now) {
        if (each.fd == fd) {
          return each;
        }
      }
    }
    return null;
  }

  /** Forgets a socket's error under all numbers; false if another thread was faster. */
  private static synchronized boolean forget(Kept told) {
    if (find(told.fd) != told) {
      return false;
    }
    for (Kept each : kept) {
      if (each.socket == told.socket) {
        replace(each.fd, null);
      }
    }
    return true;
  }

  /** To be called when a number is, or has become, a duplicate of another. */
  static void duplicated(int from, long to) {
    if (kept != null && to >= 0 && to != from) {
      Kept found = find(from);
      replace((int) to, found == null ? null : new Kept((int) to, found.socket, found.error));
    }
  }

  /** To be called when a number is closed. */
  static void closed(int fd) {
    if (kept != null) {
      replace(fd, null);
    }
  }

  private static synchronized void replace(int fd, Kept one) {
    Kept[] now = kept == null ? new Kept[0] : kept;
    Kept[] next = new Kept[now.length + 1];
    int count = 0;
    for (Kept each : now) {
      if (each.fd != fd) {
        next[count++] = each;
      }
    }
    if (one != null) {
      next[count++] = one;
    }
    kept = count == 0 ? null : Arrays.copyOf(next, count);
  }
}
