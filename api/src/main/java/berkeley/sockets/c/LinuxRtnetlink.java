/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_rtnetlink_h;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.ifaddrmsg;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.ifinfomsg;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.rtattr;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.rtmsg;
import berkeley.sockets.bindings.headers.linux_rtnetlink_h.rtnexthop;
import java.lang.foreign.MemorySegment;

/**
 * {@code <linux/rtnetlink.h>}: routes, links and addresses as the kernel tells them.
 *
 * <p>Macros: {@link #RTA_ALIGN}, {@link #RTA_LENGTH}, {@link #RTA_SPACE}, {@link #RTA_DATA}, {@link
 * #RTA_OK}, {@link #RTNH_ALIGN}, {@link #RTNH_LENGTH}, {@link #RTNH_SPACE}, {@link #RTNH_DATA},
 * {@link #RTNH_OK}, {@link #RTA_NEXT}, {@link #RTA_PAYLOAD}, {@link #RTNH_NEXT}, {@link #RTM_RTA},
 * {@link #RTM_PAYLOAD}, {@link #IFLA_RTA}, {@link #IFLA_PAYLOAD}, {@link #IFA_RTA}, {@link
 * #IFA_PAYLOAD}, {@link #RTM_FAM}, {@link #IFLA_STATS_FILTER_BIT}.
 *
 * <p>An attribute is a segment that starts at its header and ends where its message ends: C's loop
 *
 * <pre>{@code for (rta = IFLA_RTA(ifi); RTA_OK(rta, len); rta = RTA_NEXT(rta, len))}</pre>
 *
 * works unchanged.
 *
 * @since 0.1.0
 */
public final class LinuxRtnetlink extends LinuxNetlink implements linux_rtnetlink_h {
  private LinuxRtnetlink() {}

  /**
   * {@code unsigned RTA_ALIGN(unsigned len)}
   *
   * <p>Rounds a length up to a multiple of {@code RTA_ALIGNTO}.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static int RTA_ALIGN(int len) {
    return len + RTA_ALIGNTO - 1 & -RTA_ALIGNTO;
  }

  /**
   * {@code unsigned RTA_LENGTH(unsigned len)}
   *
   * <p>The length of an attribute with so many bytes of data, as {@code rta_len} has it.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static int RTA_LENGTH(int len) {
    return RTA_ALIGN((int) rtattr.sizeof()) + len;
  }

  /**
   * {@code unsigned RTA_SPACE(unsigned len)}
   *
   * <p>The bytes that an attribute with so many bytes of data takes.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static int RTA_SPACE(int len) {
    return RTA_ALIGN(RTA_LENGTH(len));
  }

  /**
   * {@code void *RTA_DATA(struct rtattr *rta)}
   *
   * <p>The data of an attribute.
   *
   * <p>Differences from C: none.
   *
   * @param rta a {@code struct rtattr}
   * @return the data, up to the end of {@code rta}
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static MemorySegment RTA_DATA(MemorySegment rta) {
    return rta.asSlice(RTA_LENGTH(0));
  }

  /**
   * {@code int RTA_OK(const struct rtattr *rta, int len)}
   *
   * <p>Whether the whole of an attribute is there.
   *
   * <p>Differences from C: a boolean; the end of {@code rta} counts as well as {@code len}.
   *
   * @param rta a {@code struct rtattr}
   * @param len how many bytes are left
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static boolean RTA_OK(MemorySegment rta, int len) {
    long room = Math.min(len, rta.byteSize());
    if (room < rtattr.sizeof()) {
      return false;
    }
    int length = Short.toUnsignedInt(rtattr.rta_len(rta));
    return length >= rtattr.sizeof() && length <= room;
  }

  /**
   * {@code unsigned RTNH_ALIGN(unsigned len)}
   *
   * <p>Rounds a length up to a multiple of {@code RTNH_ALIGNTO}.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int RTNH_ALIGN(int len) {
    return len + RTNH_ALIGNTO - 1 & -RTNH_ALIGNTO;
  }

  /**
   * {@code unsigned RTNH_LENGTH(unsigned len)}
   *
   * <p>The length of a next hop with so many bytes of data, as {@code rtnh_len} has it.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int RTNH_LENGTH(int len) {
    return RTNH_ALIGN((int) rtnexthop.sizeof()) + len;
  }

  /**
   * {@code unsigned RTNH_SPACE(unsigned len)}
   *
   * <p>The bytes that a next hop with so many bytes of data takes.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int RTNH_SPACE(int len) {
    return RTNH_ALIGN(RTNH_LENGTH(len));
  }

  /**
   * {@code void *RTNH_DATA(struct rtnexthop *rtnh)}
   *
   * <p>The data of a next hop.
   *
   * <p>Differences from C: none.
   *
   * @param rtnh a {@code struct rtnexthop}
   * @return the data, up to the end of {@code rtnh}
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static MemorySegment RTNH_DATA(MemorySegment rtnh) {
    return rtnh.asSlice(RTNH_LENGTH(0));
  }

  /**
   * {@code int RTNH_OK(const struct rtnexthop *rtnh, int len)}
   *
   * <p>Whether the whole of a next hop is there.
   *
   * <p>Differences from C: a boolean; the end of {@code rtnh} counts as well as {@code len}.
   *
   * @param rtnh a {@code struct rtnexthop}
   * @param len how many bytes are left
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static boolean RTNH_OK(MemorySegment rtnh, int len) {
    long room = Math.min(len, rtnh.byteSize());
    if (room < rtnexthop.sizeof()) {
      return false;
    }
    int length = Short.toUnsignedInt(rtnexthop.rtnh_len(rtnh));
    return length >= rtnexthop.sizeof() && length <= room;
  }

  /**
   * {@code struct rtattr *RTA_NEXT(struct rtattr *rta, int attrlen)}
   *
   * <p>The attribute after this one; call it where {@link #RTA_OK} holds.
   *
   * <p>Differences from C: {@code attrlen} is not changed; the segment returned is as long as C's
   * {@code attrlen} would be.
   *
   * @param rta a {@code struct rtattr}
   * @param attrlen a cell with the bytes left, counted down
   * @return what is left of {@code rta}
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static MemorySegment RTA_NEXT(MemorySegment rta, int attrlen) {
    return LinuxNetlink.next(rta, attrlen, RTA_ALIGN(Short.toUnsignedInt(rtattr.rta_len(rta))));
  }

  /**
   * {@code unsigned RTA_PAYLOAD(const struct rtattr *rta)}
   *
   * <p>The bytes of data of an attribute.
   *
   * <p>Differences from C: none.
   *
   * @param rta a {@code struct rtattr}
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/rtnetlink.3.html">rtnetlink(3)</a>
   */
  public static int RTA_PAYLOAD(MemorySegment rta) {
    return Short.toUnsignedInt(rtattr.rta_len(rta)) - RTA_LENGTH(0);
  }

