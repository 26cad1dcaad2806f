/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_ip_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <netinet/ip.h>}: the header of IPv4, its options and types of service.
 *
 * <p>Functions: {@link #ihl}, {@link #version}, {@link #ip_hl}, {@link #ip_v}, {@link #ipt_flg},
 * {@link #ipt_oflw}. Macros: {@link #IPTOS_ECN}, {@link #IPTOS_DSCP}, {@link #IPTOS_CLASS}, {@link
 * #IPTOS_TOS}, {@link #IPTOS_PREC}, {@link #IPOPT_COPIED}, {@link #IPOPT_CLASS}, {@link
 * #IPOPT_NUMBER}.
 *
 * <p>jextract leaves bit-fields out; they are read and written here.
 *
 * @since 0.1.0
 */
public class NetinetIp extends NetinetIn implements netinet_ip_h {
  NetinetIp() {} // only for the headers that include this one

  /**
   * {@code struct iphdr *ip; ip->ihl}
   *
   * <p>The length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct iphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int ihl(MemorySegment ip) {
    return ip.get(ValueLayout.JAVA_BYTE, 0) >> 0 & 15;
  }

  /**
   * {@code struct iphdr *ip; ip->ihl = value}
   *
   * <p>Sets the field: the length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct iphdr}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static void ihl(MemorySegment ip, int value) {
    int other = ip.get(ValueLayout.JAVA_BYTE, 0) & 0xf0;
    ip.set(ValueLayout.JAVA_BYTE, 0, (byte) (other | (value & 15) << 0));
  }

  /**
   * {@code struct iphdr *ip; ip->version}
   *
   * <p>The version, 4.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct iphdr}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int version(MemorySegment ip) {
    return ip.get(ValueLayout.JAVA_BYTE, 0) >> 4 & 15;
  }

  /**
   * {@code struct iphdr *ip; ip->version = value}
   *
   * <p>Sets the field: the version, 4.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct iphdr}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static void version(MemorySegment ip, int value) {
    int other = ip.get(ValueLayout.JAVA_BYTE, 0) & 0x0f;
    ip.set(ValueLayout.JAVA_BYTE, 0, (byte) (other | (value & 15) << 4));
  }

  /**
   * {@code struct ip *ip; ip->ip_hl}
   *
   * <p>The length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct ip}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int ip_hl(MemorySegment ip) {
    return ip.get(ValueLayout.JAVA_BYTE, 0) >> 0 & 15;
  }

  /**
   * {@code struct ip *ip; ip->ip_hl = value}
   *
   * <p>Sets the field: the length of the header in 32-bit words.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct ip}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static void ip_hl(MemorySegment ip, int value) {
    int other = ip.get(ValueLayout.JAVA_BYTE, 0) & 0xf0;
    ip.set(ValueLayout.JAVA_BYTE, 0, (byte) (other | (value & 15) << 0));
  }

  /**
   * {@code struct ip *ip; ip->ip_v}
   *
   * <p>The version, 4.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct ip}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int ip_v(MemorySegment ip) {
    return ip.get(ValueLayout.JAVA_BYTE, 0) >> 4 & 15;
  }

  /**
   * {@code struct ip *ip; ip->ip_v = value}
   *
   * <p>Sets the field: the version, 4.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param ip a {@code struct ip}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static void ip_v(MemorySegment ip, int value) {
    int other = ip.get(ValueLayout.JAVA_BYTE, 0) & 0x0f;
    ip.set(ValueLayout.JAVA_BYTE, 0, (byte) (other | (value & 15) << 4));
  }

  /**
   * {@code struct ip_timestamp *option; option->ipt_flg}
   *
   * <p>What is recorded, {@code IPOPT_TS_*}.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param option a {@code struct ip_timestamp}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int ipt_flg(MemorySegment option) {
    return option.get(ValueLayout.JAVA_BYTE, 3) >> 0 & 15;
  }

  /**
   * {@code struct ip_timestamp *option; option->ipt_flg = value}
   *
   * <p>Sets the field: what is recorded, {@code IPOPT_TS_*}.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param option a {@code struct ip_timestamp}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static void ipt_flg(MemorySegment option, int value) {
    int other = option.get(ValueLayout.JAVA_BYTE, 3) & 0xf0;
    option.set(ValueLayout.JAVA_BYTE, 3, (byte) (other | (value & 15) << 0));
  }

  /**
   * {@code struct ip_timestamp *option; option->ipt_oflw}
   *
   * <p>How many hosts found no room.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param option a {@code struct ip_timestamp}
   * @return the value
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int ipt_oflw(MemorySegment option) {
    return option.get(ValueLayout.JAVA_BYTE, 3) >> 4 & 15;
  }

  /**
   * {@code struct ip_timestamp *option; option->ipt_oflw = value}
   *
   * <p>Sets the field: how many hosts found no room.
   *
   * <p>Differences from C: a method, as Java has no bit-fields.
   *
   * @param option a {@code struct ip_timestamp}
   * @param value 0 to 15
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static void ipt_oflw(MemorySegment option, int value) {
    int other = option.get(ValueLayout.JAVA_BYTE, 3) & 0x0f;
    option.set(ValueLayout.JAVA_BYTE, 3, (byte) (other | (value & 15) << 4));
  }

  /**
   * {@code int IPTOS_ECN(int tos)}
   *
   * <p>The congestion bits of a type of service.
   *
   * <p>Differences from C: none.
   *
   * @param tos the byte of the header
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPTOS_ECN(int tos) {
    return tos & IPTOS_ECN_MASK;
  }

  /**
   * {@code int IPTOS_DSCP(int tos)}
   *
   * <p>The code point of a type of service.
   *
   * <p>Differences from C: none.
   *
   * @param tos the byte of the header
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPTOS_DSCP(int tos) {
    return tos & IPTOS_DSCP_MASK;
  }

  /**
   * {@code int IPTOS_CLASS(int tos)}
   *
   * <p>The class selector of a type of service.
   *
   * <p>Differences from C: none.
   *
   * @param tos the byte of the header
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPTOS_CLASS(int tos) {
    return tos & IPTOS_CLASS_MASK;
  }

  /**
   * {@code int IPTOS_TOS(int tos)}
   *
   * <p>The bits of a type of service without its precedence.
   *
   * <p>Differences from C: none.
   *
   * @param tos the byte of the header
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPTOS_TOS(int tos) {
    return tos & IPTOS_TOS_MASK;
  }

  /**
   * {@code int IPTOS_PREC(int tos)}
   *
   * <p>The precedence of a type of service.
   *
   * <p>Differences from C: none.
   *
   * @param tos the byte of the header
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPTOS_PREC(int tos) {
    return tos & IPTOS_PREC_MASK;
  }

  /**
   * {@code int IPOPT_COPIED(int o)}
   *
   * <p>Whether an option is copied into fragments.
   *
   * <p>Differences from C: none.
   *
   * @param o the byte of the option
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPOPT_COPIED(int o) {
    return o & IPOPT_COPY;
  }

  /**
   * {@code int IPOPT_CLASS(int o)}
   *
   * <p>The class of an option.
   *
   * <p>Differences from C: none.
   *
   * @param o the byte of the option
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPOPT_CLASS(int o) {
    return o & IPOPT_CLASS_MASK;
  }

  /**
   * {@code int IPOPT_NUMBER(int o)}
   *
   * <p>The number of an option.
   *
   * <p>Differences from C: none.
   *
   * @param o the byte of the option
   * @return the bits
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static int IPOPT_NUMBER(int o) {
    return o & IPOPT_NUMBER_MASK;
  }
}
