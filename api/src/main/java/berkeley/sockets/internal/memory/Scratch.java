/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import berkeley.sockets.bindings.Pool;
import berkeley.sockets.bindings.Slab;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for copies of heap buffers. For short ones a platform thread keeps a little for
 * life; virtual threads borrow from a pool and give it back before they can be unmounted. For
 * longer ones all threads share {@link Blocks}, so that what threads keep does not add up.
 */
public final class Scratch {
  /**
   * How much of a long buffer is copied, or lent to the kernel, at a time. Memory is not the only
   * reason: a thread inside a call that lends heap memory holds up the garbage collector.
   */
  public static final int PIECE = 1 << 18;

  private static final int SHORT = 1 << 12;
  private static final int LONG = 1 << 14;

  /** Both aligned to a page: other copies cost more. */
  private static final Slab SHORT_ONES = new Slab(SHORT, SHORT, 4);

  private static final Slab LONG_ONES = new Slab(LONG, SHORT, 1);

  private static final PerThread<Scratch> OWN =
      new PerThread<>() {
        @Override
        protected Scratch make() {
          return new Scratch();
        }
      };

  private static final Pool<Scratch> POOL =
      new Pool<>() {
        @Override
        protected Scratch make() {
          return new Scratch();
        }
      };

  private MemorySegment kept = MemorySegment.NULL;
  private @Nullable MemorySegment block; // of a call too large for the kept memory, else null

  private final SegmentCache segments = new SegmentCache();

  /** How many receives go straight through a copy before the next tries without one. */
  int skip;

  /** How many the last miss asked for. */
  int penalty;

  private Scratch() {}

  public static Scratch acquire() {
    return Thread.currentThread().isVirtual() ? POOL.acquire() : OWN.get();
  }

  public void release() {
    if (block != null) {
      Blocks.release(block);
      block = null;
    }
    if (Thread.currentThread().isVirtual()) {
      POOL.release(this);
    }
  }

  /** Memory of at least that many bytes, valid until {@link #release}; to be asked for once. */
  public MemorySegment memory(long n) {
    return n <= kept.byteSize() ? kept : grow(n);
  }

  private MemorySegment grow(long n) {
    if (n > LONG) {
      block = Blocks.acquire(n);
      return block;
    }
    kept = (n > SHORT ? LONG_ONES : SHORT_ONES).allocate();
    return kept;
  }

  /** The heap segment, or where there is an array that from its offset. */
  MemorySegment segment(MemorySegment heap, byte @Nullable [] array, int offset) {
    return array == null ? heap : segments.of(array, offset);
  }

  /** A buffer that has no array, from its position to its capacity. */
  public static MemorySegment segment(ByteBuffer direct) {
    Scratch scratch = acquire();
    MemorySegment segment = scratch.segments.of(direct);
    scratch.release();
    return segment;
  }
}
