/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Java strings as {@code const char *}. */
final class CString {
  private CString() {}

  /** The string in UTF-8 with its zero byte, or NULL for null. */
  static MemorySegment of(SegmentAllocator allocator, String s) {
    return s == null ? MemorySegment.NULL : allocator.allocateFrom(s);
  }
}
