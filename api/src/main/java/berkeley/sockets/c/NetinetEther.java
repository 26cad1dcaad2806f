/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.util.Objects.requireNonNull;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netinet_ether_h;
import berkeley.sockets.internal.calls.Lookups;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@code <netinet/ether.h>}: the text form of Ethernet addresses, and {@code /etc/ethers}.
 *
 * @since 0.1.0
 */
public final class NetinetEther extends NetinetIfEther implements netinet_ether_h {

  private static final long SIZE = ether_addr.sizeof();
  private static final int LONGEST_TEXT = 18; // "ff:ff:ff:ff:ff:ff" and its zero
  private static final int LONGEST_NAME = 1025; // NI_MAXHOST

  private NetinetEther() {}

  /**
   * {@code char *ether_ntoa(const struct ether_addr *addr)}
   *
   * <p>The text form of an address, hexadecimal numbers without leading zeros.
   *
   * <p>Differences from C: a Java string.
   *
   * @param addr a {@code struct ether_addr}
   * @return the text
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static String ether_ntoa(MemorySegment addr) {
    try (Arena arena = Arena.ofConfined()) {
      return Native.string(Sys.ether_ntoa_r(Check.bytes(addr, SIZE), arena.allocate(LONGEST_TEXT)));
    }
  }

  /**
   * {@code char *ether_ntoa_r(const struct ether_addr *addr, char *buf)}
   *
   * <p>Stores the text form of an address and a terminating zero.
   *
   * <p>Differences from C: a {@code buf} shorter than 18 bytes is an IndexOutOfBoundsException.
   *
   * @param addr a {@code struct ether_addr}
   * @param buf receives the text
   * @return {@code buf}
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static MemorySegment ether_ntoa_r(MemorySegment addr, MemorySegment buf) {
    Sys.ether_ntoa_r(Check.bytes(addr, SIZE), Check.bytes(buf, LONGEST_TEXT));
    return buf;
  }

  /**
   * {@code struct ether_addr *ether_aton(const char *asc)}
   *
   * <p>Reads the text form of an address.
   *
   * <p>Differences from C: the text is a Java string; the address is in memory of its own for each
   * call.
   *
   * @param asc the text
   * @return a {@code struct ether_addr}, or NULL; errno is left alone
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static MemorySegment ether_aton(String asc) {
    return ether_aton_r(asc, Arena.ofAuto().allocate(SIZE));
  }

  /**
   * {@code struct ether_addr *ether_aton_r(const char *asc, struct ether_addr *addr)}
   *
   * <p>Reads the text form of an address.
   *
   * <p>Differences from C: the text is a Java string; an {@code addr} shorter than {@code struct
   * ether_addr} is an IndexOutOfBoundsException.
   *
   * @param asc the text
   * @param addr receives the address
   * @return {@code addr}, or NULL; errno is left alone
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static MemorySegment ether_aton_r(String asc, MemorySegment addr) {
    try (Arena arena = Arena.ofConfined()) {
      boolean valid =
          Sys.ether_aton_r(Strings.toC(arena, requireNonNull(asc)), Check.bytes(addr, SIZE)) > 0;
      return valid ? addr : MemorySegment.NULL;
    }
  }

  /**
   * {@code int ether_ntohost(char *hostname, const struct ether_addr *addr)}
   *
   * <p>Looks the name of an address up, such as in {@code /etc/ethers}.
   *
   * <p>Differences from C: a {@code hostname} shorter than 1025 bytes is an
   * IndexOutOfBoundsException, as C does not ask for its length.
   *
   * @param hostname receives the name
   * @param addr a {@code struct ether_addr}
   * @return 0, or another number where there is none
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static int ether_ntohost(MemorySegment hostname, MemorySegment addr) {
    return Lookups.ether_ntohost(Check.bytes(hostname, LONGEST_NAME), Check.bytes(addr, SIZE));
  }

  /**
   * {@code int ether_hostton(const char *hostname, struct ether_addr *addr)}
   *
   * <p>Looks the address of a name up, such as in {@code /etc/ethers}.
   *
   * <p>Differences from C: the name is a Java string; an {@code addr} shorter than {@code struct
   * ether_addr} is an IndexOutOfBoundsException.
   *
   * @param hostname the name
   * @param addr receives the address
   * @return 0, or another number where there is none
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static int ether_hostton(String hostname, MemorySegment addr) {
    try (Arena arena = Arena.ofConfined()) {
      return Lookups.ether_hostton(
          Strings.toC(arena, requireNonNull(hostname)), Check.bytes(addr, SIZE));
    }
  }

  /**
   * {@code int ether_line(const char *line, struct ether_addr *addr, char *hostname)}
   *
   * <p>Reads a line of {@code /etc/ethers}: an address and a name.
   *
   * <p>Differences from C: the line is a Java string; a {@code hostname} that may be too short for
   * a name in the line is an IndexOutOfBoundsException, as C does not ask for its length.
   *
   * @param line the line
   * @param addr receives the address
   * @param hostname receives the name
   * @return 0, or -1; errno is left alone
   * @see <a href="https://man7.org/linux/man-pages/man3/ether_aton.3.html">ether_aton(3)</a>
   */
  public static int ether_line(String line, MemorySegment addr, MemorySegment hostname) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = Strings.toC(arena, requireNonNull(line));
      Check.bytes(hostname, text.byteSize());
      return Sys.ether_line(text, Check.bytes(addr, SIZE), hostname);
    }
  }
}
