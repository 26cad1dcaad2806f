/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_if_packet_h;

/**
 * {@code <linux/if_packet.h>}: packet sockets.
 *
 * <p>Macro: {@link #TPACKET_ALIGN}.
 *
 * @since 0.1.0
 */
public final class LinuxIfPacket implements linux_if_packet_h {
  private LinuxIfPacket() {}

  /**
   * {@code int TPACKET_ALIGN(int x)}
   *
   * <p>Rounds a length up to a multiple of {@code TPACKET_ALIGNMENT}.
   *
   * <p>Differences from C: none.
   *
   * @param x how many bytes
   * @return the length
   * @see <a href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</a>
   */
  public static int TPACKET_ALIGN(int x) {
    return x + TPACKET_ALIGNMENT - 1 & -TPACKET_ALIGNMENT;
  }
}
