/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct group_source_req}: one sender to a multicast group of either Internet family on one
 * interface (RFC 3678).
 *
 * @param index the interface's index (gsr_interface), 0 for the system's choice
 * @param group the group's address (gsr_group); its port does not matter
 * @param source the sender's address (gsr_source); its port does not matter
 */
public record GroupSourceReq(int index, SockAddr group, SockAddr source) {}
