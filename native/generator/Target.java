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
    Path file = root.resolve(module).resolve("src/generated/java").resolve(source);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
