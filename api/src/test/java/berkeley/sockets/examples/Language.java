/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two versions of every example. */
enum Language {
  C {
    @Override
    List<String> command(String name) {
      Path program = NATIVE.resolve(name);
      assumeTrue(Files.isExecutable(program), program + " is not built: native/build says why");
      return List.of(program.toString());
    }
  },

  JAVA {
    @Override
    List<String> command(String name) {
      List<String> command = new ArrayList<>(Sources.java());
      command.addAll(
          List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", Sources.compiled()));
      command.add(Sources.className(name));
      return command;
    }
  };

  static final Path NATIVE = Path.of(System.getProperty("native.directory"), "examples");

  /** What starts the example of that name. */
  abstract List<String> command(String name);
}
