/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.in6_pktinfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct in6_pktinfo}: where an IPv6 datagram came in, or shall go out (RFC 3542).
 *
 * @param address received: the destination in the packet's header; to send: its source address, or
 *     {@code ::} (ipi6_addr)
 * @param index the interface's index (ipi6_ifindex); when sending, 0 to leave it to the routes
 */
public record In6Pktinfo(SockAddr.Inet6 address, int index) {
  /** {@code struct in6_pktinfo}. */
  static final class Struct extends FixedSize<In6Pktinfo> {
    @Override
    public int size() {
      return (int) in6_pktinfo.sizeof();
    }

    @Override
    public MemorySegment encode(In6Pktinfo v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      InternetAddresses.put(c, in6_pktinfo.ipi6_addr$offset(), v.address);
      in6_pktinfo.ipi6_ifindex(c, v.index);
      return c;
    }

    @Override
    public In6Pktinfo decode(MemorySegment c, int length) {
      return new In6Pktinfo(
          InternetAddresses.inet6(c, in6_pktinfo.ipi6_addr$offset()), in6_pktinfo.ipi6_ifindex(c));
    }
  }
}
