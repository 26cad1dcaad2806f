/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.Codec;
import berkeley.sockets.bindings.headers.linux_filter_h.sock_filter;
import berkeley.sockets.bindings.headers.linux_filter_h.sock_fprog;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code struct sock_filter}: one instruction of a classic BPF program.
 *
 * @param code what it does: BPF_ constants of {@code <linux/filter.h>}
 * @param jt how many instructions to skip if a comparison holds, 0 to 255
 * @param jf how many to skip if it does not, 0 to 255
 * @param k the operand
 * @since 0.1.0
 */
public record SockFilter(int code, int jt, int jf, int k) {
  /** {@code struct sock_fprog}: a program, whose length C counts in instructions. */
  static final class Program implements Codec<List<SockFilter>> {
    /** Of no program: the kernel says how long the one it has is. */
    @Override
    public int size() {
      return 0;
    }

    @Override
    public MemorySegment encode(List<SockFilter> program, SegmentAllocator allocator) {
      long size = sock_filter.sizeof();
      MemorySegment array = allocator.allocate(size * program.size(), 8);
      for (int i = 0; i < program.size(); i++) {
        SockFilter v = program.get(i);
        MemorySegment c = array.asSlice(i * size, size);
        sock_filter.code(c, v.code);
        sock_filter.jt(c, v.jt);
        sock_filter.jf(c, v.jf);
        sock_filter.k(c, v.k);
      }
      MemorySegment c = allocator.allocate(sock_fprog.sizeof(), 8);
      sock_fprog.len(c, (short) program.size());
      sock_fprog.filter(c, array);
      return c;
    }

    @Override
    public List<SockFilter> decode(MemorySegment array, int length) {
      List<SockFilter> program = new ArrayList<>();
      long size = sock_filter.sizeof();
      for (long at = 0; at + size <= length; at += size) {
        MemorySegment c = array.asSlice(at, size);
        program.add(
            new SockFilter(
                sock_filter.code(c) & 0xffff,
                sock_filter.jt(c) & 0xff,
                sock_filter.jf(c) & 0xff,
                sock_filter.k(c)));
      }
      return program;
    }
  }
}
