/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes method handles for libc's functions; the only user of the linker.
 *
 * <p>A call's shape is a string with one letter per argument: {@code P} for a pointer, {@code L}
 * for every integer, which the calling conventions pass in one register, extended to 64 bits by its
 * type in C. Every shape returns a 64-bit value, of which the caller takes as much as the C type
 * has.
 */
public final class Native {
  /** Why nothing can be called, or null. What is thrown is made anew each time. */
  @SuppressWarnings("StaticAssignmentOfThrowable")
  private static final @Nullable RuntimeException OBSTACLE = obstacle(Native.class.getModule());

  static final boolean USABLE = OBSTACLE == null;

  /** Whether calls report to {@link CallHook}; folded away by the compiler when they do not. */
  public static final boolean WATCHED =
      System.getProperty("berkeley.sockets.trace") != null
          || System.getProperty("berkeley.sockets.jfr") != null;

  /** False, which the compilers do not know before this class is initialised. */
  static final boolean NEVER = USABLE && OBSTACLE != null;

  private Native() {}

  /** Throws a clear exception where this platform or this start cannot make native calls. */
  public static void check() {
    if (OBSTACLE != null) {
      RuntimeException now =
          OBSTACLE instanceof IllegalCallerException
              ? new IllegalCallerException(OBSTACLE.getMessage())
              : new UnsupportedOperationException(OBSTACLE.getMessage());
      now.initCause(OBSTACLE.getCause());
      throw now;
    }
  }

  private static @Nullable RuntimeException obstacle(Module module) {
    RuntimeException platform = Admission.obstacle();
    return platform != null ? platform : accessObstacle(module);
  }

  /** Why this module may not call native functions, or null. */
  static @Nullable IllegalCallerException accessObstacle(Module module) {
    try {
      MemorySegment.NULL.reinterpret(1); // restricted, and free
      return null;
    } catch (IllegalCallerException e) {
      String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
      return new IllegalCallerException(
          "native access is denied; start java with --enable-native-access=" + name, e);
    }
  }

  /** How a function is called: like most. */
  static final int PLAIN = 0;

  /** As one that cannot block: heap segments are passed without a copy. */
  static final int CRITICAL = 1;

  /** As one declared with two fixed arguments and an ellipsis. */
  static final int VARIADIC = 2;

  /** The handles that were made for the constants of a class, by their names; guarded by itself. */
  private static final HashMap<String, MethodHandle> LINKED = new HashMap<>();

  /**
   * Makes what {@link #linked} returns.
   *
   * @param name of the handle
   * @param kind how it is called, one of the constants above
   * @param failure how the function tells of a failure: a constant of {@link Absent}
   */
  static void link(String name, String function, String shape, int kind, int failure) {
    check();
    MethodHandle handle =
        switch (kind) {
          case CRITICAL ->
              handle(function, shape, failure, ErrnoCell.ERRNO, Linker.Option.critical(true));
          case VARIADIC ->
              handle(function, shape, failure, ErrnoCell.ERRNO, Linker.Option.firstVariadicArg(2));
          default -> link(function, shape, failure);
        };
    synchronized (LINKED) {
      LINKED.put(name, handle);
    }
  }

  /** The handle of that name, for the initialiser of a class, which must not fail. */
  static @Nullable MethodHandle linked(String name) {
    synchronized (LINKED) {
      return LINKED.get(name);
    }
  }

  static MethodHandle link(String function, String shape) {
    return link(function, shape, Absent.MINUS_ONE);
  }

  /**
   * For functions that tell of a failure otherwise than by -1.
   *
   * @param failure how: a constant of {@link Absent}
   */
  static MethodHandle link(String function, String shape, int failure) {
    return handle(function, shape, failure, ErrnoCell.ERRNO);
  }

  private static MethodHandle handle(
      String function, String shape, int failure, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor descriptor = descriptor(shape);
    Optional<MemorySegment> address =
        isHidden(function) ? Optional.empty() : linker.defaultLookup().find(function);
    MethodHandle handle =
        address.isPresent()
            ? linker.downcallHandle(address.get(), descriptor, options)
            : Absent.handle(
                function,
                descriptor.toMethodType().insertParameterTypes(0, MemorySegment.class),
                failure,
                ErrnoCell.ERRNO);
    return WATCHED ? CallHook.link(function, handle) : handle;
  }

  /** Whether a test wants this system to lack a function. */
  private static boolean isHidden(String function) {
    String hidden = System.getProperty("berkeley.sockets.absent");
    return hidden != null && ("," + hidden + ",").contains("," + function + ",");
  }

  /**
   * An argument that C declares as an integer of 32 bits without a sign, as wide as a register.
   * RISC-V extends every 32 bits by their uppermost one; elsewhere the upper half is 0, or ignored.
   */
  static long unsigned(int argument) {
    return Platform.is(Platform.LINUX_RISCV64) ? argument : argument & 0xffffffffL;
  }

  /**
   * The request of ioctl(2). Its constants are ints, and C has no sign there: macOS compares all 64
   * bits, FreeBSD logs a sign as a fault of the program, and Linux takes the lower half.
   */
  static long request(long request) {
    return Platform.is(Platform.BSD) ? request & 0xffffffffL : request;
  }

  static FunctionDescriptor descriptor(String shape) {
    MemoryLayout[] arguments = new MemoryLayout[shape.length()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = shape.charAt(i) == 'P' ? ADDRESS : JAVA_LONG;
    }
    return FunctionDescriptor.of(JAVA_LONG, arguments);
  }

  /**
   * The memory at an address that C returned.
   *
   * @param address where it starts
   * @param size its length in bytes
   */
  public static MemorySegment memory(long address, long size) {
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  /** What a pointer at an address points to, memory without a known size. */
  static MemorySegment pointer(long place) {
    long address = memory(place, ADDRESS.byteSize()).get(ADDRESS, 0).address();
    return memory(address, Long.MAX_VALUE);
  }

  /** The string at an address that C returned. */
  public static String string(long address) {
    return memory(address, Long.MAX_VALUE).getString(0);
  }
}
