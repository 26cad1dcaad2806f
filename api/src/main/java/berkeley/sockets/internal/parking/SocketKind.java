/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.NOTSOCK;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.util.Arrays;

/**
 * What kind of socket a number is, as far as a call must know before it is made. Of what socket(2),
 * socketpair(2) and accept(2) make here it is known; of others it is asked once for each number.
 */
public final class SocketKind {
  private static final int KNOWN = 1;
  private static final int STREAM = 2;
  private static final int UNIX = 4;
  private static final int BRIEF = 8;

  private static final int FLAGS =
      Platform.flag(sys_socket_h.SOCK_CLOEXEC) | Platform.flag(sys_socket_h.SOCK_NONBLOCK);

  private static final int CHUNK = 1024;
  private static final byte[] NONE = {};

  /** A byte for each number. */
  private static final byte[][] CHUNKS = new byte[CHUNK][];

  private SocketKind() {}

  /** Whether a call may be served in part. */
  public static boolean isStream(int fd) {
    return (of(fd) & STREAM) != 0;
  }

  /** Whether descriptors may be sent through it. */
  public static boolean isUnix(int fd) {
    return (of(fd) & UNIX) != 0;
  }

  /**
   * Whether a send or receive with MSG_DONTWAIT ends soon: TCP, UDP and UNIX sockets wait for
   * nothing then but for memory and for a call of the same kind on another thread. Others compute
   * (TLS in the kernel, AF_ALG), or take locks under which they wait (netlink).
   */
  public static boolean isBrief(int fd) {
    return (of(fd) & BRIEF) != 0;
  }

  private static int of(int fd) {
    byte[] chunk = chunk(fd);
    int kind = chunk.length == 0 ? 0 : chunk[fd & CHUNK - 1];
    return kind != 0 ? kind : ask(fd);
  }

  private static byte[] chunk(int fd) {
    int index = fd >>> 10;
    byte[] chunk = index < CHUNK ? CHUNKS[index] : null;
    return chunk == null ? NONE : chunk;
  }

  private static int ask(int fd) {
    long type = Query.option(fd, sys_socket_h.SO_TYPE);
    if (type < 0) {
      return type == NOTSOCK ? set(fd, KNOWN) : 0;
    }
    long domain = Query.domain(fd);
    boolean internet = domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6;
    long protocol = internet ? Query.option(fd, sys_socket_h.SO_PROTOCOL) : 0;
    int kind = kind((int) domain, (int) type, (int) protocol);
    if (protocol == netinet_in_h.IPPROTO_TCP && !ShortReceives.isPlainTcp(fd)) {
      kind &= ~BRIEF;
    }
    return set(fd, kind);
  }

  private static int kind(int domain, int type, int protocol) {
    int kind = KNOWN;
    if (type == sys_socket_h.SOCK_STREAM) {
      kind |= STREAM;
    }
    if (domain == sys_socket_h.AF_UNIX) {
      kind |= UNIX | BRIEF;
    } else if (domain == sys_socket_h.AF_INET || domain == sys_socket_h.AF_INET6) {
      boolean stream = type == sys_socket_h.SOCK_STREAM;
      boolean usual =
          protocol == 0
              || protocol == (stream ? netinet_in_h.IPPROTO_TCP : netinet_in_h.IPPROTO_UDP);
      if (usual && (stream || type == sys_socket_h.SOCK_DGRAM)) {
        kind |= BRIEF;
      }
    }
    return kind;
  }

  private static int set(int fd, int kind) {
    if (fd >= 0 && fd < CHUNK * CHUNK) {
      if (chunk(fd).length == 0) {
        grow(fd >>> 10);
      }
      chunk(fd)[fd & CHUNK - 1] = (byte) kind;
    }
    return kind;
  }

  private static synchronized void grow(int index) {
    if (CHUNKS[index] == null) {
      CHUNKS[index] = new byte[CHUNK];
    }
  }

  /** To be called for what socket(2) or socketpair(2) returned, a descriptor or a failure. */
  public static void made(long fd, int domain, int type, int protocol) {
    if (fd >= 0) {
      set((int) fd, kind(domain, type & ~FLAGS, protocol));
    }
  }

  /** To be called for what accept(2) returned, a descriptor or a failure. */
  public static void accepted(int listener, long fd) {
    byte[] chunk = chunk(listener);
    if (fd >= 0 && chunk.length != 0) {
      set((int) fd, chunk[listener & CHUNK - 1]);
    }
  }

  /** To be called before a number is closed, and for each that is made by another call. */
  public static void forget(int fd) {
    byte[] chunk = chunk(fd);
    if (chunk.length != 0) {
      chunk[fd & CHUNK - 1] = 0;
    }
  }

  /** To be called when the protocol of a socket, and of its duplicates, may have changed. */
  public static void changed() {
    for (byte[] each : CHUNKS) {
      if (each != null) {
        Arrays.fill(each, (byte) 0);
      }
    }
  }
}
