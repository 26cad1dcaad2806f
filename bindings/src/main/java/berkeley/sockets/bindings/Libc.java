/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.nio.charset.StandardCharsets;

/** Which C library this process runs on. */
final class Libc {
  private Libc() {}

  /**
   * Whether it is musl: its loader is mapped into the process. The file is looked for first,
   * because that is cheap and answers almost everywhere; alone it would tell of what is installed.
   */
  static boolean isMusl() {
    String said = System.getProperty("berkeley.sockets.libc");
    if (said != null) {
      return said.equals("musl");
    }
    return hasMuslLoader(System.getProperty("os.arch")) && mapsMuslLoader("/proc/self/maps");
  }

  private static boolean hasMuslLoader(String processor) {
    String name = processor.equals("amd64") ? "x86_64" : processor;
    return new File("/lib/ld-musl-" + name + ".so.1").exists();
  }

  static boolean mapsMuslLoader(String maps) {
    try (BufferedReader lines =
        new BufferedReader(new FileReader(maps, StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("/ld-musl-")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // no /proc: taken for glibc, which the first call looks for once more
    }
  }

  /** Whether it is glibc. */
  static boolean isGlibc() {
    return Linker.nativeLinker().defaultLookup().find("gnu_get_libc_version").isPresent();
  }
}
