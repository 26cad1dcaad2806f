/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each platform's compiler judges the committed facts of that platform. */
class FactsTest {
  private static final Path DIRECTORY = SymbolLists.ROOT.resolve("native/facts");

  @TempDir Path programs;

  /** What all compilers say; they are asked in one process, because starting it takes longest. */
  private static String judgement;

  static List<String> platforms() throws Exception {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList();
    }
  }

  @BeforeAll
  static void askTheCompilers() throws Exception {
    judgement = Commands.generator("check-facts");
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void theCompilerAgrees(String platform) {
    List<String> lines =
        judgement
            .lines()
            .filter(line -> line.startsWith(platform + ": "))
            .map(line -> line.substring(platform.length() + 2))
            .toList();
    assumeFalse(lines.getFirst().endsWith(" is not installed"), "nobody can judge: " + lines);
    assertEquals(List.of("judged"), lines);
  }

  /** On an arm64 machine cc is the compiler of another platform than on this one. */
  @Test
  void aCompilerJudgesItsOwnPlatform() throws Exception {
    Path cc = programs.resolve("cc");
    Files.writeString(cc, "#!/bin/sh\necho aarch64-unknown-linux-gnu\n");
    assertTrue(cc.toFile().setExecutable(true));
    List<String> java =
        List.of("/usr/bin/env", "PATH=" + programs, "ZIG=" + programs, Commands.java());
    List<String> lines = Commands.generatorBy(java, "compilers").lines().toList();
    assertTrue(lines.contains("linux-x86_64-glibc: null"), lines.toString());
    assertTrue(lines.contains("linux-aarch64-glibc: cc -I$KERNEL"), lines.toString());
    assertTrue(lines.contains("linux-s390x-glibc: null"), lines.toString());
  }

  /** Its headers say what another C library's would not. */
  @Test
  void aCompilerForMuslIsNotTakenForOneOfGlibc() throws Exception {
    Path cc = programs.resolve("cc");
    Files.writeString(cc, "#!/bin/sh\necho x86_64-alpine-linux-musl\n");
    assertTrue(cc.toFile().setExecutable(true));
    List<String> java =
        List.of("/usr/bin/env", "PATH=" + programs, "ZIG=" + programs, Commands.java());
    String printed = Commands.generatorBy(java, "compilers");
    assertTrue(printed.contains("linux-x86_64-glibc: null\n"), printed);
  }

  @Test
  void allThatIsBoundIsAskedFor() throws Exception {
    assertTrue(Commands.facts("linux-x86_64-glibc").size() > 3000);
  }

  /** From gcc's own headers; see epoll_ctl(2) and open(2) for both. */
  @Test
  void arm64DiffersFromX86WhereItsHeadersSay() throws Exception {
    assertEquals("12 1", Commands.facts("linux-x86_64-glibc").get("epoll_event"));
    assertEquals("16 8", Commands.facts("linux-aarch64-glibc").get("epoll_event"));
    assertEquals("16 8", Commands.facts("linux-s390x-glibc").get("epoll_event"));
    assertEquals("32768", Commands.facts("linux-aarch64-glibc").get("O_NOFOLLOW"));
  }
}
