/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * getsockopt through a method handle and nothing else: errno is captured in one cell, no argument
 * is checked, and no hook is called. What the mirror costs above this is what it adds.
 */
public final class BareHandle {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle GETSOCKOPT =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("getsockopt"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
          Linker.Option.captureCallState("errno"));
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
  private static final MemorySegment CELL =
      Arena.global().allocate(Linker.Option.captureStateLayout());

  private BareHandle() {}

  public static long getsockopt(
      int fd, int level, int name, MemorySegment value, MemorySegment length) {
    try {
      int result = (int) GETSOCKOPT.invokeExact(CELL, fd, level, name, value, length);
      return result >= 0 ? result : -(int) ERRNO.get(CELL, 0L);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
