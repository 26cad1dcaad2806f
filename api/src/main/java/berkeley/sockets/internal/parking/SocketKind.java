/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.NOTSOCK;

import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * What kind of socket a number is, as far as a call must know it before it is made. Of what
 * socket(2), socketpair(2) and accept(2) make here it is known; of others it is asked once for each
 * number.
 */
public final class SocketKind {
  private SocketKind() {}

  /** Whether a call may be served in part. */
  public static boolean isStream(int fd) {
    return (of(fd) & Unshared.STREAM) != 0;
  }

  /** Whether descriptors may be sent through it. */
  public static boolean isUnix(int fd) {
    return (of(fd) & Unshared.UNIX) != 0;
  }

  /**
   * Whether a send or receive with MSG_DONTWAIT ends soon: TCP, UDP and UNIX sockets wait for
   * nothing then but for memory and for a call of the same kind on another thread. Others compute
   * (TLS in the kernel, AF_ALG), or take locks under which they wait (netlink).
   */
  public static boolean isBrief(int fd) {
    return (of(fd) & Unshared.BRIEF) != 0;
  }

  private static int of(int fd) {
    int kind = Unshared.kind(fd);
    return kind != 0 ? kind : ask(fd);
  }

  private static int ask(int fd) {
    long type = Query.option(fd, sys_socket_h.SO_TYPE);
    if (type < 0) {
      if (type == NOTSOCK) {
        Unshared.setKind(fd, Unshared.KNOWN);
      }
      return 0;
    }
    long domain = Query.domain(fd);
    boolean internet = domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6;
    long protocol = internet ? Query.option(fd, sys_socket_h.SO_PROTOCOL) : 0;
    int kind = Unshared.kind((int) domain, (int) type, (int) protocol);
    if (protocol == netinet_in_h.IPPROTO_TCP && !ShortReceives.isPlainTcp(fd)) {
      kind &= ~Unshared.BRIEF;
    }
    Unshared.setKind(fd, kind);
    return kind;
  }
}
