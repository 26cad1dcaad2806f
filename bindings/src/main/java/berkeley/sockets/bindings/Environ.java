/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * {@code environ}: a variable of the C library; on macOS one of the program, for whose place
 * libraries ask a function of {@code <crt_externs.h>}, as environ(7) there says.
 */
public final class Environ {
  private Environ() {}

  /** The array, memory without a known size. */
  public static MemorySegment get() {
    Native.check();
    SymbolLookup library = Linker.nativeLinker().defaultLookup();
    return Native.pointer(
        Platform.is(Platform.MACOS) ? ofMacOs(library) : library.findOrThrow("environ").address());
  }

  /**
   * Where {@code environ} is.
   *
   * @param library has {@code char ***_NSGetEnviron(void)}
   */
  static long ofMacOs(SymbolLookup library) {
    MethodHandle function =
        Linker.nativeLinker()
            .downcallHandle(library.findOrThrow("_NSGetEnviron"), FunctionDescriptor.of(JAVA_LONG));
    try {
      return (long) function.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
