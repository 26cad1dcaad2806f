/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call's arguments point to, through the kernel: a pointer that leads nowhere is told,
 * where touching it would end the JVM.
 */
final class Memory {
  private static final boolean READABLE = readable();

  private Memory() {}

  /** A native copy of {@code size} bytes, or null if they cannot be read. */
  static @Nullable MemorySegment read(MemorySegment at, long size) {
    if (size < 0 || size > 1 << 20) {
      return null;
    }
    if (!at.isNative()) {
      return size <= at.byteSize() ? copy(at, size) : null;
    }
    if (at.address() == 0) {
      return null;
    }
    if (READABLE) {
      return fromKernel(at.address(), size);
    }
    return size <= at.byteSize() && isAllocated(at) ? copy(at, size) : null;
  }

  /** Not what a pointer of C points to, whose size only the pointer's type tells. */
  private static boolean isAllocated(MemorySegment at) {
    return !at.scope().equals(Arena.global().scope());
  }

  private static boolean readable() { // seccomp may forbid it
    MemorySegment probe = Arena.ofAuto().allocate(1);
    return fromKernel(probe.address(), 1) != null;
  }

  private static @Nullable MemorySegment fromKernel(long address, long size) {
    MemorySegment into = Arena.ofAuto().allocate(Math.max(1, size), 16).asSlice(0, size);
    if (size == 0) {
      return into;
    }
    MemorySegment local = vector(into.address(), size);
    MemorySegment remote = vector(address, size);
    long n = Sys.process_vm_readv((int) Sys.getpid(), local, 1, remote, 1, 0);
    return n == size ? into : null;
  }

  private static MemorySegment vector(long address, long size) {
    MemorySegment vector = iovec.allocate(Arena.ofAuto());
    iovec.iov_base(vector, Native.memory(address, 0));
    iovec.iov_len(vector, size);
    return vector;
  }

  private static MemorySegment copy(MemorySegment from, long size) {
    MemorySegment into = Arena.ofAuto().allocate(Math.max(1, size), 16).asSlice(0, size);
    return into.copyFrom(from.asSlice(0, size));
  }
}
