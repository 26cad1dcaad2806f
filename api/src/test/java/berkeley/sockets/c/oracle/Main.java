/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c.oracle;

import java.nio.file.Path;

/** Runs a script through the mirror in a process of its own: {@code Main SCRIPT DIRECTORY}. */
final class Main {
  private Main() {}

  static void main(String[] args) throws Exception {
    Oracle.java(Path.of(args[0]), args[1]).forEach(System.out::println);
  }
}
