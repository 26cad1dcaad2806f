/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

  /** Not from the headers, which stand on this package; a test compares. */
  static final int ENOSYS = Platform.value(38, Platform.BSD, 78);

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
   * @param errno where a system call leaves its error
   */
  static MethodHandle handle(String function, MethodType type, int failure, Linker.Option errno) {
    MethodHandle call = systemCall(function, type, errno);
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
      throw new LinkageError("Absent.fail", e);
    }
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static long fail(int failure, MemorySegment cell) {
    cell.set(JAVA_INT, 0, ENOSYS);
    return switch (failure) {
      case MINUS_ONE -> -1;
      case ZERO -> 0;
      default -> ENOSYS;
    };
  }

  /** The function by syscall(2), or null: musl has no preadv2, pwritev2 and epoll_pwait2. */
  private static @Nullable MethodHandle systemCall(
      String function, MethodType type, Linker.Option errno) {
    int others = Platform.is(Platform.LINUX_AARCH64 | Platform.LINUX_RISCV64) ? 286 : 0;
    return switch (function) { // the offset goes in two halves; 64 bits ignore the upper one
      case "preadv2" -> syscall(number(327, others, 376, 380), type, errno, 5, 5, 0);
      case "pwritev2" -> syscall(number(328, others + 1, 377, 381), type, errno, 5, 5, 0);
      case "epoll_pwait2" ->
          syscall(number(441, 441, 441, 441), type, errno, 5, 6, 8); // bytes of a mask
      default -> null;
    };
  }

  private static int number(int x86, int generic, int s390x, int ppc64le) {
    return Platform.is(Platform.BSD)
        ? 0
        : Platform.is(Platform.LINUX_X86_64)
            ? x86
            : Platform.is(Platform.LINUX_S390X)
                ? s390x
                : Platform.is(Platform.LINUX_PPC64LE) ? ppc64le : generic;
  }

  /**
   * syscall(2) in the shape of a function, or null where there is no such call.
   *
   * @param number the call's number, or 0
   * @param type the shape, which may have arguments at its end that the function does not have
   * @param count how many the function has
   * @param at before which argument, the first being 1, the system call has one more
   * @param more what that is
   */
  private static @Nullable MethodHandle syscall(
      int number, MethodType type, Linker.Option errno, int count, int at, long more) {
    if (number == 0) {
      return null;
    }
    List<MemoryLayout> arguments = new ArrayList<>();
    for (Class<?> argument : type.parameterList().subList(1, 1 + count)) {
      arguments.add(argument == MemorySegment.class ? ADDRESS : JAVA_LONG);
    }
    arguments.add(at - 1, JAVA_LONG);
    arguments.addFirst(JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    MethodHandle call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, arguments.toArray(MemoryLayout[]::new)),
            errno,
            Linker.Option.firstVariadicArg(1));
    call = MethodHandles.insertArguments(call, 1 + at, more);
    call = MethodHandles.insertArguments(call, 1, (long) number);
    return MethodHandles.dropArguments(
        call, 1 + count, type.parameterList().subList(1 + count, type.parameterCount()));
  }
}
