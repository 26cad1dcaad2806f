/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import berkeley.sockets.bindings.Pool;
import berkeley.sockets.bindings.Slab;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Two native cells for a call's small arguments, used again and again: a value and its length, as
 * getsockopt(2) takes them. They are one caller's from {@link #acquire} to {@link #release}, also
 * while it waits.
 *
 * <p>To a codec it is an allocator: the first four bytes asked for are in the value's cell, zeroed;
 * whatever else is asked for is new memory.
 */
public final class Cells implements SegmentAllocator {
  private static final int VALUE = 2 * Long.BYTES; // a struct timeval is the longest value
  private static final int LENGTH = Integer.BYTES;
  private static final int LINE = 64;

  private static final Slab SLAB = new Slab(LINE, LINE, LINE);

  private static final Pool<Cells> POOL =
      new Pool<>() {
        @Override
        protected Cells make() {
          return new Cells();
        }
      };

  private final MemorySegment memory = SLAB.allocate(); // reachable as long as what follows
  private final MemorySegment value;
  private final MemorySegment word; // the first four bytes of the value
  private final MemorySegment length;
  private final ByteBuffer bytes; // a segment's accessors would be linked when first used

  private boolean given; // whether the word was

  private Cells() {
    value = memory.asSlice(0, VALUE);
    word = memory.asSlice(0, Integer.BYTES);
    length = memory.asSlice(VALUE, LENGTH);
    bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** Cells with anything in them. */
  public static Cells acquire() {
    Cells cells = POOL.acquire();
    cells.given = false;
    return cells;
  }

  public void release() {
    POOL.release(this);
  }

  /** The value's cell, as it is. */
  public MemorySegment value() {
    return value;
  }

  /** The value's cell, after storing an int in it. */
  public MemorySegment value(int number) {
    bytes.putInt(0, number);
    return value;
  }

  /** The value's cell, after storing a long in it. */
  public MemorySegment value(long number) {
    bytes.putLong(0, number);
    return value;
  }

  /** The long in the value's cell. */
  public long longAt() {
    return bytes.getLong(0);
  }

  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    if (!given && byteSize == Integer.BYTES && byteAlignment <= Integer.BYTES) {
      given = true;
      bytes.putInt(0, 0);
      return word;
    }
    return Arena.ofAuto().allocate(byteSize, byteAlignment);
  }

  /** One of the ints in the value's cell. */
  public int intAt(int index) {
    return bytes.getInt(index * Integer.BYTES);
  }

  /** The cell of the length, a socklen_t, after storing one. */
  public MemorySegment length(int size) {
    bytes.putInt(VALUE, size);
    return length;
  }

  /** What is in the cell of the length. */
  public int length() {
    return bytes.getInt(VALUE);
  }
}
