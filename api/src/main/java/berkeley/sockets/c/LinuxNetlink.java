/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_netlink_h;
import berkeley.sockets.bindings.headers.linux_netlink_h.nlmsghdr;
import java.lang.foreign.MemorySegment;

/**
 * {@code <linux/netlink.h>}: messages to and from the kernel.
 *
 * <p>Macros: {@link #NLMSG_ALIGN}, {@link #NLMSG_LENGTH}, {@link #NLMSG_SPACE}, {@link
 * #NLMSG_DATA}, {@link #NLMSG_OK}, {@link #NLMSG_NEXT}, {@link #NLMSG_PAYLOAD}, {@link #NLA_ALIGN},
 * {@link #NL_MMAP_MSG_ALIGN}.
 *
 * <p>A message is a segment that starts at its header and ends where the received bytes end: C's
 * loop
 *
 * <pre>{@code for (nh = buf; NLMSG_OK(nh, len); nh = NLMSG_NEXT(nh, len))}</pre>
 *
 * works unchanged.
 *
 * @since 0.1.0
 */
public class LinuxNetlink implements linux_netlink_h {
  LinuxNetlink() {} // only for the headers that include this one

  /**
   * {@code unsigned NLMSG_ALIGN(unsigned len)}
   *
   * <p>Rounds a length up to a multiple of {@code NLMSG_ALIGNTO}.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static int NLMSG_ALIGN(int len) {
    return len + NLMSG_ALIGNTO - 1 & -NLMSG_ALIGNTO;
  }

  /**
   * {@code unsigned NLMSG_LENGTH(unsigned len)}
   *
   * <p>The length of a message with so many bytes of payload, as {@code nlmsg_len} has it.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static int NLMSG_LENGTH(int len) {
    return len + NLMSG_HDRLEN;
  }

  /**
   * {@code unsigned NLMSG_SPACE(unsigned len)}
   *
   * <p>The bytes that a message with so many bytes of payload takes.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes of data
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static int NLMSG_SPACE(int len) {
    return NLMSG_ALIGN(NLMSG_LENGTH(len));
  }

  /**
   * {@code void *NLMSG_DATA(struct nlmsghdr *nlh)}
   *
   * <p>The payload of a message.
   *
   * <p>Differences from C: none.
   *
   * @param nlh a {@code struct nlmsghdr}
   * @return the payload, up to the end of {@code nlh}
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static MemorySegment NLMSG_DATA(MemorySegment nlh) {
    return nlh.asSlice(NLMSG_HDRLEN);
  }

  /**
   * {@code int NLMSG_OK(const struct nlmsghdr *nlh, int len)}
   *
   * <p>Whether a whole message is there.
   *
   * <p>Differences from C: a boolean; the end of {@code nlh} counts as well as {@code len}.
   *
   * @param nlh a {@code struct nlmsghdr}
   * @param len how many bytes are left
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static boolean NLMSG_OK(MemorySegment nlh, int len) {
    long room = Math.min(len, nlh.byteSize());
    if (room < nlmsghdr.sizeof()) {
      return false;
    }
    long length = Integer.toUnsignedLong(nlmsghdr.nlmsg_len(nlh));
    return length >= nlmsghdr.sizeof() && length <= room;
  }

  /**
   * {@code struct nlmsghdr *NLMSG_NEXT(struct nlmsghdr *nlh, int len)}
   *
   * <p>The message after this one; call it where {@link #NLMSG_OK} holds.
   *
   * <p>Differences from C: {@code len} is not changed; the segment returned is as long as C's
   * {@code len} would be.
   *
   * @param nlh a {@code struct nlmsghdr}
   * @param len a cell with the bytes left, counted down
   * @return what is left of {@code nlh}
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static MemorySegment NLMSG_NEXT(MemorySegment nlh, int len) {
    return next(nlh, len, NLMSG_ALIGN(nlmsghdr.nlmsg_len(nlh)));
  }

  /**
   * {@code unsigned NLMSG_PAYLOAD(const struct nlmsghdr *nlh, unsigned len)}
   *
   * <p>The bytes of payload after {@code len} bytes of it.
   *
   * <p>Differences from C: none.
   *
   * @param nlh a {@code struct nlmsghdr}
   * @param len how many bytes to leave out
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man3/netlink.3.html">netlink(3)</a>
   */
  public static int NLMSG_PAYLOAD(MemorySegment nlh, int len) {
    return nlmsghdr.nlmsg_len(nlh) - NLMSG_SPACE(len);
  }

  /**
   * {@code unsigned NLA_ALIGN(unsigned len)}
   *
   * <p>Rounds a length up to a multiple of {@code NLA_ALIGNTO}.
   *
   * <p>Differences from C: none.
   *
   * @param len how many bytes
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
   */
  public static int NLA_ALIGN(int len) {
    return len + NLA_ALIGNTO - 1 & -NLA_ALIGNTO;
  }

  /**
   * {@code unsigned NL_MMAP_MSG_ALIGN(unsigned sz)}
   *
   * <p>Rounds a length up to a multiple of {@code NL_MMAP_MSG_ALIGNMENT}.
   *
   * <p>Differences from C: none.
   *
   * @param sz how many bytes
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
   */
  public static int NL_MMAP_MSG_ALIGN(int sz) {
    return sz + NL_MMAP_MSG_ALIGNMENT - 1 & -NL_MMAP_MSG_ALIGNMENT;
  }

  /** What follows an element of {@code step} bytes, within the first {@code len} bytes. */
  static MemorySegment next(MemorySegment element, int len, int step) {
    long room = Math.min(len, element.byteSize());
    return step > room ? element.asSlice(element.byteSize()) : element.asSlice(step, room - step);
  }
}
