/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockAddr;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.bindings.headers.linux_errqueue_h.sock_extended_err;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct sock_extended_err}: one entry of a socket's error queue; see ip(7), IP_RECVERR.
 *
 * @param errno the error number (ee_errno), 0 for a notification
 * @param origin where it comes from: an SO_EE_ORIGIN_ constant (ee_origin)
 * @param type the type of the ICMP message (ee_type)
 * @param code the code of the ICMP message (ee_code); for zero copy, 1 if the kernel copied
 * @param info more, by origin (ee_info): a discovered MTU; the first completed zero-copy send
 * @param data more, by origin (ee_data): the last completed zero-copy send; the id of a time stamp
 * @param offender who reported it (SO_EE_OFFENDER), or null if nobody but this host did
 */
public record ExtendedError(
    int errno, int origin, int type, int code, int info, int data, SockAddr offender) {
  /** {@code struct sock_extended_err}, and behind it the offender's address (SO_EE_OFFENDER). */
  static final class Struct extends FixedSize<ExtendedError> {
    @Override
    public int size() {
      return (int) sock_extended_err.sizeof();
    }

    /** With the longer address of the Internet families. */
    @Override
    public int most() {
      return size() + (int) sockaddr_in6.sizeof();
    }

    @Override
    public MemorySegment encode(ExtendedError v, SegmentAllocator allocator) {
      throw new IllegalArgumentException("C only reads this: " + v);
    }

    @Override
    public ExtendedError decode(MemorySegment c, int length) {
      return new ExtendedError(
          sock_extended_err.ee_errno(c),
          sock_extended_err.ee_origin(c) & 0xff,
          sock_extended_err.ee_type(c) & 0xff,
          sock_extended_err.ee_code(c) & 0xff,
          sock_extended_err.ee_info(c),
          sock_extended_err.ee_data(c),
          offender(c, length - size()));
    }

    private SockAddr offender(MemorySegment c, int length) {
      if (length <= 0) {
        return null;
      }
      int most = Math.min(length, SockAddrBuffer.CAPACITY);
      SockAddr address = SockAddr.read(c.asSlice(size(), most), most);
      return address == null || address.family().value() == 0 ? null : address;
    }
  }
}
