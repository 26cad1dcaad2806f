/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.net.Inet4Address;

/**
 * {@code struct in_pktinfo}: where an IPv4 datagram came in, or shall go out; see ip(7).
 *
 * @param index the interface's index (ipi_ifindex); when sending, 0 to leave it to the routes
 * @param local received: the local address of the packet; to send: its source address, or 0.0.0.0
 *     (ipi_spec_dst)
 * @param destination received: the destination in the packet's header; to send: of no effect
 *     (ipi_addr)
 */
public record InPktinfo(int index, Inet4Address local, Inet4Address destination) {}
