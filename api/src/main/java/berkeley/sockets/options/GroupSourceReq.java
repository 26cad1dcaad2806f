/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.bindings.headers.netinet_in_h.group_source_req;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct group_source_req}: one sender to a multicast group of either Internet family on one
 * interface (RFC 3678).
 *
 * @param index the interface's index (gsr_interface), 0 for the system's choice
 * @param group the group's address (gsr_group); its port does not matter
 * @param source the sender's address (gsr_source); its port does not matter
 * @since 0.1.0
 */
public record GroupSourceReq(int index, SockAddr group, SockAddr source) {
  /** {@code struct group_source_req}. */
  static final class Struct extends FixedSize<GroupSourceReq> {
    @Override
    public int size() {
      return (int) group_source_req.sizeof();
    }

    @Override
    public MemorySegment encode(GroupSourceReq v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      group_source_req.gsr_interface(c, v.index);
      v.group.write(group_source_req.gsr_group(c));
      v.source.write(group_source_req.gsr_source(c));
      return c;
    }

    @Override
    public GroupSourceReq decode(MemorySegment c, int length) {
      return new GroupSourceReq(
          group_source_req.gsr_interface(c),
          AnyAddress.of(group_source_req.gsr_group(c), SockAddrBuffer.CAPACITY),
          AnyAddress.of(group_source_req.gsr_source(c), SockAddrBuffer.CAPACITY));
    }
  }
}
