/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.bindings.Native;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;

/** Memory that ends where a page begins that nobody may touch: one byte too far ends the JVM. */
final class GuardPage implements AutoCloseable {
  private static final int PAGE = 65536; // at least a page on every Linux
  private static final MethodHandle MMAP = link("mmap", "PLLLLL");
  private static final MethodHandle MUNMAP = link("munmap", "PL");
  private static final MethodHandle MPROTECT = link("mprotect", "PLL");
  private static final MemorySegment ERRNO = java.lang.foreign.Arena.global().allocate(16, 8);

  private final long start;

  GuardPage() {
    try {
      // PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS
      start = (long) MMAP.invokeExact(ERRNO, MemorySegment.NULL, 2L * PAGE, 3L, 0x22L, -1L, 0L);
      long protectedly =
          (long)
              MPROTECT.invokeExact(ERRNO, MemorySegment.ofAddress(start + PAGE), (long) PAGE, 0L);
      if (start == -1 || (int) protectedly != 0) {
        throw new AssertionError("mmap or mprotect failed");
      }
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle link(String function, String shape) {
    try {
      Method link = Native.class.getDeclaredMethod("link", String.class, String.class);
      link.setAccessible(true);
      return (MethodHandle) link.invoke(null, function, shape);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The last bytes before the guard. */
  MemorySegment last(long size) {
    return Native.memory(start + PAGE - size, size);
  }

  /** These bytes, right before the guard. */
  MemorySegment holding(byte[] bytes) {
    return last(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
  }

  @Override
  public void close() {
    try {
      long ignored = (long) MUNMAP.invokeExact(ERRNO, MemorySegment.ofAddress(start), 2L * PAGE);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
