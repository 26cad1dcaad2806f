/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.nio.file.Path;

/** Where native/build leaves shared libraries and programs. */
final class Libraries {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("native.directory", "native/target"));

  private Libraries() {}

  static Path path(String library) {
    return DIRECTORY.resolve("lib").resolve("lib" + library + ".so").toAbsolutePath();
  }

  static Path program(String name) {
    return DIRECTORY.resolve("bin").resolve(name).toAbsolutePath();
  }
}
