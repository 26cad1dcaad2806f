/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.ipv6_mreq;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct ipv6_mreq}: an IPv6 multicast group on one interface; see ipv6(7).
 *
 * @param group the group's address (ipv6mr_multiaddr)
 * @param index the interface's index (ipv6mr_interface), 0 for the system's choice
 */
public record Ipv6Mreq(SockAddr.Inet6 group, int index) {
  /** {@code struct ipv6_mreq}. */
  static final class Struct extends FixedSize<Ipv6Mreq> {
    @Override
    public int size() {
      return (int) ipv6_mreq.sizeof();
    }

    @Override
    public MemorySegment encode(Ipv6Mreq v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      InternetAddresses.put(c, ipv6_mreq.ipv6mr_multiaddr$offset(), v.group);
      ipv6_mreq.ipv6mr_interface(c, v.index);
      return c;
    }

    @Override
    public Ipv6Mreq decode(MemorySegment c, int length) {
      return new Ipv6Mreq(
          InternetAddresses.inet6(c, ipv6_mreq.ipv6mr_multiaddr$offset()),
          ipv6_mreq.ipv6mr_interface(c));
    }
  }
}
