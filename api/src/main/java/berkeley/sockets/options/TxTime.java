/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.bindings.headers.linux_net_tstamp_h.sock_txtime;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * {@code struct sock_txtime}: the clock by which SCM_TXTIME tells when to transmit.
 *
 * @param clock a CLOCK_ constant
 * @param flags SOF_TXTIME_ constants
 * @since 0.1.0
 */
public record TxTime(int clock, int flags) {
  /** {@code struct sock_txtime}. */
  static final class Struct extends FixedSize<TxTime> {
    @Override
    public int size() {
      return (int) sock_txtime.sizeof();
    }

    @Override
    public MemorySegment encode(TxTime v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      sock_txtime.clockid(c, v.clock);
      sock_txtime.flags(c, v.flags);
      return c;
    }

    @Override
    public TxTime decode(MemorySegment c, int length) {
      return new TxTime(sock_txtime.clockid(c), sock_txtime.flags(c));
    }
  }
}
