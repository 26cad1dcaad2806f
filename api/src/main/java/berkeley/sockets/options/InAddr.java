/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.in_addr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** {@code struct in_addr} as an option's value. */
final class InAddr extends FixedSize<SockAddr.Inet4> {
  @Override
  public int size() {
    return (int) in_addr.sizeof();
  }

  @Override
  public MemorySegment encode(SockAddr.Inet4 v, SegmentAllocator allocator) {
    MemorySegment c = allocator.allocate(size(), 4);
    InternetAddresses.put(c, 0, v);
    return c;
  }

  @Override
  public SockAddr.Inet4 decode(MemorySegment c, int length) {
    return InternetAddresses.inet4(c, 0);
  }
}
