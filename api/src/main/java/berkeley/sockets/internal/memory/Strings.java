/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Java strings on their way to C. One that C cannot have is refused: a NUL would end it early, and
 * half a surrogate pair has no bytes in UTF-8, so that C would use another string than the one
 * given.
 */
public final class Strings {
  private Strings() {}

  /**
   * A string for C.
   *
   * @param allocator where its memory comes from
   * @param text the string, or null
   * @return the string in UTF-8 with its zero byte, or NULL for null
   * @throws IllegalArgumentException if there is a NUL or half a surrogate pair in it
   */
  public static MemorySegment toC(SegmentAllocator allocator, @Nullable String text) {
    if (text == null) {
      return MemorySegment.NULL;
    }
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException("NUL in \"" + text.replace("\0", "\\0") + "\"");
    }
    byte[] bytes = utf8(text);
    MemorySegment c = allocator.allocate(bytes.length + 1L, 1);
    MemorySegment.copy(bytes, 0, c, JAVA_BYTE, 0, bytes.length);
    c.set(JAVA_BYTE, bytes.length, (byte) 0);
    return c;
  }

  /**
   * A string's bytes.
   *
   * @param text the string
   * @return its bytes in UTF-8
   * @throws IllegalArgumentException if there is half a surrogate pair in it
   */
  public static byte[] utf8(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            "half a surrogate pair, \\u" + Integer.toHexString(c) + ", at " + i);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
