/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;

import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * SO_RCVLOWAT on a virtual thread. A receive that does not wait takes what there is, so none is
 * tried before as much is there as the socket asks for.
 */
public final class ReceiveLowWater {
  /** In place of flags: let the kernel wait, on a pool thread. */
  public static final long KERNEL = 1L << 32;

  private static final long FLAGS = KERNEL - 1;
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  /** Whether the option was ever set through this library; without it, all this costs nothing. */
  public static volatile boolean used;

  private ReceiveLowWater() {}

  public static boolean isOption(int level, int option) {
    return level == sys_socket_h.SOL_SOCKET && option == sys_socket_h.SO_RCVLOWAT;
  }

  /**
   * Waits for the mark, as poll(2) and epoll know it. They do not where the buffer is smaller, nor
   * on UNIX sockets.
   *
   * @param n how many bytes there is room for, 0 if that is not looked at
   * @return the flags to receive with, {@link #KERNEL}, or -EBADF
   */
  public static long await(int fd, long n, int flags) {
    long mark = Query.option(fd, sys_socket_h.SO_RCVLOWAT);
    if (mark <= 1
        || (flags & Parking.IMMEDIATE) != 0
        || !Query.stream(fd)
        || Query.nonBlocking(fd)) {
      return flags & FLAGS;
    }
    if (n < mark || Query.domain(fd) == sys_socket_h.AF_UNIX) {
      return KERNEL;
    }
    long deadline = 0;
    do {
      long ticket = Parking.ticketIn(fd);
      if (Query.ready(fd, poll_h.POLLIN) != 0) {
        break;
      }
      deadline = Parking.readable(fd, ticket, deadline);
    } while (deadline > 0);
    // after the timeout, what there is; after an interrupt, too, and EINTR if that is nothing
    return deadline == BADF ? BADF : (deadline == AGAIN ? flags | MSG_DONTWAIT : flags) & FLAGS;
  }
}
