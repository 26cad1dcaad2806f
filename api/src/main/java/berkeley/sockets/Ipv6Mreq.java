/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.net.Inet6Address;

/**
 * {@code struct ipv6_mreq}: an IPv6 multicast group on one interface; see ipv6(7).
 *
 * @param group the group's address (ipv6mr_multiaddr)
 * @param index the interface's index (ipv6mr_interface), 0 for the system's choice
 */
public record Ipv6Mreq(Inet6Address group, int index) {}
