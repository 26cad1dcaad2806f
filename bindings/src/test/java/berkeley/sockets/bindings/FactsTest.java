/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each platform's compiler judges the committed facts of that platform. */
class FactsTest {
  private static final Path DIRECTORY = SymbolLists.ROOT.resolve("native/facts");

  static List<String> platforms() throws Exception {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void theCompilerAgrees(String platform) throws Exception {
    String compiler =
        Files.readAllLines(DIRECTORY.resolve(platform + ".txt")).stream()
            .filter(line -> line.startsWith("# compiler: "))
            .map(line -> line.replace("# compiler: ", "").split(" ")[0])
            .findFirst()
            .orElseThrow();
    assumeTrue(Commands.exists(compiler), compiler + " is not installed: nobody can judge");
    assertEquals("", Commands.generator("check-facts", platform));
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
    assertEquals("32768", Commands.facts("linux-aarch64-glibc").get("O_NOFOLLOW"));
  }
}
