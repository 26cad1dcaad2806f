/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_ip_icmp_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <netinet/ip_icmp.h>}: the messages of ICMP.
 *
 * <p>Macros: {@link #ICMP_INFOTYPE}, {@link #ICMP_ADVLEN}.
 *
 * @since 0.1.0
 */
public final class NetinetIpIcmp extends NetinetIp implements netinet_ip_icmp_h {
  private NetinetIpIcmp() {}

  /**
   * {@code int ICMP_INFOTYPE(int type)}
   *
   * <p>Whether a message asks or answers, rather than reports an error.
   *
   * <p>Differences from C: a boolean.
   *
   * @param type {@code ICMP_*}
   * @return true when it does
   * @see <a href="https://man7.org/linux/man-pages/man7/icmp.7.html">icmp(7)</a>
   */
  public static boolean ICMP_INFOTYPE(int type) {
    return type == ICMP_ECHOREPLY
        || type == ICMP_ECHO
        || type == ICMP_ROUTERADVERT
        || type == ICMP_ROUTERSOLICIT
        || type == ICMP_TSTAMP
        || type == ICMP_TSTAMPREPLY
        || type == ICMP_IREQ
        || type == ICMP_IREQREPLY
        || type == ICMP_MASKREQ
        || type == ICMP_MASKREPLY;
  }

  /**
   * {@code int ICMP_ADVLEN(const struct icmp *p)}
   *
   * <p>The length that an error message has at least: its header, and the header and 8 bytes of the
   * packet it is about.
   *
   * <p>Differences from C: none.
   *
   * @param p a {@code struct icmp}
   * @return the length in bytes
   * @see <a href="https://man7.org/linux/man-pages/man7/icmp.7.html">icmp(7)</a>
   */
  public static int ICMP_ADVLEN(MemorySegment p) {
    return 8 + ((p.get(ValueLayout.JAVA_BYTE, 8) & 15) << 2) + 8;
  }
}
