/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import org.jspecify.annotations.Nullable;

/**
 * The platforms whose numbers are known, and which of them this machine is.
 *
 * <p>The generated headers write a number that is the same everywhere as {@code value(10)}, one
 * that only Linux has as {@code linux(10)}, and one that differs as {@code value(16384,
 * LINUX_AARCH64, 65536)}: the number of the reference platform, Linux on x86-64 with glibc, then
 * groups of platforms with theirs. These are methods, so that javac copies no number into the
 * classes that use it.
 *
 * <p>A platform has a bit here, a column of numbers in native/facts, and nothing else; {@link
 * Admission} says which may be called.
 */
public final class Platform {
  public static final int LINUX_X86_64_GLIBC = 1;
  public static final int LINUX_AARCH64_GLIBC = 1 << 1;
  public static final int LINUX_RISCV64_GLIBC = 1 << 2;
  public static final int LINUX_S390X_GLIBC = 1 << 3;
  public static final int LINUX_PPC64LE_GLIBC = 1 << 4;
  public static final int LINUX_X86_64_MUSL = 1 << 5;
  public static final int LINUX_AARCH64_MUSL = 1 << 6;
  public static final int LINUX_RISCV64_MUSL = 1 << 7;
  public static final int LINUX_S390X_MUSL = 1 << 8;
  public static final int MACOS_AARCH64 = 1 << 9;
  public static final int MACOS_X86_64 = 1 << 10;
  public static final int FREEBSD_X86_64 = 1 << 11;
  public static final int FREEBSD_AARCH64 = 1 << 12;

  /** Linux on x86-64. */
  public static final int LINUX_X86_64 = LINUX_X86_64_GLIBC | LINUX_X86_64_MUSL;

  /** Linux on 64-bit ARM. */
  public static final int LINUX_AARCH64 = LINUX_AARCH64_GLIBC | LINUX_AARCH64_MUSL;

  /** Linux on 64-bit RISC-V. */
  public static final int LINUX_RISCV64 = LINUX_RISCV64_GLIBC | LINUX_RISCV64_MUSL;

  /** Linux on IBM Z. */
  public static final int LINUX_S390X = LINUX_S390X_GLIBC | LINUX_S390X_MUSL;

  /** Linux on 64-bit POWER, little-endian. */
  public static final int LINUX_PPC64LE = LINUX_PPC64LE_GLIBC;

  /** Linux with the C library musl, as Alpine has it. */
  public static final int LINUX_MUSL =
      LINUX_X86_64_MUSL | LINUX_AARCH64_MUSL | LINUX_RISCV64_MUSL | LINUX_S390X_MUSL;

  /** macOS. */
  public static final int MACOS = MACOS_AARCH64 | MACOS_X86_64;

  /** FreeBSD. */
  public static final int FREEBSD = FREEBSD_X86_64 | FREEBSD_AARCH64;

  /** All that is not Linux: systems whose sockets are BSD's own. */
  public static final int BSD = MACOS | FREEBSD;

  /** The value of a constant that this platform does not have; no constant has it anywhere. */
  public static final int ABSENT = -1_515_870_811;

  /** This machine's bit, 0 where it is none of the above. */
  static final int HERE =
      bit(System.getProperty("os.name"), System.getProperty("os.arch"), Libc.isMusl());

  /**
   * Whether this library makes do with what POSIX has, without calls and flags that only Linux has:
   * elsewhere, and where a property asks for it, so that the same code is tested on Linux.
   */
  public static final boolean PORTABLE = is(BSD) || Boolean.getBoolean("berkeley.sockets.portable");

  private Platform() {}

