/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

/**
 * {@code struct packet_mreq}: what a packet socket receives besides its due; see packet(7).
 *
 * @param index the interface's index (mr_ifindex)
 * @param type PACKET_MR_MULTICAST, PACKET_MR_PROMISC, PACKET_MR_ALLMULTI or PACKET_MR_UNICAST
 * @param address the link-layer address (mr_address), at most 8 bytes, empty if the type needs none
 */
public record PacketMreq(int index, int type, byte[] address) {}
