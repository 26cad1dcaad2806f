/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.fcntl_h;
import berkeley.sockets.bindings.linux.poll_h;
import berkeley.sockets.bindings.linux.sys_ioctl_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.memory.Scratch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Small questions about a descriptor, asked only when a call would have to wait. */
final class Query {
  private Query() {}

  /** The value of an int option of SOL_SOCKET, or a negated errno. */
  static long option(int fd, int option) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment cells = scratch.memory(2 * Integer.BYTES);
      cells.set(ValueLayout.JAVA_INT, 0, Integer.BYTES);
      MemorySegment value = cells.asSlice(Integer.BYTES);
      long result = Sys.getsockopt(fd, sys_socket_h.SOL_SOCKET(), option, value, cells);
      return result < 0 ? result : value.get(ValueLayout.JAVA_INT, 0);
    } finally {
      scratch.release();
    }
  }

  /** Whether a call on it may be served in part. */
  static boolean stream(int fd) {
    return option(fd, sys_socket_h.SO_TYPE()) == sys_socket_h.SOCK_STREAM();
  }

  /** What poll(2) reports at once for one descriptor, 0 if it is not ready. */
  static int ready(int fd, int events) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment pollfd = scratch.memory(Long.BYTES);
      pollfd.set(ValueLayout.JAVA_INT, 0, fd);
      pollfd.set(ValueLayout.JAVA_SHORT, 4, (short) events);
      pollfd.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
      long result = Sys.poll(pollfd, 1, 0);
      return result <= 0 ? 0 : pollfd.get(ValueLayout.JAVA_SHORT, 6);
    } finally {
      scratch.release();
    }
  }

  /**
   * Whether a socket that just refused a message says that it is writable: a UNIX datagram socket
   * does when it is the receiver's queue that is full.
   */
  static boolean misleading(int fd) {
    return !stream(fd) && ready(fd, poll_h.POLLOUT()) != 0;
  }

  /** The socket's pending error, which a sender that waits in the kernel gets instead of EPIPE. */
  static long failure(int fd, long otherwise) {
    long error = option(fd, sys_socket_h.SO_ERROR());
    return error > 0 ? -error : otherwise;
  }

  /** Whether a command of fcntl waits for a lock. */
  static boolean waits(int command) {
    return command == fcntl_h.F_SETLKW() || command == fcntl_h.F_OFD_SETLKW();
  }

  static boolean setsFlags(int command) {
    return command == fcntl_h.F_SETFL();
  }

  static boolean setsMode(long request) {
    return request == sys_ioctl_h.FIONBIO();
  }
}
