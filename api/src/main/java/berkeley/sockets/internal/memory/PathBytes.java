/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of a {@link Path}, which are its name in the kernel. Its text is not: it has
 * replacement characters where the bytes are none of the locale's.
 */
public final class PathBytes {
  private PathBytes() {}

  /**
   * A path's bytes.
   *
   * @param path a path of the default file system, absolute or relative
   * @return its bytes, without a NUL at the end
   * @throws IllegalArgumentException if it is of another file system, whose files the kernel does
   *     not know by their paths
   */
  public static byte[] of(Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException("not a path of the default file system: " + path);
    }
    String text = path.toString();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return fromUri(path);
      }
    }
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A URI has all bytes, those that are not ASCII as %XX; and it is absolute. */
  private static byte[] fromUri(Path path) {
    String uri = path.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length(); // a directory has one more
    int start = 0;
    if (!path.isAbsolute()) {
      start = end;
      for (int names = path.getNameCount(); names > 0; names--) {
        start = uri.lastIndexOf('/', start - 1);
      }
      start++;
    }
    byte[] bytes = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      if (uri.charAt(i) == '%') {
        bytes[length++] = (byte) HexFormat.fromHexDigits(uri, i + 1, i + 3);
        i += 2;
      } else {
        bytes[length++] = (byte) uri.charAt(i);
      }
    }
    return Arrays.copyOf(bytes, length);
  }
}
