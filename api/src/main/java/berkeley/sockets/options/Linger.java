/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.bindings.headers.sys_socket_h.linger;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct linger}: what close(2) does with data not yet sent.
 *
 * @param on whether close lingers; if not, the kernel goes on sending in the background
 * @param seconds how long close waits for the data to be sent; 0 discards it and resets a TCP
 *     connection
 * @since 0.1.0
 */
public record Linger(boolean on, int seconds) {
  /** {@code struct linger}. */
  static final class Struct extends FixedSize<Linger> {
    @Override
    public int size() {
      return (int) linger.sizeof();
    }

    @Override
    public MemorySegment encode(Linger v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      linger.l_onoff(c, v.on ? 1 : 0);
      linger.l_linger(c, v.seconds);
      return c;
    }

    @Override
    public Linger decode(MemorySegment c, int length) {
      return new Linger(linger.l_onoff(c) != 0, linger.l_linger(c));
    }
  }
}
