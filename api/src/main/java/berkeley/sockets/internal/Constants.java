/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;

/** The constants that waiting needs, by value: read once, constant to the JIT compiler. */
final class Constants {
  static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;
  static final int MSG_TRUNC = sys_socket_h.MSG_TRUNC;
  static final int MSG_PEEK = sys_socket_h.MSG_PEEK;
  static final int MSG_FASTOPEN = sys_socket_h.MSG_FASTOPEN;
  static final int MSG_WAITFORONE = sys_socket_h.MSG_WAITFORONE;

  /** With one of these a receive never waits. */
  static final int IMMEDIATE = MSG_DONTWAIT | sys_socket_h.MSG_OOB | sys_socket_h.MSG_ERRQUEUE;

  static final int O_NONBLOCK = fcntl_h.O_NONBLOCK;

  static final long AGAIN = -errno_h.EAGAIN;
  static final long INTR = -errno_h.EINTR;
  static final long BADF = -errno_h.EBADF;
  static final long PIPE = -errno_h.EPIPE;
  static final long PERM = -errno_h.EPERM;
  static final long EXIST = -errno_h.EEXIST;
  static final long NOENT = -errno_h.ENOENT;
  static final long NOTSOCK = -errno_h.ENOTSOCK;
  static final long OPNOTSUPP = -errno_h.EOPNOTSUPP;

  static final int EPOLLIN = sys_epoll_h.EPOLLIN;
  static final int EPOLLOUT = sys_epoll_h.EPOLLOUT;
  static final int EPOLLPRI = sys_epoll_h.EPOLLPRI;
  static final int EPOLLRDHUP = sys_epoll_h.EPOLLRDHUP;
  static final int EPOLLET = sys_epoll_h.EPOLLET;
  static final int EPOLLONESHOT = sys_epoll_h.EPOLLONESHOT;

  private Constants() {}
}
