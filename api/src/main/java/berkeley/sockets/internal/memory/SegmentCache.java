/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The segments last made for arrays and direct buffers, which it does not keep alive. Programs use
 * the same one again and again; making a segment for each call would cost an object that escape
 * analysis seldom removes.
 */
final class SegmentCache {
  private static final int KEPT = 4; // a program that echoes uses two in turn
  private static final WeakReference<Entry> NONE = new WeakReference<>(null);

  private final List<WeakReference<Entry>> kept = new ArrayList<>(Collections.nCopies(KEPT, NONE));

  private int oldest;

  private static final class Entry {
    private final Object wrapped;
    private final int offset;
    private final MemorySegment segment;

    private Entry(Object wrapped, int offset, MemorySegment segment) {
      this.wrapped = wrapped;
      this.offset = offset;
      this.segment = segment;
    }
  }

  /** An array from an offset to its end. */
  MemorySegment of(byte[] array, int offset) {
    Entry found = find(array, offset);
    if (found == null) {
      found = remember(array, offset, MemorySegment.ofArray(array).asSlice(offset));
    }
    return found.segment;
  }

  /** A buffer that has no array, from its position to its capacity. */
  MemorySegment of(ByteBuffer buffer) {
    int offset = buffer.position();
    Entry found = find(buffer, offset);
    if (found == null) {
      found = findSame(buffer);
    }
    if (found == null) {
      ByteBuffer rest = buffer.duplicate().limit(buffer.capacity());
      found = remember(buffer, offset, MemorySegment.ofBuffer(rest));
    }
    return found.segment;
  }

  /**
   * Of another buffer over the same memory: pools make a new slice for each use of what they have.
   * What keeps that memory alive is the same if the scopes are equal.
   */
  private @Nullable Entry findSame(ByteBuffer buffer) {
    MemorySegment wanted = MemorySegment.ofBuffer(buffer);
    long address = wanted.address();
    int size = buffer.capacity() - buffer.position();
    for (int i = 0; i < KEPT; i++) {
      Entry found = kept.get(i).get();
      if (found != null
          && found.segment.address() == address
          && found.segment.byteSize() == size
          && found.segment.isReadOnly() == buffer.isReadOnly()
          && found.segment.scope().equals(wanted.scope())) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Entry find(Object wrapped, int offset) {
    for (int i = 0; i < KEPT; i++) {
      Entry found = kept.get(i).get();
      if (found != null && found.wrapped == wrapped && found.offset == offset) {
        return found;
      }
    }
    return null;
  }

  private Entry remember(Object wrapped, int offset, MemorySegment segment) {
    Entry entry = new Entry(wrapped, offset, segment);
    kept.set(oldest, new WeakReference<>(entry));
    oldest = (oldest + 1) % KEPT;
    return entry;
  }
}
