/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;

/** {@code struct sockaddr} of any family, as long as C says. */
final class AnyAddress implements Codec<SockAddr> {
  @Override
  public int size() {
    return SockAddrBuffer.CAPACITY;
  }

  /** SO_PEERNAME is refused where there is room for more than the address. */
  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public MemorySegment encode(SockAddr v, SegmentAllocator allocator) {
    MemorySegment c = allocator.allocate(size(), 8);
    return c.asSlice(0, v.write(c));
  }

  @Override
  public SockAddr decode(MemorySegment c, int length) {
    return of(c, Math.min(length, SockAddrBuffer.CAPACITY)); // none is longer
  }

  /** Of too few bytes for a family, one of none. */
  static SockAddr of(MemorySegment c, int length) {
    @Nullable SockAddr address = SockAddr.read(c, length);
    return address != null ? address : new SockAddr.Opaque(Domain.UNSPEC, new byte[0]);
  }
}
