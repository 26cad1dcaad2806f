/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.bindings.headers.linux_if_packet_h.packet_mreq;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * {@code struct packet_mreq}: what a packet socket receives besides its due; see packet(7).
 *
 * @param index the interface's index (mr_ifindex)
 * @param type PACKET_MR_MULTICAST, PACKET_MR_PROMISC, PACKET_MR_ALLMULTI or PACKET_MR_UNICAST
 * @param address the link-layer address (mr_address), at most 8 bytes, empty if the type needs none
 * @since 0.1.0
 */
public record PacketMreq(int index, int type, byte[] address) {
  /** {@code struct packet_mreq}. */
  static final class Struct extends FixedSize<PacketMreq> {
    @Override
    public int size() {
      return (int) packet_mreq.sizeof();
    }

    @Override
    public MemorySegment encode(PacketMreq v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      packet_mreq.mr_ifindex(c, v.index);
      packet_mreq.mr_type(c, v.type);
      packet_mreq.mr_alen(c, v.address.length);
      packet_mreq.mr_address(c).copyFrom(MemorySegment.ofArray(v.address));
      return c;
    }

    @Override
    public PacketMreq decode(MemorySegment c, int length) {
      return new PacketMreq(
          packet_mreq.mr_ifindex(c),
          packet_mreq.mr_type(c) & 0xffff,
          packet_mreq.mr_address(c).toArray(ValueLayout.JAVA_BYTE));
    }
  }
}
