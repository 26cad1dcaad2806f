/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Pool;
import berkeley.sockets.bindings.Slab;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import java.lang.foreign.MemorySegment;

/**
 * Reads the program's memory at a pointer that it has stored in a struct. Such a pointer may lead
 * nowhere, or to memory that another thread has freed, where a read would end the JVM; the kernel
 * tells of that.
 */
public final class Peek {
  /** What {@link #read} returns of a pointer with which the kernel refuses the call, too. */
  public static final long FAULT = -errno_h.EFAULT;

  private static final long SIZE = iovec.sizeof();
  private static final long BASE = iovec.iov_base$offset();
  private static final long LENGTH = iovec.iov_len$offset();
  private static final int PIECE = 64; // has room for two

  private static final Slab SLAB = new Slab(PIECE, PIECE, PIECE);

  private static final Pool<Peek> POOL =
      new Pool<>() {
        @Override
        protected Peek make() {
          return new Peek();
        }
      };

  private static final int PROCESS = (int) Sys.getpid();

  private final MemorySegment into = SLAB.allocate(); // reachable as long as what follows
  private final MemorySegment from = into.asSlice(SIZE);

  private Peek() {}

  /**
   * Copies from an address.
   *
   * @return 0, or {@link #FAULT}, or another negated errno where reading in this way is refused
   */
  public static long read(long address, MemorySegment into, long n) {
    Peek peek = POOL.acquire();
    try {
      peek.into.set(JAVA_LONG_UNALIGNED, BASE, into.address());
      peek.into.set(JAVA_LONG_UNALIGNED, LENGTH, n);
      peek.from.set(JAVA_LONG_UNALIGNED, BASE, address);
      peek.from.set(JAVA_LONG_UNALIGNED, LENGTH, n);
      long read = Sys.process_vm_readv(PROCESS, peek.into, 1, peek.from, 1, 0);
      return read == n ? 0 : read < 0 ? read : FAULT;
    } finally {
      POOL.release(peek);
    }
  }
}
