/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_ip6_h;

/**
 * {@code <netinet/ip6.h>}: the header of IPv6 and its options.
 *
 * <p>Macro: {@link #IP6OPT_TYPE}.
 *
 * @since 0.1.0
 */
public final class NetinetIp6 extends NetinetIn implements netinet_ip6_h {
  private NetinetIp6() {}

  /**
   * {@code int IP6OPT_TYPE(int o)}
   *
   * <p>What a node does with an option that it does not know.
   *
   * <p>Differences from C: none.
   *
   * @param o the byte of the option
   * @return one of {@code IP6OPT_TYPE_SKIP} to {@code IP6OPT_TYPE_ICMP}
   * @see <a href="https://man7.org/linux/man-pages/man7/ipv6.7.html">ipv6(7)</a>
   */
  public static int IP6OPT_TYPE(int o) {
    return o & 0xc0;
  }
}
