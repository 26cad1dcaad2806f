/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.NOTSOCK;

import berkeley.sockets.bindings.Inode;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr;
import berkeley.sockets.internal.memory.Cells;

/** Small questions about a descriptor, asked only when a call would have to wait. */
public final class Query {
  private static final int MICROSECOND = 1000;
  private static final int MILLISECOND = 1_000_000;

  private Query() {}

  /** Whether {@code O_NONBLOCK} is set, but for the time of a call by {@link Unshared}. */
  public static boolean nonBlocking(int fd) {
    boolean now = nonBlockingNow(fd);
    if (!now || !Unshared.changes(fd)) {
      return now;
    }
    synchronized (Unshared.lock(fd)) {
      Unshared.repair(fd);
      return nonBlockingNow(fd);
    }
  }

  private static boolean nonBlockingNow(int fd) {
    long flags = Sys.fcntl(fd, fcntl_h.F_GETFL, 0L);
    return flags >= 0 && (flags & fcntl_h.O_NONBLOCK) != 0;
  }

  /**
   * SO_RCVTIMEO or SO_SNDTIMEO in nanoseconds, 0 for none: also of what is no socket. Or a negated
   * errno, such as that of a closed descriptor.
   */
  public static long timeout(int fd, int option) {
    Cells cells = Cells.acquire();
    try {
      int size = (int) timeval.sizeof();
      long result =
          Sys.getsockopt(fd, sys_socket_h.SOL_SOCKET, option, cells.value(), cells.length(size));
      if (result < 0) {
        return result == NOTSOCK ? 0 : result;
      }
      if (cells.length() != size) { // qemu stores nothing
        return 0;
      }
      long seconds = timeval.tv_sec(cells.value());
      return Deadline.nanoseconds(seconds, timeval.tv_usec(cells.value()) * MICROSECOND);
    } finally {
      cells.release();
    }
  }

  /** The value of an int option of SOL_SOCKET, or a negated errno. */
  public static long option(int fd, int option) {
    return option(fd, sys_socket_h.SOL_SOCKET, option);
  }

  private static long option(int fd, int level, int option) {
    Cells cells = Cells.acquire();
    try {
      long result = Sys.getsockopt(fd, level, option, cells.value(), cells.length(Integer.BYTES));
      return result < 0 ? result : cells.intAt(0);
    } finally {
      cells.release();
    }
  }

  /** The socket's address family, or a negated errno. */
  public static long domain(int fd) {
    if (!Platform.PORTABLE) {
      return option(fd, sys_socket_h.SO_DOMAIN);
    }
    Cells cells = Cells.acquire();
    try { // of a longer address the part that fits
      int size = (int) sockaddr.sizeof();
      long result = Sys.getsockname(fd, cells.value(), cells.length(size));
      return result < 0 ? result : sockaddr.sa_family(cells.value());
    } finally {
      cells.release();
    }
  }

  /** Whether it is a socket of TCP, and not of a protocol on top of it. */
  public static boolean isTcp(int fd) {
    if (!Platform.PORTABLE) {
      return option(fd, sys_socket_h.SO_PROTOCOL) == netinet_in_h.IPPROTO_TCP;
    }
    long domain = stream(fd) ? domain(fd) : -1;
    return (domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6)
        && option(fd, netinet_in_h.IPPROTO_TCP, netinet_tcp_h.TCP_NODELAY) >= 0;
  }

  /**
   * A number that no other socket has or had, or a negated errno. Without {@code SO_COOKIE} another
   * socket may have had it.
   */
  public static long cookie(int fd) {
    if (Platform.PORTABLE) {
      long type = option(fd, sys_socket_h.SO_TYPE);
      return type < 0 ? type : Inode.of(fd);
    }
    Cells cells = Cells.acquire();
    try {
      long result =
          Sys.getsockopt(
              fd,
              sys_socket_h.SOL_SOCKET,
              sys_socket_h.SO_COOKIE,
              cells.value(0L),
              cells.length(Long.BYTES));
      return result < 0 ? result : cells.longAt() & Long.MAX_VALUE;
    } finally {
      cells.release();
    }
  }

  /** Whether a call on it may be served in part. */
  public static boolean stream(int fd) {
    return option(fd, sys_socket_h.SO_TYPE) == sys_socket_h.SOCK_STREAM;
  }

  public static boolean listens(int fd) {
    return option(fd, sys_socket_h.SO_ACCEPTCONN) == 1;
  }

  /** What poll(2) reports at once for one descriptor, 0 if it is not ready. */
  public static int ready(int fd, int events) {
    Cells cells = Cells.acquire();
    try {
      pollfd.fd(cells.value(), fd);
      pollfd.events(cells.value(), (short) events);
      pollfd.revents(cells.value(), (short) 0);
      return Sys.poll(cells.value(), 1, 0) <= 0 ? 0 : pollfd.revents(cells.value());
    } finally {
      cells.release();
    }
  }

  /** poll(2) of one descriptor for so long: above 0 if it is ready, 0 if not, a negated errno. */
  public static long await(int fd, int events, long nanoseconds) {
    Cells cells = Cells.acquire();
    try {
      pollfd.fd(cells.value(), fd);
      pollfd.events(cells.value(), (short) events);
      long milliseconds = Math.ceilDiv(Math.max(nanoseconds, 0), MILLISECOND);
      return Sys.poll(cells.value(), 1, (int) Math.min(milliseconds, Integer.MAX_VALUE));
    } finally {
      cells.release();
    }
  }

  /**
   * Whether a socket that just refused a message says that it is writable: a UNIX datagram socket
   * does when it is the receiver's queue that is full.
   */
  public static boolean misleading(int fd) {
    return !stream(fd) && ready(fd, poll_h.POLLOUT) != 0;
  }

  /** The socket's pending error, which a sender that waits in the kernel gets instead of EPIPE. */
  public static long failure(int fd, long otherwise) {
    long error = option(fd, sys_socket_h.SO_ERROR);
    return error > 0 ? -error : otherwise;
  }
}
