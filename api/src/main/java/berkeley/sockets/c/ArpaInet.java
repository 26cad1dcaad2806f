/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.util.Objects.requireNonNull;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.arpa_inet_h;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * {@code <arpa/inet.h>}: byte order and the text form of addresses.
 *
 * <p>Functions: {@link #htons}, {@link #htonl}, {@link #ntohs}, {@link #ntohl}, {@link #inet_pton},
 * {@link #inet_ntop}, {@link #inet_aton}, {@link #inet_ntoa}, {@link #inet_addr}.
 *
 * @since 0.1.0
 */
public final class ArpaInet extends NetinetIn implements arpa_inet_h {
  private ArpaInet() {}

  /**
   * {@code int inet_pton(int af, const char *src, void *dst)}
   *
   * <p>Parses the text form of an address into its network form: 4 bytes for {@code AF_INET}, 16
   * for {@code AF_INET6}.
   *
   * <p>Differences from C: {@code src} is a Java string; a {@code dst} too short for the family is
   * an IndexOutOfBoundsException.
   *
   * @param af {@code AF_INET} or {@code AF_INET6}
   * @param src the text
   * @param dst receives a {@code struct in_addr} or {@code in6_addr}
   * @return 1, or 0 when {@code src} is no such address, or -1 with errno {@code EAFNOSUPPORT}
   * @see <a href="https://man7.org/linux/man-pages/man3/inet_pton.3.html">inet_pton(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_pton.html">POSIX</a>
   */
  public static int inet_pton(int af, String src, MemorySegment dst) {
    Check.bytes(dst, length(af));
    try (Arena arena = Arena.ofConfined()) {
      return Errno.resultInt(Sys.inet_pton(af, Strings.toC(arena, requireNonNull(src)), dst));
    }
  }

  /**
   * {@code const char *inet_ntop(int af, const void *src, char *dst, socklen_t size)}
   *
   * <p>Writes the text form of an address into {@code dst}.
   *
   * <p>Differences from C: returns the text as a Java string instead of a pointer to {@code dst},
   * which holds it too; a {@code size} beyond {@code dst} is an IndexOutOfBoundsException.
   *
   * @param af {@code AF_INET} or {@code AF_INET6}
   * @param src a {@code struct in_addr} or {@code in6_addr}
   * @param dst receives the text
   * @param size how many bytes there is room for
   * @return the text, or null with errno set to {@code EAFNOSUPPORT} or {@code ENOSPC}
   * @see <a href="https://man7.org/linux/man-pages/man3/inet_ntop.3.html">inet_ntop(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_ntop.html">POSIX</a>
   */
  public static @Nullable String inet_ntop(int af, MemorySegment src, MemorySegment dst, int size) {
    Check.bytes(src, length(af));
    long text = Errno.result(Sys.inet_ntop(af, src, Check.bytes(dst, size), size));
    return text == -1 ? null : dst.getString(0);
  }

  /**
   * {@code int inet_aton(const char *cp, struct in_addr *inp)}
   *
   * <p>Parses an IPv4 address in any of the traditional forms: {@code a.b.c.d}, {@code a.b.c},
   * {@code a.b} and {@code a}, each part decimal, octal or hexadecimal.
   *
   * <p>Differences from C: {@code cp} is a Java string; an {@code inp} of fewer than 4 bytes is an
   * IndexOutOfBoundsException.
   *
   * @param cp the text
   * @param inp receives a {@code struct in_addr}
   * @return 1, or 0 when {@code cp} is no address
   * @see <a href="https://man7.org/linux/man-pages/man3/inet.3.html">inet(3)</a>
   */
  public static int inet_aton(String cp, MemorySegment inp) {
    try (Arena arena = Arena.ofConfined()) {
      return Sys.inet_aton(
          Strings.toC(arena, requireNonNull(cp)), Check.optional(inp, Integer.BYTES));
    }
  }

  /**
   * {@code char *inet_ntoa(struct in_addr in)}
   *
   * <p>The dotted form of an IPv4 address.
   *
   * <p>Differences from C: takes the struct by reference; returns a string of its own for each
   * call.
   *
   * @param in a {@code struct in_addr}
   * @return the text
   * @see <a href="https://man7.org/linux/man-pages/man3/inet.3.html">inet(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_addr.html">POSIX</a>
   */
  public static String inet_ntoa(MemorySegment in) {
    int host = ntohl(in.get(ValueLayout.JAVA_INT_UNALIGNED, 0));
    return (host >>> 24)
        + "."
        + (host >>> 16 & 255)
        + "."
        + (host >>> 8 & 255)
        + "."
        + (host & 255);
  }

  /**
   * {@code in_addr_t inet_addr(const char *cp)}
   *
   * <p>Parses an IPv4 address as {@link #inet_aton} does.
   *
   * <p>Differences from C: {@code cp} is a Java string.
   *
   * @param cp the text
   * @return the address in network byte order, or {@code INADDR_NONE} (-1), which is also the
   *     address 255.255.255.255
   * @see <a href="https://man7.org/linux/man-pages/man3/inet.3.html">inet(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_addr.html">POSIX</a>
   */
  public static int inet_addr(String cp) {
    try (Arena arena = Arena.ofConfined()) {
      return Sys.inet_addr(Strings.toC(arena, requireNonNull(cp)));
    }
  }

  private static int length(int af) {
    return af == SysSocket.AF_INET ? 4 : af == SysSocket.AF_INET6 ? 16 : 0;
  }
}
