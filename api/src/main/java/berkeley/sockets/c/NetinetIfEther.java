/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_if_ether_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <netinet/if_ether.h>}: ARP on Ethernet.
 *
 * <p>The constants that C brings in from here are in {@link NetEthernet} and {@link NetIfArp}.
 *
 * @since 0.1.0
 */
public class NetinetIfEther extends NetIfArp implements netinet_if_ether_h {
  NetinetIfEther() {} // only for the headers that include this one

  /**
   * {@code ETHER_MAP_IP_MULTICAST(struct in_addr *ipaddr, uint8_t enaddr[ETH_ALEN])}
   *
   * <p>Stores the Ethernet address to which packets to an IPv4 multicast address go.
   *
   * <p>Differences from C: none.
   *
   * @param ipaddr a {@code struct in_addr}
   * @param enaddr receives the 6 bytes
   * @see <a href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</a>
   * @see <a href="https://www.rfc-editor.org/rfc/rfc1112">RFC 1112</a>
   */
  public static void ETHER_MAP_IP_MULTICAST(MemorySegment ipaddr, MemorySegment enaddr) {
    enaddr.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x01);
    enaddr.set(ValueLayout.JAVA_BYTE, 1, (byte) 0x00);
    enaddr.set(ValueLayout.JAVA_BYTE, 2, (byte) 0x5e);
    enaddr.set(ValueLayout.JAVA_BYTE, 3, (byte) (ipaddr.get(ValueLayout.JAVA_BYTE, 1) & 0x7f));
    enaddr.set(ValueLayout.JAVA_BYTE, 4, ipaddr.get(ValueLayout.JAVA_BYTE, 2));
    enaddr.set(ValueLayout.JAVA_BYTE, 5, ipaddr.get(ValueLayout.JAVA_BYTE, 3));
  }
}
