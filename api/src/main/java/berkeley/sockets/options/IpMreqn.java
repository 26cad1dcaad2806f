/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.ip_mreqn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct ip_mreqn}: an IPv4 multicast group on one interface; see ip(7).
 *
 * @param group the group's address (imr_multiaddr)
 * @param local an address of the interface (imr_address); of no effect if there is an index
 * @param index the interface's index (imr_ifindex), 0 to choose it by {@code local}
 */
public record IpMreqn(SockAddr.Inet4 group, SockAddr.Inet4 local, int index) {
  /** {@code struct ip_mreqn}. */
  static final class Struct extends FixedSize<IpMreqn> {
    @Override
    public int size() {
      return (int) ip_mreqn.sizeof();
    }

    @Override
    public MemorySegment encode(IpMreqn v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      InternetAddresses.put(c, ip_mreqn.imr_multiaddr$offset(), v.group);
      InternetAddresses.put(c, ip_mreqn.imr_address$offset(), v.local);
      ip_mreqn.imr_ifindex(c, v.index);
      return c;
    }

    @Override
    public IpMreqn decode(MemorySegment c, int length) {
      return new IpMreqn(
          InternetAddresses.inet4(c, ip_mreqn.imr_multiaddr$offset()),
          InternetAddresses.inet4(c, ip_mreqn.imr_address$offset()),
          ip_mreqn.imr_ifindex(c));
    }
  }
}
