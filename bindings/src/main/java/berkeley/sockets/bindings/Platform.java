/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.Linker;

/**
 * The platforms whose numbers are known, and which of them this machine is.
 *
 * <p>The generated headers write a number that is the same everywhere as {@code value(10)}, and one
 * that is not as {@code value(16384, LINUX_AARCH64, 65536)}: the number of the reference platform,
 * Linux on x86-64 with glibc, then groups of platforms with theirs. {@code value} is a method, so
 * that javac copies no number into the classes that use it.
 *
 * <p>A platform has a row here, a column of numbers in native/facts, and nothing else: what has no
 * row is refused before the first call.
 */
public final class Platform {
  /** Linux on x86-64. */
  public static final int LINUX_X86_64 = 1;

  /** Linux on 64-bit ARM. */
  public static final int LINUX_AARCH64 = 1 << 1;

  /** The value of a constant that this platform does not have; no constant has it anywhere. */
  public static final int ABSENT = -1_515_870_811;

  /** This machine's bit, 0 where it is none of the above. */
  private static final int HERE =
      here(System.getProperty("os.name"), System.getProperty("os.arch"));

  private Platform() {}

  private static int here(String system, String processor) {
    if (!system.equals("Linux")) {
      return 0;
    }
    if (processor.equals("amd64") || processor.equals("x86_64")) {
      return LINUX_X86_64;
    }
    return processor.equals("aarch64") || processor.equals("arm64") ? LINUX_AARCH64 : 0;
  }

  /** A number that is the same everywhere. */
  public static int value(int everywhere) {
    return everywhere;
  }

  /** A number that is the same everywhere. */
  public static long value(long everywhere) {
    return everywhere;
  }

  /**
   * A number that differs.
   *
   * @param most the number of all platforms that are in no group
   * @param groups a group of platforms, its number, another group, and so on
   */
  public static int value(int most, int... groups) {
    for (int i = 0; i < groups.length; i += 2) {
      if ((groups[i] & HERE) != 0) {
        return groups[i + 1];
      }
    }
    return most;
  }

  /** As {@link #value(int, int...)}. */
  public static long value(long most, long... groups) {
    for (int i = 0; i < groups.length; i += 2) {
      if ((groups[i] & HERE) != 0) {
        return groups[i + 1];
      }
    }
    return most;
  }

  /** Whether a number is one, and not {@link #ABSENT}. */
  public static boolean has(long number) {
    return number != ABSENT;
  }

  /** Whether this machine's C library is glibc. */
  static boolean hasGlibc() {
    return Linker.nativeLinker().defaultLookup().find("gnu_get_libc_version").isPresent();
  }

  /**
   * Why nothing can be called on a platform, or null.
   *
   * @param system {@code os.name}
   * @param processor {@code os.arch}
   * @param glibc whether the C library is glibc
   */
  static UnsupportedOperationException obstacle(String system, String processor, boolean glibc) {
    if (here(system, processor) != 0 && glibc) {
      return null;
    }
    String libc = !system.equals("Linux") || glibc ? "" : ", with a C library that is not glibc";
    return new UnsupportedOperationException(
        "Berkeley Sockets for Java does not know the numbers of "
            + system
            + " on "
            + processor
            + libc
            + "; supported: Linux with glibc on x86-64 and aarch64");
  }
}
