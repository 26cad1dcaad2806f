/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import berkeley.sockets.bindings.headers.netinet_in_h.in6_addr;
import berkeley.sockets.bindings.headers.netinet_in_h.in_addr;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** {@code struct in_addr} and {@code struct in6_addr} inside other structs. */
final class InternetAddresses {
  private InternetAddresses() {}

  static void put(MemorySegment c, long offset, InetAddress address) {
    byte[] bytes = address.getAddress();
    MemorySegment.copy(bytes, 0, c, JAVA_BYTE, offset, bytes.length);
  }

  static Inet4Address inet4(MemorySegment c, long offset) {
    byte[] bytes = c.asSlice(offset, in_addr.sizeof()).toArray(JAVA_BYTE);
    try {
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // four bytes are an address
    }
  }

  static Inet6Address inet6(MemorySegment c, long offset) {
    byte[] bytes = c.asSlice(offset, in6_addr.sizeof()).toArray(JAVA_BYTE);
    try {
      return Inet6Address.getByAddress(null, bytes, -1); // also where it maps an IPv4 address
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
