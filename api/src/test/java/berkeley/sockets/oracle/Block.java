/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block of memory that a script names or passes, and what it looked like before the call. */
final class Block {
  static final byte FILLER = 0x5a;

  final ScriptType type;
  final MemorySegment segment;
  final List<Block> references = new ArrayList<>();
  String name = "";
  private byte[] before = {};

  Block(SegmentAllocator memory, ScriptType type, long size, byte fill) {
    this.type = type;
    segment = memory.allocate(size + 1, 16).asSlice(0, size);
    segment.fill(fill);
  }

  int size() {
    return (int) segment.byteSize();
  }

  byte[] bytes() {
    return segment.toArray(ValueLayout.JAVA_BYTE);
  }

  void snapshot() {
    before = bytes();
  }

  boolean changed() {
    byte[] now = bytes();
    boolean changed = !Arrays.equals(before, now);
    before = now;
    return changed;
  }

  void set(long offset, int value) {
    segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
  }

  void put(long offset, int size, long value) {
    switch (size) {
      case 1 -> segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
      case 2 -> segment.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset, (short) value);
      case 4 -> segment.set(ValueLayout.JAVA_INT_UNALIGNED, offset, (int) value);
      default -> segment.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
    }
  }

  void putNetwork(long offset, int size, long value) {
    for (int i = 0; i < size; i++) {
      set(offset + i, (int) (value >> 8 * (size - 1 - i)));
    }
  }

  long get(long offset, int size) {
    return switch (size) {
      case 1 -> segment.get(ValueLayout.JAVA_BYTE, offset);
      case 2 -> segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset);
      case 4 -> segment.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
      default -> segment.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    };
  }

  int unsigned(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
  }

  int port(long offset) {
    return unsigned(offset) << 8 | unsigned(offset + 1);
  }

  /** The element of that index, counted over the fields of all structs in the block. */
  long element(int index) {
    if (!type.isStruct()) {
      return unsigned(index);
    }
    int fields = type.fields().size();
    ScriptType.Field field = type.fields().get(index % fields);
    long offset = (long) (index / fields) * type.size() + field.offset();
    return field.kind() == 'n' && field.size() == 2 ? port(offset) : get(offset, field.size());
  }
}
