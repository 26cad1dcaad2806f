/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.SockAddr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** {@code struct in_addr} and {@code struct in6_addr} inside other structs, in network order. */
final class InternetAddresses {
  private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private InternetAddresses() {}

  static void put(MemorySegment c, long offset, SockAddr.Inet4 address) {
    c.set(INT, offset, address.bits());
  }

  static void put(MemorySegment c, long offset, SockAddr.Inet6 address) {
    c.set(LONG, offset, address.high());
    c.set(LONG, offset + Long.BYTES, address.low());
  }

  static SockAddr.Inet4 inet4(MemorySegment c, long offset) {
    return new SockAddr.Inet4(c.get(INT, offset), 0);
  }

  static SockAddr.Inet6 inet6(MemorySegment c, long offset) {
    return new SockAddr.Inet6(c.get(LONG, offset), c.get(LONG, offset + Long.BYTES), 0, 0, 0);
  }
}
