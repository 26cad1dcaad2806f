/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * {@code h_errno}: why gethostbyname(3) of this thread failed. A variable of the process on macOS,
 * of the thread elsewhere, where {@code <netdb.h>} asks a function for its place.
 */
public final class HErrno {
  private HErrno() {}

  private static final class Location {
    private static final String NAME =
        Platform.is(Platform.FREEBSD) ? "__h_errno" : "__h_errno_location";

    static final MethodHandle LOCATION =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow(NAME),
                FunctionDescriptor.of(JAVA_LONG));
  }

  /** The number, {@code HOST_NOT_FOUND} and so on. */
  public static int get() {
    return Native.memory(address(), Integer.BYTES).get(JAVA_INT, 0);
  }

  private static long address() {
    if (Platform.is(Platform.MACOS)) {
      return Linker.nativeLinker().defaultLookup().findOrThrow("h_errno").address();
    }
    try {
      return (long) Location.LOCATION.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
