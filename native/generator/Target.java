/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where emitted sources go: the project, or a directory to compare it with. */
record Target(Path root) {
  void write(String module, String source, CharSequence text) throws IOException {
    write(root.resolve(module).resolve("src/generated/java").resolve(source), text);
  }

  void writeResource(String module, String name, CharSequence text) throws IOException {
    write(root.resolve(module).resolve("src/generated/resources").resolve(name), text);
  }

  private static void write(Path file, CharSequence text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
