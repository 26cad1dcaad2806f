/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.addrinfo;
import berkeley.sockets.internal.Check;
import berkeley.sockets.internal.Waiting;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@code <netdb.h>}: names of hosts, services and protocols.
 *
 * <p>Strings go in as Java strings, null for a null pointer. What points to C memory comes back as
 * segments that can be read and walked through the structs' accessors.
 */
public final class Netdb extends NetdbConstants {
  private Netdb() {}

  /**
   * {@code int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
   * struct addrinfo **res)}
   *
   * <p>Stores into {@code res} a pointer to a list of addresses, linked by {@code ai_next}; free it
   * with {@link #freeaddrinfo}.
   *
   * <p>Differences from C: the strings are Java strings, null for NULL; read the list's head by
   * {@link Pointers#deref}.
   *
   * @return 0, or an {@code EAI_} number; {@code EAI_SYSTEM} leaves the reason in errno
   * @see <a href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getaddrinfo.html">POSIX</a>
   */
  public static int getaddrinfo(
      String node, String service, MemorySegment hints, MemorySegment res) {
    Check.bytes(res, 8);
    Check.optional(hints, addrinfo.sizeof());
    try (Arena arena = Arena.ofConfined()) {
      return status(
          Waiting.getaddrinfo(CString.of(arena, node), CString.of(arena, service), hints, res));
    }
  }

  /**
   * {@code void freeaddrinfo(struct addrinfo *res)}
   *
   * <p>Frees a list that {@link #getaddrinfo} stored.
   *
   * <p>Differences from C: none.
   *
   * @see <a href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">getaddrinfo(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/freeaddrinfo.html">POSIX</a>
   */
  public static void freeaddrinfo(MemorySegment res) {
    Sys.freeaddrinfo(res);
  }

  /**
   * {@code const char *gai_strerror(int errcode)}
   *
   * <p>The text of an {@code EAI_} number.
   *
   * <p>Differences from C: a Java string.
   *
   * @return the text
   * @see <a href="https://man7.org/linux/man-pages/man3/gai_strerror.3.html">gai_strerror(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/gai_strerror.html">POSIX</a>
   */
  public static String gai_strerror(int errcode) {
    return Native.string(Sys.gai_strerror(errcode));
  }

  /**
   * {@code int getnameinfo(const struct sockaddr *addr, socklen_t addrlen, char *host, socklen_t
   * hostlen, char *serv, socklen_t servlen, int flags)}
   *
   * <p>Turns an address into the names of its host and service; either may be NULL with length 0.
   *
   * <p>Differences from C: a length beyond its segment is an IndexOutOfBoundsException.
   *
   * @return 0, or an {@code EAI_} number; {@code EAI_SYSTEM} leaves the reason in errno
   * @see <a href="https://man7.org/linux/man-pages/man3/getnameinfo.3.html">getnameinfo(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getnameinfo.html">POSIX</a>
   */
  public static int getnameinfo(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment serv,
      int servlen,
      int flags) {
    Check.bytes(addr, Math.max(addrlen, 0));
    Check.optional(host, Integer.toUnsignedLong(hostlen));
    Check.optional(serv, Integer.toUnsignedLong(servlen));
    return status(Waiting.getnameinfo(addr, addrlen, host, hostlen, serv, servlen, flags));
  }

  /** A status of getaddrinfo's own error space, with errno in the upper half. */
  private static int status(long statusAndErrno) {
    int status = (int) statusAndErrno;
    if (status == EAI_SYSTEM) {
      Errno.errno((int) (statusAndErrno >>> 32));
    }
    return status;
  }
}
