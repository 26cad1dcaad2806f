/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The least that a native call costs a JVM's start: one getpid through the FFM API, with errno. */
public final class Floor {
  private Floor() {}

  public static void main(String[] arguments) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle getpid =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("getpid"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"));
    MemorySegment state = Arena.global().allocate(Linker.Option.captureStateLayout());
    if ((int) getpid.invokeExact(state) <= 0) {
      throw new IllegalStateException();
    }
  }
}
