/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Sets and pairs of small numbers. */
final class Sets {
  private Sets() {}

  /** The two descriptors of a pair or a pipe: {@code [3, 4]}. */
  static String pair(MemorySegment at) {
    MemorySegment bytes = Memory.read(at, 8);
    return bytes == null
        ? Text.pointer(at)
        : "[" + bytes.get(JAVA_INT_UNALIGNED, 0) + ", " + bytes.get(JAVA_INT_UNALIGNED, 4) + "]";
  }

  /** An fd_set, an array of longs: {@code [4 8]}. */
  static String descriptors(MemorySegment at, long count) {
    long words = (count + Long.SIZE - 1) / Long.SIZE;
    MemorySegment bytes = Memory.read(at, words * Long.BYTES);
    if (bytes == null) {
      return Text.pointer(at);
    }
    StringBuilder out = new StringBuilder();
    for (long fd = 0; fd < count; fd++) {
      if ((bytes.get(JAVA_LONG_UNALIGNED, fd / Long.SIZE * Long.BYTES) >> fd % Long.SIZE & 1)
          != 0) {
        out.append(out.isEmpty() ? "" : " ").append(fd);
      }
    }
    return "[" + out + "]";
  }

  /** A sigset_t: {@code [INT USR1]}. */
  static String signals(MemorySegment at) {
    MemorySegment bytes = Memory.read(at, Long.BYTES);
    if (bytes == null) {
      return Text.pointer(at);
    }
    StringBuilder out = new StringBuilder();
    for (int signal = 1; signal <= Long.SIZE; signal++) {
      if ((bytes.get(JAVA_LONG_UNALIGNED, 0) >> signal - 1 & 1) != 0) {
        String name = Names.find("SIG", signal);
        out.append(out.isEmpty() ? "" : " ");
        out.append(name == null ? "RT_" + (signal - 32) : name.substring(3));
      }
    }
    return "[" + out + "]";
  }
}
