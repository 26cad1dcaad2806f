/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <net/if_arp.h>}: the hardware types and the header of ARP. */
public final class NetIfArp extends NetIfArpConstants {
  private NetIfArp() {}
}
