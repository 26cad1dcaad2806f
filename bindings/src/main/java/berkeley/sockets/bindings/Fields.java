/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Reads and writes fields of structs, for the generated headers. */
public final class Fields {
  private Fields() {}

  /**
   * A pointer.
   *
   * @param size how many bytes are at the address, as far as its type tells
   * @return memory of that size, or {@link MemorySegment#NULL} itself, so that {@code != NULL} ends
   *     a list as in C
   */
  public static MemorySegment pointer(MemorySegment struct, long offset, long size) {
    long address = struct.get(JAVA_LONG_UNALIGNED, offset);
    return address == 0 ? MemorySegment.NULL : Native.memory(address, size);
  }

  /** An integer whose width depends on the platform. */
  public static long signed(MemorySegment struct, long offset, long size) {
    return switch ((int) size) {
      case 1 -> struct.get(JAVA_BYTE, offset);
      case 2 -> struct.get(JAVA_SHORT_UNALIGNED, offset);
      case 4 -> struct.get(JAVA_INT_UNALIGNED, offset);
      default -> struct.get(JAVA_LONG_UNALIGNED, offset);
    };
  }

  /** As {@link #signed}, without a sign. */
  public static long unsigned(MemorySegment struct, long offset, long size) {
    long mask = size == Long.BYTES ? -1 : (1L << 8 * size) - 1;
    return signed(struct, offset, size) & mask;
  }

  /** Sets an integer whose width depends on the platform. */
  public static void set(MemorySegment struct, long offset, long size, long value) {
    switch ((int) size) {
      case 1 -> struct.set(JAVA_BYTE, offset, (byte) value);
      case 2 -> struct.set(JAVA_SHORT_UNALIGNED, offset, (short) value);
      case 4 -> struct.set(JAVA_INT_UNALIGNED, offset, (int) value);
      default -> struct.set(JAVA_LONG_UNALIGNED, offset, value);
    }
  }
}
