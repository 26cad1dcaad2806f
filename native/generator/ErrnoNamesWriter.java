/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.util.List;

/** Writes the names of the error numbers, which not every C library can tell. */
final class ErrnoNamesWriter {
  private ErrnoNamesWriter() {}

  /**
   * @param names the usual name of a number first
   */
  static void write(Target target, List<String> names) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String name : names) {
      rows.append("    name(names, errno_h.%s, \"%1$s\");\n".formatted(name));
    }
    target.write(
        "bindings",
        "berkeley/sockets/bindings/headers/ErrnoNames.java",
        Generate.LICENCE
            + """
            package berkeley.sockets.bindings.headers;

            import berkeley.sockets.bindings.Platform;

            /** The names of this platform's error numbers. */
            public final class ErrnoNames {
              private static final String[] NAMES = names();

              private ErrnoNames() {}

              /** {@return the name of an error number, or null where it has none} */
              public static String of(int errno) {
                return errno >= 0 && errno < NAMES.length ? NAMES[errno] : null;
              }

              private static String[] names() {
                String[] names = new String[256];
                names[0] = "0"; // as strerrorname_np(3) has it
            %s    return names;
              }

              /** Of two names of one number, the first stays. */
              private static void name(String[] names, int errno, String name) {
                if (Platform.has(errno) && names[errno] == null) {
                  names[errno] = name;
                }
              }
            }
            """
                .formatted(rows));
  }
}
