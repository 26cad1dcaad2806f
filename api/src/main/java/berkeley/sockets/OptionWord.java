/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import berkeley.sockets.bindings.Pool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** An option's value of four bytes and its length, in memory that is used again and again. */
final class OptionWord implements SegmentAllocator {
  private static final Pool<OptionWord> POOL =
      new Pool<>() {
        @Override
        protected OptionWord make() {
          return new OptionWord();
        }
      };

  /** Eight bytes, as every codec gets at least. */
  final MemorySegment value = Arena.ofAuto().allocate(JAVA_LONG);

  private final MemorySegment word = value.asSlice(0, Integer.BYTES);
  final MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
  private boolean given;

  private OptionWord() {}

  static OptionWord acquire() {
    OptionWord word = POOL.acquire();
    word.given = false;
    word.value.set(JAVA_LONG, 0, 0);
    word.length.set(JAVA_INT, 0, Integer.BYTES);
    return word;
  }

  void release() {
    POOL.release(this);
  }

  /** The value, if that is what a codec asks for, and else new memory. */
  @Override
  public MemorySegment allocate(long byteSize, long byteAlignment) {
    if (!given && byteSize == Integer.BYTES && byteAlignment <= Integer.BYTES) {
      given = true;
      return word;
    }
    return Arena.ofAuto().allocate(byteSize, byteAlignment);
  }
}
