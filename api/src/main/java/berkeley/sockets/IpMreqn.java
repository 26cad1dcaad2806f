/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.net.Inet4Address;

/**
 * {@code struct ip_mreqn}: an IPv4 multicast group on one interface; see ip(7).
 *
 * @param group the group's address (imr_multiaddr)
 * @param local an address of the interface (imr_address); of no effect if there is an index
 * @param index the interface's index (imr_ifindex), 0 to choose it by {@code local}
 */
public record IpMreqn(Inet4Address group, Inet4Address local, int index) {}
