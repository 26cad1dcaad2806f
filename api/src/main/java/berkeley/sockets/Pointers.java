/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.ADDRESS_UNALIGNED;

import berkeley.sockets.bindings.Native;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the pointers in what C returned. */
final class Pointers {
  private Pointers() {}

  /** The pointer in memory that a call filled in. */
  static MemorySegment in(MemorySegment place) {
    return place.get(ADDRESS_UNALIGNED, 0);
  }

  /** The struct at a pointer, or null where the pointer is, which ends a list. */
  static @Nullable MemorySegment struct(MemorySegment pointer, long size) {
    return pointer.address() == 0 ? null : Native.memory(pointer.address(), size);
  }

  /** The string at a pointer, or null where the pointer is. */
  static @Nullable String string(MemorySegment pointer) {
    return pointer.address() == 0 ? null : Native.string(pointer.address());
  }

  /** The string at a pointer that is never null. */
  static String name(MemorySegment pointer) {
    return Native.string(pointer.address());
  }

  /** The strings of an array of pointers that ends with a null pointer. */
  static List<String> strings(MemorySegment array) {
    List<String> all = new ArrayList<>();
    long at = array.address();
    while (true) {
      String string = string(in(Native.memory(at, ADDRESS.byteSize())));
      if (string == null) {
        return all;
      }
      all.add(string);
      at += ADDRESS.byteSize();
    }
  }
}
