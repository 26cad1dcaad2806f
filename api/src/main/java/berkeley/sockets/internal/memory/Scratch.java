/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import berkeley.sockets.bindings.Pool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Native memory for copies of heap buffers. A platform thread keeps one for life; virtual threads
 * borrow from a striped pool and give it back before they can be unmounted.
 */
public final class Scratch {
  /** What a scratch grows to; more than that lives for one call. */
  public static final int LIMIT = 1 << 20;

  private static final int SMALLEST = 1 << 13;
  private static final int LINE = 64;
  private static final int PAGE = 1 << 12;

  private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

  private static final Pool<Scratch> POOL =
      new Pool<>() {
        @Override
        protected Scratch make() {
          return new Scratch();
        }
      };

  private MemorySegment kept = MemorySegment.NULL;
  private Arena arena; // of a call too large for the kept memory, else null

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
    if (arena != null) {
      arena.close();
      arena = null;
    }
    if (Thread.currentThread().isVirtual()) {
      POOL.release(this);
    }
  }

  /** Memory of at least that many bytes, valid until {@link #release}. */
  public MemorySegment memory(long n) {
    return n <= kept.byteSize() ? kept : grow(n);
  }

  @SuppressWarnings("MustBeClosedChecker") // release() closes it
  private MemorySegment grow(long n) {
    if (n > LIMIT) {
      arena = Arena.ofConfined();
      return arena.allocate(n, PAGE);
    }
    long size = Math.max(SMALLEST, Long.highestOneBit(2 * n - 1));
    kept = Arena.ofAuto().allocate(size, size < PAGE ? LINE : PAGE);
    return kept;
  }

  /** The heap segment, or if that is null the array from its offset. */
  MemorySegment segment(MemorySegment heap, byte[] array, int offset) {
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
