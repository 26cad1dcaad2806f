/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.net.Inet6Address;

/**
 * {@code struct in6_pktinfo}: where an IPv6 datagram came in, or shall go out (RFC 3542).
 *
 * @param address received: the destination in the packet's header; to send: its source address, or
 *     {@code ::} (ipi6_addr)
 * @param index the interface's index (ipi6_ifindex); when sending, 0 to leave it to the routes
 */
public record In6Pktinfo(Inet6Address address, int index) {}
