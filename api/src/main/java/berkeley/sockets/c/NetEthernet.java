/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.net_ethernet_h;

/**
 * {@code <net/ethernet.h>}: the header of Ethernet and its protocols.
 *
 * <p>Macro: {@link #ETHER_IS_VALID_LEN}.
 *
 * @since 0.1.0
 */
public final class NetEthernet implements net_ethernet_h {
  private NetEthernet() {}

  /**
   * {@code int ETHER_IS_VALID_LEN(int foo)}
   *
   * <p>Whether a frame may be so long.
   *
   * <p>Differences from C: a boolean.
   *
   * @param foo how many bytes a frame has
   * @return true when it may
   * @see <a href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</a>
   */
  public static boolean ETHER_IS_VALID_LEN(int foo) {
    return foo >= ETHER_MIN_LEN && foo <= ETHER_MAX_LEN;
  }
}
