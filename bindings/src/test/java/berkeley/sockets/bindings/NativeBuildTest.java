/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * native/build with a compiler that finds the second name of the list of constants in no header,
 * and one program wrong: a fault where the C library is glibc, elsewhere a comparison less.
 */
class NativeBuildTest {
  private static final String COMPILER =
      """
      #!/bin/sh
      case "$*" in
        -dumpmachine) echo %s; exit ;;
        *-fsyntax-only*) echo "names:2:8: error: 'X' undeclared"; exit 1 ;;
        */rights.c*) echo "rights.c:1:1: error: no"; exit 1 ;;
      esac
      while [ $# -gt 1 ]; do
        [ "$1" != -o ] || : >"$2"
        shift
      done
      """;

  @TempDir Path directory;

  private Commands.Result build(String machine) throws Exception {
    Path compiler = directory.resolve("cc");
    Files.writeString(compiler, COMPILER.formatted(machine));
    assertTrue(compiler.toFile().setExecutable(true));
    return Commands.run(
        List.of(
            "/usr/bin/env",
            "CC=" + compiler,
            "sh",
            SymbolLists.ROOT.resolve("native/build").toString(),
            directory.resolve("built").toString()));
  }

  @Test
  void whatDoesNotCompileOnMuslIsLeftOut() throws Exception {
    Commands.Result result = build("x86_64-alpine-linux-musl");
    assertEquals(0, result.status(), result.output());
    assertTrue(
        result.output().contains("rights.c is not for x86_64-alpine-linux-musl"), result.output());
    assertTrue(Files.exists(directory.resolve("built/bin/oracle")));
    assertFalse(Files.exists(directory.resolve("built/bin/rights")));
  }

  @Test
  void withGlibcItIsAFault() throws Exception {
    Commands.Result result = build("aarch64-linux-gnu");
    assertNotEquals(0, result.status(), result.output());
    assertTrue(result.output().endsWith("rights.c:1:1: error: no\n"), result.output());
  }

  @Test
  void aConstantThatTheHeadersLackIsLeftOut() throws Exception {
    build("x86_64-alpine-linux-musl");
    List<String> names = Files.readAllLines(directory.resolve("built/names"));
    assertEquals(List.of("AF_ALG", "AF_APPLETALK", "AF_ASH"), names.subList(0, 3));
    List<String> lines = Files.readAllLines(directory.resolve("built/constants.h"));
    int first = lines.indexOf("  CONSTANT(AF_ALG) \\");
    assertEquals("  CONSTANT(AF_ASH) \\", lines.get(first + 1));
  }
}
