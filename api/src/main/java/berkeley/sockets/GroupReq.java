/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct group_req}: a multicast group of either Internet family on one interface (RFC
 * 3678).
 *
 * @param index the interface's index (gr_interface), 0 for the system's choice
 * @param group the group's address (gr_group); its port does not matter
 */
public record GroupReq(int index, SockAddr group) {}
