/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.INVAL;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.Bsd;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.Cells;
import java.lang.foreign.MemorySegment;

/**
 * Sockets that are closed on exec, and non-blocking if the flags say so: by flags of the call that
 * makes them, or where there are none by fcntl(2) and ioctl(2) after it. A program that is started
 * between the two inherits the socket.
 */
public final class CloseOnExec {
  /** {@code SOCK_NONBLOCK}, also where only this library knows it. */
  public static final int NONBLOCK =
      Platform.has(sys_socket_h.SOCK_NONBLOCK) ? sys_socket_h.SOCK_NONBLOCK : 1 << 11;

  /** {@code MSG_CMSG_CLOEXEC}, or 0: then {@link #received} has to be called. */
  public static final int RECEIVE = Platform.PORTABLE ? 0 : sys_socket_h.MSG_CMSG_CLOEXEC;

  private static final int CLOEXEC = sys_socket_h.SOCK_CLOEXEC;

  private CloseOnExec() {}

  /** socket(2). */
  public static long socket(int domain, int type, int protocol) {
    if (!Platform.PORTABLE) {
      return Descriptors.hiddenSocket(domain, type | CLOEXEC, protocol);
    }
    long fd = Descriptors.hiddenSocket(domain, type & ~NONBLOCK, protocol);
    return fd < 0 ? fd : prepare((int) fd, type);
  }

  /** socketpair(2). */
  public static long socketpair(int domain, int type, int protocol, MemorySegment fds) {
    if (!Platform.PORTABLE) {
      return Descriptors.socketpair(domain, type | CLOEXEC, protocol, fds);
    }
    long result = Descriptors.socketpair(domain, type & ~NONBLOCK, protocol, fds);
    if (result == 0) {
      prepare(fds.get(JAVA_INT_UNALIGNED, 0), type);
      prepare(fds.get(JAVA_INT_UNALIGNED, Integer.BYTES), type);
    }
    return result;
  }

  /** Whether accept4(2) knows the flags. */
  public static boolean isValid(int flags) {
    return (flags & ~(NONBLOCK | Platform.flag(CLOEXEC))) == 0;
  }

  /** accept4(2), or accept(2). */
  public static long accept(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    if (!Platform.PORTABLE) {
      return Connections.accept4(fd, addr, addrlen, flags | CLOEXEC);
    }
    if (!isValid(flags)) {
      return INVAL;
    }
    long accepted = Connections.accept(fd, addr, addrlen);
    if (accepted < 0) {
      return accepted;
    }
    if (flags == 0) { // BSD's are as the listener
      setNonBlocking((int) accepted, 0);
    }
    return prepare((int) accepted, flags);
  }

  /** For a descriptor that was received without {@link #RECEIVE}. */
  public static void received(int fd) {
    if (Platform.PORTABLE) {
      Sys.fcntl(fd, fcntl_h.F_SETFD, (long) fcntl_h.FD_CLOEXEC);
    }
  }

  /** The calls can fail only of what is no open descriptor, or no socket any more. */
  private static long prepare(int fd, int flags) {
    Sys.fcntl(fd, fcntl_h.F_SETFD, (long) fcntl_h.FD_CLOEXEC);
    if ((flags & NONBLOCK) != 0) {
      setNonBlocking(fd, 1);
    }
    if (Platform.is(Platform.BSD)) { // a send without MSG_NOSIGNAL is told EPIPE alone
      set(fd, Bsd.SO_NOSIGPIPE);
    }
    return fd;
  }

  private static void set(int fd, int option) {
    Cells cells = Cells.acquire();
    Sys.setsockopt(fd, sys_socket_h.SOL_SOCKET, option, cells.value(1), Integer.BYTES);
    cells.release();
  }

  private static void setNonBlocking(int fd, int on) {
    Cells cells = Cells.acquire();
    Sys.ioctl(fd, sys_ioctl_h.FIONBIO, cells.value(on));
    cells.release();
  }
}