  /**
   * {@code struct rtnexthop *RTNH_NEXT(struct rtnexthop *rtnh)}
   *
   * <p>The next hop after this one; call it where {@link #RTNH_OK} holds.
   *
   * <p>Differences from C: none.
   *
   * @param rtnh a {@code struct rtnexthop}
   * @return what is left of {@code rtnh}
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static MemorySegment RTNH_NEXT(MemorySegment rtnh) {
    return LinuxNetlink.next(
        rtnh, Integer.MAX_VALUE, RTNH_ALIGN(Short.toUnsignedInt(rtnexthop.rtnh_len(rtnh))));
  }

  /**
   * {@code struct rtattr *RTM_RTA(struct rtmsg *r)}
   *
   * <p>The first attribute of a route.
   *
   * <p>Differences from C: none.
   *
   * @param r a {@code struct rtmsg}
   * @return the attribute, up to the end of {@code r}
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static MemorySegment RTM_RTA(MemorySegment r) {
    return r.asSlice(LinuxNetlink.NLMSG_ALIGN((int) rtmsg.sizeof()));
  }

  /**
   * {@code unsigned RTM_PAYLOAD(const struct nlmsghdr *n)}
   *
   * <p>The bytes of attributes of a route.
   *
   * <p>Differences from C: none.
   *
   * @param n the {@code struct nlmsghdr}
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int RTM_PAYLOAD(MemorySegment n) {
    return LinuxNetlink.NLMSG_PAYLOAD(n, (int) rtmsg.sizeof());
  }

  /**
   * {@code struct rtattr *IFLA_RTA(struct ifinfomsg *r)}
   *
   * <p>The first attribute of a link.
   *
   * <p>Differences from C: none.
   *
   * @param r a {@code struct ifinfomsg}
   * @return the attribute, up to the end of {@code r}
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static MemorySegment IFLA_RTA(MemorySegment r) {
    return r.asSlice(LinuxNetlink.NLMSG_ALIGN((int) ifinfomsg.sizeof()));
  }

  /**
   * {@code unsigned IFLA_PAYLOAD(const struct nlmsghdr *n)}
   *
   * <p>The bytes of attributes of a link.
   *
   * <p>Differences from C: none.
   *
   * @param n the {@code struct nlmsghdr}
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int IFLA_PAYLOAD(MemorySegment n) {
    return LinuxNetlink.NLMSG_PAYLOAD(n, (int) ifinfomsg.sizeof());
  }

  /**
   * {@code struct rtattr *IFA_RTA(struct ifaddrmsg *r)}
   *
   * <p>The first attribute of an address.
   *
   * <p>Differences from C: none.
   *
   * @param r a {@code struct ifaddrmsg}
   * @return the attribute, up to the end of {@code r}
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static MemorySegment IFA_RTA(MemorySegment r) {
    return r.asSlice(LinuxNetlink.NLMSG_ALIGN((int) ifaddrmsg.sizeof()));
  }

  /**
   * {@code unsigned IFA_PAYLOAD(const struct nlmsghdr *n)}
   *
   * <p>The bytes of attributes of an address.
   *
   * <p>Differences from C: none.
   *
   * @param n the {@code struct nlmsghdr}
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int IFA_PAYLOAD(MemorySegment n) {
    return LinuxNetlink.NLMSG_PAYLOAD(n, (int) ifaddrmsg.sizeof());
  }

  /**
   * {@code int RTM_FAM(int cmd)}
   *
   * <p>The number of the object that a message type is about.
   *
   * <p>Differences from C: none.
   *
   * @param cmd the message type
   * @return the number
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int RTM_FAM(int cmd) {
    return cmd - RTM_BASE >> 2;
  }

  /**
   * {@code int IFLA_STATS_FILTER_BIT(int ATTR)}
   *
   * <p>The bit that asks for a kind of statistics.
   *
   * <p>Differences from C: none.
   *
   * @param ATTR {@code IFLA_STATS_*}
   * @return the bit
   * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
   */
  public static int IFLA_STATS_FILTER_BIT(int ATTR) {
    return 1 << ATTR - 1;
  }
}
