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
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code <netinet/in.h>}: Internet addresses, protocols and options.
 *
 * <p>Functions: {@link #htons}, {@link #htonl}, {@link #ntohs}, {@link #ntohl}, {@link
 * #inet6_opt_init}, {@link #inet6_opt_append}, {@link #inet6_opt_finish}, {@link
 * #inet6_opt_set_val}, {@link #inet6_opt_next}, {@link #inet6_opt_find}, {@link
 * #inet6_opt_get_val}, {@link #inet6_rth_space}, {@link #inet6_rth_init}, {@link #inet6_rth_add},
 * {@link #inet6_rth_reverse}, {@link #inet6_rth_segments}, {@link #inet6_rth_getaddr}. Macros:
 * {@link #IN_CLASSA}, {@link #IN_CLASSB}, {@link #IN_CLASSC}, {@link #IN_CLASSD}, {@link
 * #IN_MULTICAST}, {@link #IN_EXPERIMENTAL}, {@link #IN_BADCLASS}, {@link #IN6_IS_ADDR_UNSPECIFIED},
 * {@link #IN6_IS_ADDR_LOOPBACK}, {@link #IN6_IS_ADDR_LINKLOCAL}, {@link #IN6_IS_ADDR_SITELOCAL},
 * {@link #IN6_IS_ADDR_V4MAPPED}, {@link #IN6_IS_ADDR_V4COMPAT}, {@link #IN6_IS_ADDR_MULTICAST},
 * {@link #IN6_IS_ADDR_MC_NODELOCAL}, {@link #IN6_IS_ADDR_MC_LINKLOCAL}, {@link
 * #IN6_IS_ADDR_MC_SITELOCAL}, {@link #IN6_IS_ADDR_MC_ORGLOCAL}, {@link #IN6_IS_ADDR_MC_GLOBAL},
 * {@link #IN6_ARE_ADDR_EQUAL}, {@link #IP_MSFILTER_SIZE}, {@link #GROUP_FILTER_SIZE}.
 *
 * <p>What C declares here and in {@code <arpa/inet.h>}, htons and its kin, is in {@link ArpaInet}.
 *
 * @since 0.1.0
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
    address.asByteBuffer().put(15, (byte) last); // a segment's accessor would be linked
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

  /**
   * {@code int inet6_opt_init(void *extbuf, socklen_t extlen)}
   *
   * <p>Starts a hop-by-hop or destination header: stores its length.
   *
   * <p>Differences from C: an {@code extlen} beyond {@code extbuf} is an IndexOutOfBoundsException.
   *
   * @param extbuf the header, or NULL to compute how much room is needed
   * @param extlen its length, a multiple of 8, unused with NULL
   * @return the offset of the first option, or -1; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_init(MemorySegment extbuf, int extlen) {
    return ExtensionHeader.init(Check.socklen(extbuf, extlen), extlen);
  }

  /**
   * {@code int inet6_opt_append(void *extbuf, socklen_t extlen, int offset, uint8_t type, socklen_t
   * len, uint8_t align, void **databufp)}
   *
   * <p>Appends an option, after the padding that its alignment needs, and stores where its data
   * belongs; {@link #inet6_opt_set_val} puts it there.
   *
   * <p>Differences from C: an {@code extlen} beyond {@code extbuf} is an IndexOutOfBoundsException.
   * Type and alignment are ints.
   *
   * @param extbuf the header, or NULL to compute how much room is needed
   * @param extlen its length
   * @param offset what the last call returned
   * @param type the type of the option
   * @param len the length of its data
   * @param align 1, 2, 4 or 8, not more than {@code len}
   * @param databufp receives a pointer into the header, unused with NULL
   * @return the offset after the option, or -1; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_append(
      MemorySegment extbuf,
      int extlen,
      int offset,
      int type,
      int len,
      int align,
      MemorySegment databufp) {
    Check.optional(extbuf, Integer.toUnsignedLong(extlen));
    return ExtensionHeader.append(extbuf, extlen, offset, type, len, align, databufp);
  }

  /**
   * {@code int inet6_opt_finish(void *extbuf, socklen_t extlen, int offset)}
   *
   * <p>Pads the header to a multiple of 8 bytes.
   *
   * <p>Differences from C: an {@code extlen} beyond {@code extbuf} is an IndexOutOfBoundsException.
   *
   * @param extbuf the header, or NULL to compute how much room is needed
   * @param extlen its length
   * @param offset what the last call returned
   * @return the length of the header, or -1; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_finish(MemorySegment extbuf, int extlen, int offset) {
    Check.optional(extbuf, Integer.toUnsignedLong(extlen));
    return ExtensionHeader.finish(extbuf, extlen, offset);
  }

  /**
   * {@code int inet6_opt_set_val(void *databuf, int offset, void *val, socklen_t vallen)}
   *
   * <p>Copies a value into the data of an option.
   *
   * <p>Differences from C: what lies outside of its segment is an IndexOutOfBoundsException.
   *
   * @param databuf the data of the option
   * @param offset where in it
   * @param val the value
   * @param vallen its length
   * @return the offset after the value
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_set_val(
      MemorySegment databuf, int offset, MemorySegment val, int vallen) {
    MemorySegment.copy(val, 0, databuf, offset, Integer.toUnsignedLong(vallen));
    return offset + vallen;
  }

  /**
   * {@code int inet6_opt_next(void *extbuf, socklen_t extlen, int offset, uint8_t *typep, socklen_t
   * *lenp, void **databufp)}
   *
   * <p>Finds the next option of a received header that is not padding.
   *
   * <p>Differences from C: an {@code extlen} beyond {@code extbuf} is an IndexOutOfBoundsException.
   *
   * @param extbuf the header
   * @param extlen its length
   * @param offset 0, or what the last call returned
   * @param typep receives the type of the option, a {@code uint8_t}
   * @param lenp receives the length of its data, a {@code socklen_t}
   * @param databufp receives a pointer to its data
   * @return the offset after the option, or -1 at the end or where the header is malformed; errno
   *     is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_next(
      MemorySegment extbuf,
      int extlen,
      int offset,
      MemorySegment typep,
      MemorySegment lenp,
      MemorySegment databufp) {
    Check.bytes(extbuf, Integer.toUnsignedLong(extlen));
    return ExtensionHeader.next(extbuf, extlen, offset, typep, lenp, databufp);
  }

  /**
   * {@code int inet6_opt_find(void *extbuf, socklen_t extlen, int offset, uint8_t type, socklen_t
   * *lenp, void **databufp)}
   *
   * <p>Finds the next option of a type in a received header.
   *
   * <p>Differences from C: an {@code extlen} beyond {@code extbuf} is an IndexOutOfBoundsException.
   * The type is an int.
   *
   * @param extbuf the header
   * @param extlen its length
   * @param offset 0, or what the last call returned
   * @param type the type
   * @param lenp receives the length of its data, a {@code socklen_t}
   * @param databufp receives a pointer to its data
   * @return the offset after the option, or -1 where there is none or the header is malformed;
   *     errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_find(
      MemorySegment extbuf,
      int extlen,
      int offset,
      int type,
      MemorySegment lenp,
      MemorySegment databufp) {
    Check.bytes(extbuf, Integer.toUnsignedLong(extlen));
    return ExtensionHeader.find(extbuf, extlen, offset, type & 0xff, lenp, databufp);
  }

  /**
   * {@code int inet6_opt_get_val(void *databuf, int offset, void *val, socklen_t vallen)}
   *
   * <p>Copies a value out of the data of an option.
   *
   * <p>Differences from C: what lies outside of its segment is an IndexOutOfBoundsException.
   *
   * @param databuf the data of the option
   * @param offset where in it
   * @param val receives the value
   * @param vallen its length
   * @return the offset after the value
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_opt_get_val(
      MemorySegment databuf, int offset, MemorySegment val, int vallen) {
    MemorySegment.copy(databuf, offset, val, 0, Integer.toUnsignedLong(vallen));
    return offset + vallen;
  }

  /**
   * {@code socklen_t inet6_rth_space(int type, int segments)}
   *
   * <p>How many bytes a routing header with so many addresses takes.
   *
   * <p>Differences from C: none.
   *
   * @param type {@code IPV6_RTHDR_TYPE_0}
   * @param segments 0 to 127
   * @return the length, or 0; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_rth_space(int type, int segments) {
    return RoutingHeader.space(type, segments);
  }

  /**
   * {@code void *inet6_rth_init(void *bp, socklen_t bp_len, int type, int segments)}
   *
   * <p>Starts a routing header, without an address yet.
   *
   * <p>Differences from C: a header that does not fit into {@code bp} is an
   * IndexOutOfBoundsException.
   *
   * @param bp receives the header
   * @param bp_len how many bytes there is room for
   * @param type {@code IPV6_RTHDR_TYPE_0}
   * @param segments 0 to 127
   * @return {@code bp}, or NULL; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static MemorySegment inet6_rth_init(MemorySegment bp, int bp_len, int type, int segments) {
    return RoutingHeader.init(bp, bp_len, type, segments);
  }

  /**
   * {@code int inet6_rth_add(void *bp, const struct in6_addr *addr)}
   *
   * <p>Appends an address.
   *
   * <p>Differences from C: an address that the header has room for, but not {@code bp}, is an
   * IndexOutOfBoundsException; more addresses left than the header has room for are -1.
   *
   * @param bp a routing header
   * @param addr a {@code struct in6_addr}
   * @return 0, or -1; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_rth_add(MemorySegment bp, MemorySegment addr) {
    return RoutingHeader.add(bp, addr);
  }

  /**
   * {@code int inet6_rth_reverse(const void *in, void *out)}
   *
   * <p>Makes of a received routing header the one that leads back.
   *
   * <p>Differences from C: a header beyond {@code in} or {@code out} is an
   * IndexOutOfBoundsException.
   *
   * @param in the header
   * @param out receives the other, and may be {@code in}
   * @return 0, or -1; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_rth_reverse(MemorySegment in, MemorySegment out) {
    return RoutingHeader.reverse(in, out);
  }

  /**
   * {@code int inet6_rth_segments(const void *bp)}
   *
   * <p>How many addresses there are in a routing header.
   *
   * <p>Differences from C: none.
   *
   * @param bp a routing header
   * @return the number, or -1; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static int inet6_rth_segments(MemorySegment bp) {
    return RoutingHeader.segments(bp);
  }

  /**
   * {@code struct in6_addr *inet6_rth_getaddr(const void *bp, int index)}
   *
   * <p>An address of a routing header.
   *
   * <p>Differences from C: an address beyond {@code bp} is an IndexOutOfBoundsException.
   *
   * @param bp a routing header
   * @param index 0 for the first
   * @return the address in the header, or NULL; errno is left alone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3542">RFC 3542</a>
   */
  public static MemorySegment inet6_rth_getaddr(MemorySegment bp, int index) {
    return RoutingHeader.address(bp, index);
  }
}
