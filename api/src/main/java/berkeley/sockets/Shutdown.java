/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * The second argument of shutdown(2): which directions of a connection end.
 *
 * @since 0.1.0
 */
public enum Shutdown {
  /** {@code SHUT_RD}: no more receiving. */
  READ,

  /** {@code SHUT_WR}: no more sending; the peer sees the end of the stream. */
  WRITE,

  /** {@code SHUT_RDWR}: neither. */
  BOTH;

  /** {@return the number in C} */
  public int value() {
    return this == READ
        ? sys_socket_h.SHUT_RD
        : this == WRITE ? sys_socket_h.SHUT_WR : sys_socket_h.SHUT_RDWR;
  }
}
