/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The segments last made for arrays and direct buffers. Programs use the same one again and again;
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

  /** Remembers a few wrappers, without keeping what they wrap alive. */
  static final class Memory {
    private static final int KEPT = 4; // a program that echoes uses two in turn

    private final List<WeakReference<Wrapper>> kept =
        new ArrayList<>(Collections.nCopies(KEPT, NONE));

    private int oldest;

    /** An array from an offset to its end. */
    MemorySegment of(byte[] array, int offset) {
      Wrapper found = find(array, offset);
      if (found == null) {
        found = remember(array, offset, MemorySegment.ofArray(array).asSlice(offset));
      }
      return found.segment;
    }

    /** A buffer that has no array, from its position to its capacity. */
    MemorySegment of(ByteBuffer buffer) {
      int offset = buffer.position();
      Wrapper found = find(buffer, offset);
      if (found == null) {
        ByteBuffer rest = buffer.duplicate().limit(buffer.capacity());
        found = remember(buffer, offset, MemorySegment.ofBuffer(rest));
      }
      return found.segment;
    }

    private Wrapper find(Object wrapped, int offset) {
      for (int i = 0; i < KEPT; i++) {
        Wrapper found = kept.get(i).get();
        if (found != null && found.wrapped == wrapped && found.offset == offset) {
          return found;
        }
      }
      return null;
    }

    private Wrapper remember(Object wrapped, int offset, MemorySegment segment) {
      Wrapper wrapper = new Wrapper(wrapped, offset, segment);
      kept.set(oldest, new WeakReference<>(wrapper));
      oldest = (oldest + 1) % KEPT;
      return wrapper;
    }
  }
}
