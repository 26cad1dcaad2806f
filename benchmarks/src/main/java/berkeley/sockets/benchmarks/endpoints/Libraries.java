/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.nio.file.Path;

/** Where native/build leaves shared libraries and programs. */
public final class Libraries {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("native.directory", "native/target"));

  private Libraries() {}

  public static Path path(String library) {
    return DIRECTORY.resolve("lib").resolve("lib" + library + ".so").toAbsolutePath();
  }

  public static Path program(String name) {
    return DIRECTORY.resolve("bin").resolve(name).toAbsolutePath();
  }
}
