/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts: by C in its own process, by the mirror in this one. */
final class Oracle {
  static final Path SCRIPTS = Path.of(System.getProperty("root.directory", "."), "native/oracle");
  static final Path PROGRAM = Path.of(System.getProperty("native.directory", "."), "bin/oracle");

  private Oracle() {}

  /** A directory whose name is as long as that of any other. */
  static Path directory() throws IOException {
    return Files.createTempDirectory("oracle").toAbsolutePath();
  }

  static List<String> prelude() throws IOException {
    return Files.readAllLines(SCRIPTS.resolve("prelude"));
  }

  static List<String> c(List<String> command, Path script, String directory)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(PROGRAM.toString(), SCRIPTS.resolve("prelude").toString(), directory));
    return output(all, script);
  }

  static List<String> output(List<String> command, Path script)
      throws IOException, InterruptedException {
    File errors = File.createTempFile("oracle", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(script.toFile())
            .redirectError(errors)
            .start();
    List<String> lines = new ArrayList<>(process.inputReader().readAllLines());
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          script + ": status " + status + ", " + Files.readString(errors.toPath()) + lines);
    }
    Files.delete(errors.toPath());
    return lines;
  }

  static List<String> java(Path script, String directory) throws IOException {
    List<String> answers = new ArrayList<>();
    try (Interpreter interpreter = new Interpreter(directory, prelude(), answers)) {
      interpreter.run(Files.readAllLines(script));
    }
    return answers;
  }
}
