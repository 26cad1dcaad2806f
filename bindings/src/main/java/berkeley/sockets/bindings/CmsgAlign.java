/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

/** CMSG_ALIGN: control messages, and the data in them, start at multiples of this. */
public final class CmsgAlign {
  /** {@code sizeof(size_t)}, but 4 on macOS. */
  public static final long BYTES = Platform.is(Platform.MACOS) ? Integer.BYTES : Long.BYTES;

  private CmsgAlign() {}

  /** A length rounded up. */
  public static long of(long length) {
    return length + BYTES - 1 & -BYTES;
  }
}
