/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import berkeley.sockets.bindings.Malloc;
import berkeley.sockets.bindings.Pool;
import java.lang.foreign.MemorySegment;

/**
 * Memory for long copies, a call's from {@link #acquire} to {@link #release}. A fixed number of
 * blocks is kept for all threads together; what more threads need at a time is given back to the
 * system.
 */
final class Blocks {
  /** A piece of a stream, and what may stand before it. */
  private static final long SIZE = Scratch.PIECE + (1 << 12);

  private static final Pool<MemorySegment> POOL =
      new Pool<>() {
        @Override
        protected MemorySegment make() {
          return Malloc.allocate(SIZE);
        }
      };

  private Blocks() {}

  /** Memory of at least that many bytes, with anything in it. */
  static MemorySegment acquire(long n) {
    return n <= SIZE ? POOL.acquire() : Malloc.allocate(n);
  }

  static void release(MemorySegment block) {
    MemorySegment surplus = block.byteSize() == SIZE ? POOL.exchange(block) : block;
    if (surplus != null) {
      Malloc.free(surplus);
    }
  }
}