  /** The bit of a platform, 0 where it has none. */
  static int bit(String system, String processor, boolean musl) {
    if (system.equals("Linux")) {
      return switch (processor) {
        case "amd64", "x86_64" -> musl ? LINUX_X86_64_MUSL : LINUX_X86_64_GLIBC;
        case "aarch64", "arm64" -> musl ? LINUX_AARCH64_MUSL : LINUX_AARCH64_GLIBC;
        case "riscv64" -> musl ? LINUX_RISCV64_MUSL : LINUX_RISCV64_GLIBC;
        case "s390x" -> musl ? LINUX_S390X_MUSL : LINUX_S390X_GLIBC;
        case "ppc64le" -> musl ? 0 : LINUX_PPC64LE_GLIBC;
        default -> 0;
      };
    }
    if (system.startsWith("Mac")) {
      return switch (processor) {
        case "aarch64", "arm64" -> MACOS_AARCH64;
        case "amd64", "x86_64" -> MACOS_X86_64;
        default -> 0;
      };
    }
    if (system.equals("FreeBSD")) {
      return switch (processor) {
        case "amd64", "x86_64" -> FREEBSD_X86_64;
        case "aarch64", "arm64" -> FREEBSD_AARCH64;
        default -> 0;
      };
    }
    return 0;
  }

  /** The name of this machine's column in native/facts, or null. */
  public static @Nullable String name() {
    return switch (HERE) {
      case LINUX_X86_64_GLIBC -> "linux-x86_64-glibc";
      case LINUX_AARCH64_GLIBC -> "linux-aarch64-glibc";
      case LINUX_RISCV64_GLIBC -> "linux-riscv64-glibc";
      case LINUX_S390X_GLIBC -> "linux-s390x-glibc";
      case LINUX_PPC64LE_GLIBC -> "linux-ppc64le-glibc";
      case LINUX_X86_64_MUSL -> "linux-x86_64-musl";
      case LINUX_AARCH64_MUSL -> "linux-aarch64-musl";
      case LINUX_RISCV64_MUSL -> "linux-riscv64-musl";
      case LINUX_S390X_MUSL -> "linux-s390x-musl";
      case MACOS_AARCH64 -> "macos-aarch64";
      case MACOS_X86_64 -> "macos-x86_64";
      case FREEBSD_X86_64 -> "freebsd-x86_64";
      case FREEBSD_AARCH64 -> "freebsd-aarch64";
      default -> null;
    };
  }

  /** How much is known of this machine's platform, as docs/platforms.md has it, or null. */
  public static @Nullable String tier() {
    return HERE == 0 ? null : tier(HERE);
  }

  static String tier(int platform) {
    if (platform == LINUX_X86_64_GLIBC) {
      return "tested on every build";
    }
    if ((platform & LINUX_MUSL) != 0) {
      return "verified by compiler, not run";
    }
    return (platform & BSD) != 0
        ? "verified by compiler, not run, experimental"
        : "verified by compiler, run under emulation";
  }

  /** Whether this machine belongs to a group of platforms, such as {@link #LINUX_MUSL}. */
  public static boolean is(int group) {
    return (group & HERE) != 0;
  }

  /** A number that is the same everywhere. */
  public static int value(int everywhere) {
    return everywhere;
  }

  /** A number that is the same everywhere. */
  public static long value(long everywhere) {
    return everywhere;
  }

  /** A number that Linux has, the same on all processors, and no other system. */
  public static int linux(int number) {
    return is(BSD) ? ABSENT : number;
  }

  /** A number that Linux has, the same on all processors, and no other system. */
  public static long linux(long number) {
    return is(BSD) ? ABSENT : number;
  }

  /** A number that differs on one group of platforms. */
  public static int value(int most, int group, int there) {
    return is(group) ? there : most;
  }

  /** A number that differs on one group of platforms. */
  public static long value(long most, int group, long there) {
    return is(group) ? there : most;
  }

  /**
   * A number that differs.
   *
   * @param most the number of all platforms that are in no group
   * @param groups a group of platforms, its number, another group, and so on
   */
  public static int value(int most, int... groups) {
    for (int i = 0; i < groups.length; i += 2) {
      if (is(groups[i])) {
        return groups[i + 1];
      }
    }
    return most;
  }

  /** As {@link #value(int, int...)}. */
  public static long value(long most, long... groups) {
    for (int i = 0; i < groups.length; i += 2) {
      if (is((int) groups[i])) {
        return groups[i + 1];
      }
    }
    return most;
  }

  /** A flag that may be left out: 0 where there is none. */
  public static int flag(int number) {
    return has(number) ? number : 0;
  }

  /** Whether a number is one, and not {@link #ABSENT}. */
  public static boolean has(long number) {
    return number != ABSENT;
  }
}
