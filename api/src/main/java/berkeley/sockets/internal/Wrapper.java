/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;

/**
 * The segment last made for an array or a direct buffer. Programs use the same one again and again;
 * making a segment for each call would cost an object that escape analysis seldom removes.
 */
final class Wrapper {
  private static final WeakReference<Wrapper> NONE = new WeakReference<>(null);

  private final Object wrapped;
  private final int offset;
  private final MemorySegment segment;

  private Wrapper(Object wrapped, int offset, MemorySegment segment) {
    this.wrapped = wrapped;
    this.offset = offset;
    this.segment = segment;
  }

  /** Remembers one wrapper, without keeping what it wraps alive. */
  static final class Memory {
    private WeakReference<Wrapper> last = NONE;

    /** An array from an offset to its end. */
    MemorySegment of(byte[] array, int offset) {
      Wrapper found = last.get();
      if (found == null || found.wrapped != array || found.offset != offset) {
        MemorySegment whole = MemorySegment.ofArray(array);
        found = remember(array, offset, whole.asSlice(offset));
      }
      return found.segment;
    }

    /** A buffer that has no array, from its position to its capacity. */
    MemorySegment of(ByteBuffer buffer) {
      Wrapper found = last.get();
      int offset = buffer.position();
      if (found == null || found.wrapped != buffer || found.offset != offset) {
        ByteBuffer rest = buffer.duplicate().limit(buffer.capacity());
        found = remember(buffer, offset, MemorySegment.ofBuffer(rest));
      }
      return found.segment;
    }

    private Wrapper remember(Object wrapped, int offset, MemorySegment segment) {
      Wrapper wrapper = new Wrapper(wrapped, offset, segment);
      last = new WeakReference<>(wrapper);
      return wrapper;
    }
  }
}
