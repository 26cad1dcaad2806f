/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import java.nio.file.Path;
import java.util.List;

/**
 * Runs a script in a process of its own: {@code ScriptProgram SCRIPT DIRECTORY platform|virtual}.
 */
final class ScriptProgram {
  private ScriptProgram() {}

  static void main(String[] args) throws Exception {
    List<String> answers =
        Oracle.java(
            Path.of(args[0]), Path.of(args[1]), args[2].equals("virtual"), Interpreter.MIRROR);
    answers.forEach(System.out::println);
  }
}
