/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_in_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** inet6_rth_*: a routing header of IPv6, of type 0: 8 bytes, then the addresses. */
final class RoutingHeader {
  private static final int START = 8; // of the addresses
  private static final int ADDRESS = 16;
  private static final int MOST = 127;
  private static final int LENGTH = 1; // in units of 8 bytes without the first
  private static final int TYPE = 2;
  private static final int LEFT = 3; // how many of the addresses are still to be visited

  private RoutingHeader() {}

  static int space(int type, int segments) {
    return type == netinet_in_h.IPV6_RTHDR_TYPE_0 && segments >= 0 && segments <= MOST
        ? START + segments * ADDRESS
        : 0;
  }

  static MemorySegment init(MemorySegment header, int length, int type, int segments) {
    int size = space(type, segments);
    if (size == 0 || Integer.compareUnsigned(size, length) > 0) {
      return MemorySegment.NULL;
    }
    MemorySegment whole = header.asSlice(0, size).fill((byte) 0);
    whole.set(ValueLayout.JAVA_BYTE, LENGTH, (byte) (segments * ADDRESS / 8));
    whole.set(ValueLayout.JAVA_BYTE, TYPE, (byte) type);
    return header;
  }

  static int add(MemorySegment header, MemorySegment address) {
    int segments = segments(header);
    if (segments < 0) {
      return -1;
    }
    int left = header.get(ValueLayout.JAVA_BYTE, LEFT) & 0xff;
    if (left >= segments) {
      return -1;
    }
    MemorySegment.copy(address, 0, header, at(left), ADDRESS);
    header.set(ValueLayout.JAVA_BYTE, LEFT, (byte) (left + 1));
    return 0;
  }

  static int reverse(MemorySegment in, MemorySegment out) {
    int segments = segments(in);
    if (segments < 0) {
      return -1;
    }
    MemorySegment from = in.asSlice(0, at(segments));
    MemorySegment to = out.asSlice(0, at(segments));
    MemorySegment.copy(from, 0, to, 0, START);
    for (int i = 0, j = segments - 1; i <= j; i++, j--) {
      long first = from.get(ValueLayout.JAVA_LONG_UNALIGNED, at(i));
      long second = from.get(ValueLayout.JAVA_LONG_UNALIGNED, at(i) + 8);
      MemorySegment.copy(from, at(j), to, at(i), ADDRESS);
      to.set(ValueLayout.JAVA_LONG_UNALIGNED, at(j), first);
      to.set(ValueLayout.JAVA_LONG_UNALIGNED, at(j) + 8, second);
    }
    to.set(ValueLayout.JAVA_BYTE, LEFT, (byte) segments);
    return 0;
  }

  static int segments(MemorySegment header) {
    return header.get(ValueLayout.JAVA_BYTE, TYPE) == netinet_in_h.IPV6_RTHDR_TYPE_0
        ? (header.get(ValueLayout.JAVA_BYTE, LENGTH) & 0xff) * 8 / ADDRESS
        : -1;
  }

  static MemorySegment address(MemorySegment header, int index) {
    return index >= 0 && index < segments(header)
        ? header.asSlice(at(index), ADDRESS)
        : MemorySegment.NULL;
  }

  private static long at(int index) {
    return START + (long) index * ADDRESS;
  }
}
