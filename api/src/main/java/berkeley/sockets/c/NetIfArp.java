/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.net_if_arp_h;

/**
 * {@code <net/if_arp.h>}: the hardware types and the header of ARP.
 *
 * @since 0.1.0
 */
public class NetIfArp extends SysSocket implements net_if_arp_h {
  NetIfArp() {} // only for the headers that include this one
}
