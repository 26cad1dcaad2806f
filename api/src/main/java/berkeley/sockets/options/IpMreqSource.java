/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_mreq_source;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct ip_mreq_source}: one sender to an IPv4 multicast group on one interface; see ip(7).
 *
 * @param group the group's address (imr_multiaddr)
 * @param local an address of the interface (imr_interface)
 * @param source the sender's address (imr_sourceaddr)
 */
public record IpMreqSource(SockAddr.Inet4 group, SockAddr.Inet4 local, SockAddr.Inet4 source) {
  /** {@code struct ip_mreq_source}. */
  static final class Struct extends FixedSize<IpMreqSource> {
    @Override
    public int size() {
      return (int) ip_mreq_source.sizeof();
    }

    @Override
    public MemorySegment encode(IpMreqSource v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      InternetAddresses.put(c, ip_mreq_source.imr_multiaddr$offset(), v.group);
      InternetAddresses.put(c, ip_mreq_source.imr_interface$offset(), v.local);
      InternetAddresses.put(c, ip_mreq_source.imr_sourceaddr$offset(), v.source);
      return c;
    }

    @Override
    public IpMreqSource decode(MemorySegment c, int length) {
      return new IpMreqSource(
          InternetAddresses.inet4(c, ip_mreq_source.imr_multiaddr$offset()),
          InternetAddresses.inet4(c, ip_mreq_source.imr_interface$offset()),
          InternetAddresses.inet4(c, ip_mreq_source.imr_sourceaddr$offset()));
    }
  }
}
