/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Query;

/** A socket for people: what the kernel tells of it now. */
final class SocketText {
  private SocketText() {}

  /**
   * The text; what cannot be asked is left out.
   *
   * @param accepted the peer, if accept told, or null
   * @param connecting where it is on its way to, or null
   */
  static String of(Handle handle, SockAddr accepted, SockAddr connecting) {
    StringBuilder out = new StringBuilder("Socket(");
    if (!handle.tryEnter()) {
      return out.append("closed").append(peer(accepted)).append(')').toString();
    }
    try {
      int fd = handle.fd;
      SockAddr local = name(fd, false);
      SockAddr peer = name(fd, true);
      out.append("fd=").append(fd);
      long domain = Query.domain(fd);
      if (domain >= 0) {
        out.append(", ").append(new Domain((int) domain));
      }
      long type = Query.option(fd, sys_socket_h.SO_TYPE);
      if (type >= 0) {
        out.append(' ').append(new Type((int) type));
      }
      if (local != null) {
        out.append(", local ").append(local);
      }
      boolean connected = peer != null;
      out.append(peer(connected ? peer : accepted != null ? accepted : connecting)).append(", ");
      return out.append(
              connected
                  ? "connected"
                  : Query.listens(fd)
                      ? "listening"
                      : connecting != null
                          ? "connecting"
                          : accepted != null ? "disconnected" : "not connected")
          .append(')')
          .toString();
    } finally {
      handle.leave();
    }
  }

  private static String peer(SockAddr address) {
    return address == null ? "" : ", peer " + address;
  }

  /** getsockname(2) or getpeername(2), or null. */
  static SockAddr name(int fd, boolean peer) {
    SockAddrBuffer buffer = SockAddrBuffer.acquire();
    try {
      long n =
          peer
              ? Sys.getpeername(fd, buffer.memory(), buffer.offer())
              : Sys.getsockname(fd, buffer.memory(), buffer.offer());
      return n < 0 ? null : buffer.get();
    } finally {
      buffer.release();
    }
  }
}
