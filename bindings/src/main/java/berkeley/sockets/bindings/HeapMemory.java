/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Says which argument of a call is memory on the heap, where the linker refuses some. */
final class HeapMemory {
  private HeapMemory() {}

  /**
   * The exception to throw in place of the linker's.
   *
   * @param e the linker's, or what else the call threw
   * @param function the function in C
   * @param names of its pointers, each with its place: {@code 1 path,2 buf}
   * @param pointers what was given for them
   * @return one that names function, argument and remedy; the linker's if no argument is on the
   *     heap
   */
  static RuntimeException explained(
      Throwable e, String function, String names, @Nullable MemorySegment... pointers) {
    if (!(e instanceof IllegalArgumentException)) {
      return unchecked(e);
    }
    String[] all = names.split(",");
    for (int i = 0; i < all.length; i++) {
      if (pointers[i] != null && !pointers[i].isNative()) {
        String[] placeAndName = all[i].split(" ");
        return new IllegalArgumentException(
            function
                + ": argument "
                + placeAndName[0]
                + " ("
                + placeAndName[1]
                + ") is memory on the heap, and this call takes native memory only;"
                + " allocate it from an Arena: arena.allocate("
                + pointers[i].byteSize()
                + ")",
            e);
      }
    }
    return unchecked(e);
  }

  /** What a method handle throws, which declares more than it does. */
  static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
