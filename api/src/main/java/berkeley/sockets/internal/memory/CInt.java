/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The C ints of a program's first calls, read and written through a byte buffer: the first use of a
 * segment's own accessor loads a dozen classes of variable handles. Later calls use the accessor,
 * which allocates nothing.
 */
public final class CInt {
  private static final int EARLY = 64;

  private static int calls; // about as many as there were; threads may lose some

  private CInt() {}

  /** The int at the start of memory, which need not be aligned. */
  static int get(MemorySegment memory) {
    return early(memory) ? buffer(memory).getInt(0) : memory.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
  }

  /** A new int of native memory. */
  public static MemorySegment allocate(SegmentAllocator allocator, int value) {
    MemorySegment memory = allocator.allocate(Integer.BYTES, Integer.BYTES);
    if (early(memory)) {
      buffer(memory).putInt(0, value);
    } else {
      memory.set(ValueLayout.JAVA_INT, 0, value);
    }
    return memory;
  }

  private static boolean early(MemorySegment memory) {
    return calls < EARLY && memory.isNative() && calls++ < EARLY;
  }

  private static ByteBuffer buffer(MemorySegment memory) {
    return memory.asSlice(0, Integer.BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
  }
}
