/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.linux.group_filter;
import berkeley.sockets.bindings.linux.in_addr;
import berkeley.sockets.bindings.linux.ip_msfilter;
import berkeley.sockets.bindings.linux.sockaddr_storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <netinet/in.h>}: Internet addresses, protocols and options.
 *
 * <p>Macros: {@link #IN_CLASSA}, {@link #IN_CLASSB}, {@link #IN_CLASSC}, {@link #IN_CLASSD}, {@link
 * #IN_MULTICAST}, {@link #IN_EXPERIMENTAL}, {@link #IN_BADCLASS}, {@link #IN6_IS_ADDR_UNSPECIFIED},
 * {@link #IN6_IS_ADDR_LOOPBACK}, {@link #IN6_IS_ADDR_LINKLOCAL}, {@link #IN6_IS_ADDR_SITELOCAL},
 * {@link #IN6_IS_ADDR_V4MAPPED}, {@link #IN6_IS_ADDR_V4COMPAT}, {@link #IN6_IS_ADDR_MULTICAST},
 * {@link #IN6_IS_ADDR_MC_NODELOCAL}, {@link #IN6_IS_ADDR_MC_LINKLOCAL}, {@link
 * #IN6_IS_ADDR_MC_SITELOCAL}, {@link #IN6_IS_ADDR_MC_ORGLOCAL}, {@link #IN6_IS_ADDR_MC_GLOBAL},
 * {@link #IN6_ARE_ADDR_EQUAL}, {@link #IP_MSFILTER_SIZE}, {@link #GROUP_FILTER_SIZE}.
 *
 * <p>What C declares here and in {@code <arpa/inet.h>}, htons and its kin, is in {@link ArpaInet}.
 */
public final class NetinetIn extends NetinetInConstants {
  private NetinetIn() {}

  /** {@code const struct in6_addr in6addr_any}: {@code ::}. */
  public static final MemorySegment in6addr_any = in6(0);

  /** {@code const struct in6_addr in6addr_loopback}: {@code ::1}. */
  public static final MemorySegment in6addr_loopback = in6(1);

  private static MemorySegment in6(int last) {
    MemorySegment address = Arena.global().allocate(16, 4);
    address.set(ValueLayout.JAVA_BYTE, 15, (byte) last);
    return address.asReadOnly();
  }

  /** 32-bit word {@code i} of an address, in host byte order. */
  private static int word(MemorySegment address, int i) {
    return ArpaInet.ntohl(address.get(ValueLayout.JAVA_INT_UNALIGNED, i * 4L));
  }

  /** The scope of a multicast address, or -1. */
  private static int scope(MemorySegment address) {
    int first = word(address, 0);
    return first >>> 24 == 0xff ? first >>> 16 & 15 : -1;
  }

  /** Whether the first three words are 0, 0 and the one given. */
  private static boolean prefix(MemorySegment address, int third) {
    return word(address, 0) == 0 && word(address, 1) == 0 && word(address, 2) == third;
  }

  /**
   * {@code int IN_CLASSA(in_addr_t a)}
   *
   * <p>Whether an IPv4 address is of class A. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_CLASSA(int a) {
    return (a & 0x80000000) == 0;
  }

  /**
   * {@code int IN_CLASSB(in_addr_t a)}
   *
   * <p>Whether an IPv4 address is of class B. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_CLASSB(int a) {
    return (a & 0xc0000000) == 0x80000000;
  }

  /**
   * {@code int IN_CLASSC(in_addr_t a)}
   *
   * <p>Whether an IPv4 address is of class C. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_CLASSC(int a) {
    return (a & 0xe0000000) == 0xc0000000;
  }

  /**
   * {@code int IN_CLASSD(in_addr_t a)}
   *
   * <p>Whether an IPv4 address is of class D, multicast. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_CLASSD(int a) {
    return (a & 0xf0000000) == 0xe0000000;
  }

  /**
   * {@code int IN_MULTICAST(in_addr_t a)}
   *
   * <p>Whether an IPv4 address is a multicast address. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_MULTICAST(int a) {
    return IN_CLASSD(a);
  }

  /**
   * {@code int IN_EXPERIMENTAL(in_addr_t a)}
   *
   * <p>Whether an IPv4 address starts with three one bits. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_EXPERIMENTAL(int a) {
    return (a & 0xe0000000) == 0xe0000000;
  }

  /**
   * {@code int IN_BADCLASS(in_addr_t a)}
   *
   * <p>Whether an IPv4 address starts with four one bits. The address is in host byte order.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static boolean IN_BADCLASS(int a) {
    return (a & 0xf0000000) == 0xf0000000;
  }

  /**
   * {@code int IN6_IS_ADDR_UNSPECIFIED(const struct in6_addr *a)}
   *
   * <p>Whether an address is {@code ::}.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_UNSPECIFIED(MemorySegment a) {
    return prefix(a, 0) && word(a, 3) == 0;
  }

  /**
   * {@code int IN6_IS_ADDR_LOOPBACK(const struct in6_addr *a)}
   *
   * <p>Whether an address is {@code ::1}.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_LOOPBACK(MemorySegment a) {
    return prefix(a, 0) && word(a, 3) == 1;
  }

  /**
   * {@code int IN6_IS_ADDR_LINKLOCAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is of {@code fe80::/10}.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_LINKLOCAL(MemorySegment a) {
    return (word(a, 0) & 0xffc00000) == 0xfe800000;
  }

  /**
   * {@code int IN6_IS_ADDR_SITELOCAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is of {@code fec0::/10}.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_SITELOCAL(MemorySegment a) {
    return (word(a, 0) & 0xffc00000) == 0xfec00000;
  }

  /**
   * {@code int IN6_IS_ADDR_V4MAPPED(const struct in6_addr *a)}
   *
   * <p>Whether an address is of {@code ::ffff:0:0/96}, an IPv4 address.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_V4MAPPED(MemorySegment a) {
    return prefix(a, 0xffff);
  }

  /**
   * {@code int IN6_IS_ADDR_V4COMPAT(const struct in6_addr *a)}
   *
   * <p>Whether an address is of {@code ::/96}, but neither {@code ::} nor {@code ::1}.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_V4COMPAT(MemorySegment a) {
    return prefix(a, 0) && Integer.compareUnsigned(word(a, 3), 1) > 0;
  }

  /**
   * {@code int IN6_IS_ADDR_MULTICAST(const struct in6_addr *a)}
   *
   * <p>Whether an address is a multicast address.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_MULTICAST(MemorySegment a) {
    return word(a, 0) >>> 24 == 0xff;
  }

  /**
   * {@code int IN6_IS_ADDR_MC_NODELOCAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is multicast of node-local scope.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_MC_NODELOCAL(MemorySegment a) {
    return scope(a) == 1;
  }

  /**
   * {@code int IN6_IS_ADDR_MC_LINKLOCAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is multicast of link-local scope.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_MC_LINKLOCAL(MemorySegment a) {
    return scope(a) == 2;
  }

  /**
   * {@code int IN6_IS_ADDR_MC_SITELOCAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is multicast of site-local scope.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_MC_SITELOCAL(MemorySegment a) {
    return scope(a) == 5;
  }

  /**
   * {@code int IN6_IS_ADDR_MC_ORGLOCAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is multicast of organization-local scope.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_MC_ORGLOCAL(MemorySegment a) {
    return scope(a) == 8;
  }

  /**
   * {@code int IN6_IS_ADDR_MC_GLOBAL(const struct in6_addr *a)}
   *
   * <p>Whether an address is multicast of global scope.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/netinet_in.h.html">POSIX</a>
   */
  public static boolean IN6_IS_ADDR_MC_GLOBAL(MemorySegment a) {
    return scope(a) == 14;
  }

  /**
   * {@code int IN6_ARE_ADDR_EQUAL(const struct in6_addr *a, const struct in6_addr *b)}
   *
   * <p>Whether two addresses are the same.
   *
   * <p>Differences from C: a boolean.
   *
   * @param a the address
   * @param b another
   * @return true when they are
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   */
  public static boolean IN6_ARE_ADDR_EQUAL(MemorySegment a, MemorySegment b) {
    return MemorySegment.mismatch(a, 0, 16, b, 0, 16) < 0;
  }

  /**
   * {@code size_t IP_MSFILTER_SIZE(unsigned numsrc)}
   *
   * <p>The length of an {@code ip_msfilter} with so many sources.
   *
   * <p>Differences from C: an int, as setsockopt takes one.
   *
   * @param numsrc how many sources
   * @return the length in bytes
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IP_MSFILTER_SIZE(int numsrc) {
    return (int) (ip_msfilter.sizeof() + (numsrc - 1) * in_addr.sizeof());
  }

  /**
   * {@code size_t GROUP_FILTER_SIZE(unsigned numsrc)}
   *
   * <p>The length of a {@code group_filter} with so many sources.
   *
   * <p>Differences from C: an int, as setsockopt takes one.
   *
   * @param numsrc how many sources
   * @return the length in bytes
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int GROUP_FILTER_SIZE(int numsrc) {
    return (int) (group_filter.sizeof() + (numsrc - 1) * sockaddr_storage.sizeof());
  }
}
