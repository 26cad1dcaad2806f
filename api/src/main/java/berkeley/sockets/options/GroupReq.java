/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.bindings.headers.netinet_in_h.group_req;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct group_req}: a multicast group of either Internet family on one interface (RFC
 * 3678).
 *
 * @param index the interface's index (gr_interface), 0 for the system's choice
 * @param group the group's address (gr_group); its port does not matter
 * @since 0.1.0
 */
public record GroupReq(int index, SockAddr group) {
  /** {@code struct group_req}. */
  static final class Struct extends FixedSize<GroupReq> {
    @Override
    public int size() {
      return (int) group_req.sizeof();
    }

    @Override
    public MemorySegment encode(GroupReq v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      group_req.gr_interface(c, v.index);
      v.group.write(group_req.gr_group(c));
      return c;
    }

    @Override
    public GroupReq decode(MemorySegment c, int length) {
      return new GroupReq(
          group_req.gr_interface(c), AnyAddress.of(group_req.gr_group(c), SockAddrBuffer.CAPACITY));
    }
  }
}
