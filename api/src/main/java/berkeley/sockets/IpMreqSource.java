/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.net.Inet4Address;

/**
 * {@code struct ip_mreq_source}: one sender to an IPv4 multicast group on one interface; see ip(7).
 *
 * @param group the group's address (imr_multiaddr)
 * @param local an address of the interface (imr_interface)
 * @param source the sender's address (imr_sourceaddr)
 */
public record IpMreqSource(Inet4Address group, Inet4Address local, Inet4Address source) {}
