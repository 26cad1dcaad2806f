/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.in_pktinfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct in_pktinfo}: where an IPv4 datagram came in, or shall go out; see ip(7).
 *
 * @param index the interface's index (ipi_ifindex); when sending, 0 to leave it to the routes
 * @param local received: the local address of the packet; to send: its source address, or 0.0.0.0
 *     (ipi_spec_dst)
 * @param destination received: the destination in the packet's header; to send: of no effect
 *     (ipi_addr)
 */
public record InPktinfo(int index, SockAddr.Inet4 local, SockAddr.Inet4 destination) {
  /** {@code struct in_pktinfo}. */
  static final class Struct extends FixedSize<InPktinfo> {
    @Override
    public int size() {
      return (int) in_pktinfo.sizeof();
    }

    @Override
    public MemorySegment encode(InPktinfo v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      in_pktinfo.ipi_ifindex(c, v.index);
      InternetAddresses.put(c, in_pktinfo.ipi_spec_dst$offset(), v.local);
      InternetAddresses.put(c, in_pktinfo.ipi_addr$offset(), v.destination);
      return c;
    }

    @Override
    public InPktinfo decode(MemorySegment c, int length) {
      return new InPktinfo(
          in_pktinfo.ipi_ifindex(c),
          InternetAddresses.inet4(c, in_pktinfo.ipi_spec_dst$offset()),
          InternetAddresses.inet4(c, in_pktinfo.ipi_addr$offset()));
    }
  }
}
