/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * inet6_opt_*: the options in a hop-by-hop or destination header of IPv6. Computed here rather than
 * called in libc, which takes offsets on trust and reads a cut option's length behind the buffer.
 */
final class ExtensionHeader {
  private static final int START = 2; // of the options: after the next header and the length
  private static final int UNIT = 8; // a header's length is a multiple
  private static final int LONGEST = 256 * UNIT;
  private static final int OPTION = 2; // its type and its length, before its data
  private static final int LONGEST_OPTION = 255;
  private static final int PAD1 = 0; // a single byte of padding, without a length
  private static final int PADN = 1;
  private static final int ANY = -1;

  private ExtensionHeader() {}

  static int init(MemorySegment header, int length) {
    if (!header.equals(MemorySegment.NULL)) {
      if (length <= 0 || length % UNIT != 0 || length > LONGEST) {
        return -1;
      }
      header.set(ValueLayout.JAVA_BYTE, 1, (byte) (length / UNIT - 1));
    }
    return START;
  }

  static int append(
      MemorySegment header,
      int length,
      int offset,
      int type,
      int dataLength,
      int alignment,
      MemorySegment data) {
    int t = type & 0xff;
    int a = alignment & 0xff;
    if (offset < START
        || t == PAD1
        || t == PADN
        || Integer.compareUnsigned(dataLength, LONGEST_OPTION) > 0
        || a == 0
        || a > UNIT
        || Integer.bitCount(a) != 1
        || a > dataLength) {
      return -1;
    }
    int padding = -(offset + OPTION) & a - 1;
    long start = (long) offset + padding + OPTION;
    if (!header.equals(MemorySegment.NULL)) {
      if (start + dataLength > Integer.toUnsignedLong(length)) {
        return -1;
      }
      MemorySegment room = header.asSlice(0, start + dataLength);
      pad(room, offset, padding);
      room.set(ValueLayout.JAVA_BYTE, start - 2, (byte) t);
      room.set(ValueLayout.JAVA_BYTE, start - 1, (byte) dataLength);
      point(data, room, start);
    }
    return (int) (start + dataLength);
  }

  static int finish(MemorySegment header, int length, int offset) {
    if (offset < START) {
      return -1;
    }
    int padding = -offset & UNIT - 1;
    if (!header.equals(MemorySegment.NULL)) {
      if ((long) offset + padding > Integer.toUnsignedLong(length)) {
        return -1;
      }
      pad(header, offset, padding);
    }
    return offset + padding;
  }

  private static void pad(MemorySegment header, int offset, int n) {
    Objects.checkFromIndexSize(offset, n, header.byteSize());
    if (n == 1) {
      header.set(ValueLayout.JAVA_BYTE, offset, (byte) PAD1);
    } else if (n > 1) {
      header.set(ValueLayout.JAVA_BYTE, offset, (byte) PADN);
      header.set(ValueLayout.JAVA_BYTE, offset + 1L, (byte) (n - OPTION));
      header.asSlice(offset + 2L, n - OPTION).fill((byte) 0);
    }
  }

  static int next(
      MemorySegment header,
      int length,
      int offset,
      MemorySegment type,
      MemorySegment dataLength,
      MemorySegment data) {
    int after = find(header, length, offset, ANY, dataLength, data);
    if (after >= 0) {
      int n = dataLength.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
      type.set(ValueLayout.JAVA_BYTE, 0, header.get(ValueLayout.JAVA_BYTE, after - n - OPTION));
    }
    return after;
  }

  /** The option of that type, or, with {@link #ANY}, one that is not padding. */
  static int find(
      MemorySegment header,
      int length,
      int offset,
      int type,
      MemorySegment dataLength,
      MemorySegment data) {
    if (offset != 0 && offset < START) {
      return -1;
    }
    long end = Integer.toUnsignedLong(length);
    long at = Math.max(offset, START);
    while (at < end) {
      int t = header.get(ValueLayout.JAVA_BYTE, at) & 0xff;
      long start = at + (t == PAD1 ? 1 : OPTION);
      if (start > end) {
        return -1;
      }
      int n = t == PAD1 ? 0 : header.get(ValueLayout.JAVA_BYTE, at + 1) & 0xff;
      at = start + n;
      if (type == ANY ? t != PAD1 && t != PADN : t == type) {
        if (at > end) {
          return -1;
        }
        dataLength.set(ValueLayout.JAVA_INT_UNALIGNED, 0, n);
        point(data, header, start);
        return (int) at;
      }
    }
    return -1;
  }

  /** Stores {@code header + offset}, which may be the header's end. */
  private static void point(MemorySegment pointer, MemorySegment header, long offset) {
    pointer.set(ValueLayout.ADDRESS_UNALIGNED, 0, header.asSlice(offset));
  }
}
