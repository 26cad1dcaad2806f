/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import java.util.Objects;

/** What programs of this package have in common. */
final class Program {
  private Program() {}

  /** Ends a program whose result is not the expected one. */
  static void check(Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      throw new IllegalStateException(brief(found) + " instead of " + brief(expected));
    }
  }

  private static String brief(Object value) {
    String text = String.valueOf(value);
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }
}
