/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.netinet_in_h;

/**
 * A protocol, the third argument of socket(2). What a number means depends on the domain; the names
 * are those of the internet protocols.
 *
 * @param value the number in C
 * @since 0.1.0
 */
public record Protocol(int value) {

  private static final ConstantNames NAMES = new ConstantNames();

  /** {@code IPPROTO_IP}, 0: the usual one of the domain and type. */
  public static final Protocol DEFAULT = known(netinet_in_h.IPPROTO_IP, "IPPROTO_IP");

  /** {@code IPPROTO_TCP}: tcp(7). */
  public static final Protocol TCP = known(netinet_in_h.IPPROTO_TCP, "IPPROTO_TCP");

  /** {@code IPPROTO_UDP}: udp(7). */
  public static final Protocol UDP = known(netinet_in_h.IPPROTO_UDP, "IPPROTO_UDP");

  /** {@code IPPROTO_UDPLITE}: udplite(7). */
  public static final Protocol UDPLITE = known(netinet_in_h.IPPROTO_UDPLITE, "IPPROTO_UDPLITE");

  /** {@code IPPROTO_SCTP}: stream control transmission. */
  public static final Protocol SCTP = known(netinet_in_h.IPPROTO_SCTP, "IPPROTO_SCTP");

  /** {@code IPPROTO_MPTCP}: TCP over several paths. */
  public static final Protocol MPTCP = known(netinet_in_h.IPPROTO_MPTCP, "IPPROTO_MPTCP");

  /** {@code IPPROTO_ICMP}: icmp(7). */
  public static final Protocol ICMP = known(netinet_in_h.IPPROTO_ICMP, "IPPROTO_ICMP");

  /** {@code IPPROTO_ICMPV6}: ICMP of IPv6. */
  public static final Protocol ICMPV6 = known(netinet_in_h.IPPROTO_ICMPV6, "IPPROTO_ICMPV6");

  /** {@code IPPROTO_RAW}: raw IP with headers. */
  public static final Protocol RAW = known(netinet_in_h.IPPROTO_RAW, "IPPROTO_RAW");

  private static Protocol known(int value, String name) {
    return new Protocol(NAMES.put(value, name));
  }

  /** The name in C, such as {@code IPPROTO_TCP}, or the number where it has none here. */
  @Override
  public String toString() {
    return value == 0 ? "0" : NAMES.get(value);
  }
}
