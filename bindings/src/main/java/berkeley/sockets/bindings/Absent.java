/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import berkeley.sockets.bindings.headers.errno_h;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions that this system's C library lacks: a call makes the system call itself where the
 * kernel has one of that name, or fails with ENOSYS. Loaded when the first such function is linked.
 */
public final class Absent {
  /** What an absent function returns: -1. */
  static final int MINUS_ONE = 0;

  /** What an absent function returns: a null pointer, or 0. */
  static final int ZERO = 1;

  /** What an absent function returns: the error number, which is ENOSYS. */
  static final int ERROR = 2;

  private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

  private Absent() {}

  /** Whether a call of the function has failed because the C library lacks it. */
  public static boolean is(String function) {
    return NAMES.contains(function);
  }

  /** Which function is missing where. */
  public static String message(String function) {
    return function + " is not in the C library of " + Platform.name();
  }

  /**
   * What is called in the place of a function.
   *
   * @param failure what it returns, one of the constants above
   */
  static MethodHandle handle(String function, MethodType type, int failure) {
    MethodHandle call = systemCall(function);
    if (call != null) {
      return call;
    }
    NAMES.add(function);
    try {
      MethodHandle fails =
          MethodHandles.lookup()
              .findStatic(
                  Absent.class,
                  "fail",
                  MethodType.methodType(long.class, int.class, MemorySegment.class));
      return MethodHandles.dropArguments(
          MethodHandles.insertArguments(fails, 0, failure),
          1,
          type.parameterList().subList(1, type.parameterCount()));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static long fail(int failure, MemorySegment cell) {
    cell.set(JAVA_INT, 0, errno_h.ENOSYS);
    return switch (failure) {
      case MINUS_ONE -> -1;
      case ZERO -> 0;
      default -> errno_h.ENOSYS;
    };
  }

  /** The function by syscall(2), or null: musl has no preadv2, pwritev2 and epoll_pwait2. */
  private static MethodHandle systemCall(String function) {
    int others = Platform.is(Platform.LINUX_AARCH64 | Platform.LINUX_RISCV64) ? 286 : 0;
    return switch (function) {
      case "preadv2" -> positioned(number(327, others, 376, 380));
      case "pwritev2" -> positioned(number(328, others + 1, 377, 381));
      case "epoll_pwait2" -> {
        MethodHandle call = syscall(number(441, 441, 441, 441), "LPLPPL");
        yield call == null ? null : MethodHandles.insertArguments(call, 6, 8L); // bytes of the mask
      }
      default -> null;
    };
  }

  private static int number(int x86, int generic, int s390x, int ppc64le) {
    return Platform.is(Platform.MACOS)
        ? 0
        : Platform.is(Platform.LINUX_X86_64)
            ? x86
            : Platform.is(Platform.LINUX_S390X)
                ? s390x
                : Platform.is(Platform.LINUX_PPC64LE) ? ppc64le : generic;
  }

  /** The kernel takes the offset in two halves; a processor of 64 bits ignores the upper one. */
  private static MethodHandle positioned(int number) {
    MethodHandle call = syscall(number, "LPLLLL");
    return call == null ? null : MethodHandles.insertArguments(call, 5, 0L);
  }

  /** syscall(2) with the number filled in, or null where there is none. */
  private static MethodHandle syscall(int number, String shape) {
    if (number == 0) {
      return null;
    }
    MemoryLayout[] arguments = new MemoryLayout[1 + shape.length()];
    arguments[0] = JAVA_LONG;
    for (int i = 0; i < shape.length(); i++) {
      arguments[i + 1] = shape.charAt(i) == 'P' ? ADDRESS : JAVA_LONG;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, arguments),
            ErrnoCell.ERRNO,
            Linker.Option.firstVariadicArg(1));
    return MethodHandles.insertArguments(call, 1, (long) number);
  }
}
