/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.bindings.headers.netinet_in_h.in_addr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.net.Inet4Address;

/** {@code struct in_addr} as an option's value. */
final class InAddr extends FixedSize<Inet4Address> {
  @Override
  public int size() {
    return (int) in_addr.sizeof();
  }

  @Override
  public MemorySegment encode(Inet4Address v, SegmentAllocator allocator) {
    MemorySegment c = allocator.allocate(size(), 4);
    InternetAddresses.put(c, 0, v);
    return c;
  }

  @Override
  public Inet4Address decode(MemorySegment c, int length) {
    return InternetAddresses.inet4(c, 0);
  }
}
