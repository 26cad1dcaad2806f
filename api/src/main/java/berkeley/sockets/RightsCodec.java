/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/** Descriptors in a control message. Only to send: those received have an owner, the Message. */
final class RightsCodec implements Codec<List<Descriptor>> {
  static final Codec<List<Descriptor>> RIGHTS = new RightsCodec();

  private RightsCodec() {}

  @Override
  public int size() {
    return 0;
  }

  @Override
  public MemorySegment encode(List<Descriptor> value, SegmentAllocator allocator) {
    MemorySegment c = allocator.allocate(JAVA_INT, value.size());
    for (int i = 0; i < value.size(); i++) {
      c.setAtIndex(JAVA_INT, i, value.get(i).fd());
    }
    return c;
  }

  @Override
  public List<Descriptor> decode(MemorySegment bytes, int length) {
    throw new UnsupportedOperationException("received descriptors have an owner");
  }
}
