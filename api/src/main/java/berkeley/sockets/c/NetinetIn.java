/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_in_h.group_filter;
import berkeley.sockets.bindings.headers.netinet_in_h.in_addr;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_msfilter;
import berkeley.sockets.bindings.headers.sys_socket_h.sockaddr_storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code <netinet/in.h>}: Internet addresses, protocols and options.
 *
 * <p>What C declares here and in {@code <arpa/inet.h>}, htons and its kin, is here.
 */
public class NetinetIn extends SysSocket implements netinet_in_h {
  NetinetIn() {} // only for the headers that include this one

  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /**
   * {@code uint16_t htons(uint16_t hostshort)}
   *
   * <p>Turns a 16-bit number, such as a port, into network byte order.
   *
   * <p>Differences from C: takes the low 16 bits of an int, and returns a signed short with these
   * bits.
   *
   * @param hostshort in the order of this machine
   * @return the 16 bits in network byte order
   * @see <a href="https://man7.org/linux/man-pages/man3/byteorder.3.html">byteorder(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/htons.html">POSIX</a>
   */
  public static short htons(int hostshort) {
    short host = (short) hostshort;
    return LITTLE ? Short.reverseBytes(host) : host;
  }

  /**
   * {@code uint32_t htonl(uint32_t hostlong)}
   *
   * <p>Turns a 32-bit number into network byte order.
   *
   * <p>Differences from C: Java has no unsigned int: the bits count.
   *
   * @param hostlong in the order of this machine
   * @return the 32 bits in network byte order
   * @see <a href="https://man7.org/linux/man-pages/man3/byteorder.3.html">byteorder(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/htons.html">POSIX</a>
   */
  public static int htonl(int hostlong) {
    return LITTLE ? Integer.reverseBytes(hostlong) : hostlong;
  }

  /**
   * {@code uint16_t ntohs(uint16_t netshort)}
   *
   * <p>Turns 16 bits from network byte order into a number.
   *
   * <p>Differences from C: returns an int, so that a port above 32767 is not negative.
   *
   * @param netshort in network byte order
   * @return the number, 0 to 65535
   * @see <a href="https://man7.org/linux/man-pages/man3/byteorder.3.html">byteorder(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/htons.html">POSIX</a>
   */
  public static int ntohs(int netshort) {
    return Short.toUnsignedInt(htons(netshort));
  }

  /**
   * {@code uint32_t ntohl(uint32_t netlong)}
   *
   * <p>Turns 32 bits from network byte order into a number.
   *
   * <p>Differences from C: Java has no unsigned int: the bits count.
   *
   * @param netlong in network byte order
   * @return the number; {@link Integer#toUnsignedLong} where its top bit matters
   * @see <a href="https://man7.org/linux/man-pages/man3/byteorder.3.html">byteorder(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/htons.html">POSIX</a>
   */
  public static int ntohl(int netlong) {
    return htonl(netlong);
  }

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
    return ntohl(address.get(ValueLayout.JAVA_INT_UNALIGNED, i * 4L));
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
