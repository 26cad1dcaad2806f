/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import org.jspecify.annotations.Nullable;

/** Which platforms may be called: those whose numbers are known. The rest hear why not. */
final class Admission {
  /** Admits a platform on which nobody has run the tests yet. */
  private static final String EXPERIMENTAL = "berkeley.sockets.experimental";

  /** Asks for a line on standard error that says how much is known of the platform. */
  private static final String TIER = "berkeley.sockets.tier";

  private Admission() {}

  /** Why nothing can be called on this machine, or null. */
  static @Nullable UnsupportedOperationException obstacle() {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch");
    boolean musl = Libc.isMusl();
    boolean libc = !system.equals("Linux") || musl != Libc.isGlibc();
    UnsupportedOperationException obstacle =
        obstacle(system, processor, musl, libc, Boolean.getBoolean(EXPERIMENTAL));
    if (obstacle == null && Boolean.getBoolean(TIER)) {
      System.err.println("Berkeley Sockets for Java: " + Platform.name() + ": " + Platform.tier());
    }
    return obstacle;
  }

  /**
   * Why nothing can be called on a platform, or null.
   *
   * @param system {@code os.name}
   * @param processor {@code os.arch}
   * @param musl whether the C library is musl
   * @param libc whether the C library is the one for which it is taken
   * @param experimental whether to admit what nobody has run yet
   */
  static @Nullable UnsupportedOperationException obstacle(
      String system, String processor, boolean musl, boolean libc, boolean experimental) {
    int bit = Platform.bit(system, processor, musl);
    if (bit != 0 && libc && ((bit & Platform.BSD) == 0 || experimental)) {
      return null;
    }
    String why;
    if (system.startsWith("Windows")) {
      why = ": its sockets are no descriptors, and it lacks two thirds of the functions";
    } else if (bit == 0) {
      why =
          musl
              ? ", with the C library musl: its numbers are not known"
              : ": its numbers are not known";
    } else if (!libc) {
      why = ", with a C library that is neither glibc nor musl: its numbers are not known";
    } else {
      why = ": nobody has run it there; -D" + EXPERIMENTAL + "=true admits it";
    }
    return new UnsupportedOperationException(
        "Berkeley Sockets for Java does not run on "
            + system
            + " on "
            + processor
            + why
            + "; supported: Linux with glibc on x86-64, aarch64, riscv64, s390x and ppc64le,"
            + " with musl on x86-64, aarch64, riscv64 and s390x");
  }
}
