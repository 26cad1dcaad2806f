/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each platform's compiler judges the committed facts of that platform. With headers of other
 * versions than the facts are from, it judges what both know.
 */
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
    List<String> lines = said(judgement, platform);
    assumeFalse(lines.getFirst().endsWith(" is not installed"), "nobody can judge: " + lines);
    lines.removeIf(line -> line.startsWith(OtherVersions.MARK));
    assertEquals(List.of("judged"), lines);
  }

  /** Otherwise the test before compares what the headers here and the facts both know. */
  @ParameterizedTest
  @MethodSource("platforms")
  void theHeadersHereAreThoseOfTheFacts(String platform) {
    List<String> others = said(judgement, platform);
    others.removeIf(line -> !line.startsWith(OtherVersions.MARK));
    assumeTrue(others.isEmpty(), "not compared: " + others);
  }

  private static List<String> said(String judgement, String platform) {
    return judgement
        .lines()
        .filter(line -> line.startsWith(platform + ": "))
        .map(line -> line.substring(platform.length() + 2))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Later headers count more and add names, but what has a number keeps it. */
  @Test
  void otherVersionsMayOnlyGrow() throws Exception {
    assumeTrue(
        Commands.exists("cc")
            && Commands.run(List.of("cc", "-dumpmachine")).output().matches("x86_64-.*gnu\\s*"),
        "cc is not the reference platform's compiler");
    assumeTrue(OtherVersions.names().isEmpty(), "the headers here are of other versions");
    later("linux/version.h", "#define LINUX_VERSION_CODE 0x636300");
    later("linux/rtnetlink.h", "#undef RTM_MAX\n#define RTM_MAX 203");
    later("linux/can.h", "#undef CAN_MCNET\n#define CAN_MCNET 9");
    String path = System.getenv("PATH");
    Path cc = programs.resolve("cc");
    Files.writeString(
        cc,
        "#!/bin/sh\nPATH='" + path + "' exec cc -I'" + programs.resolve("later") + "' \"$@\"\n");
    assertTrue(cc.toFile().setExecutable(true));
    String reference = "linux-x86_64-glibc";
    List<String> java = List.of("/usr/bin/env", "PATH=" + programs + ":" + path, Commands.java());
    List<String> lines = said(Commands.generatorBy(java, "check-facts", reference), reference);
    String judged = "judged\n" + OtherVersions.MARK + "Linux 99.99, ";
    assertTrue(String.join("\n", lines).startsWith(judged), lines.toString());
    assertTrue(
        lines.contains(OtherVersions.MARK + "RTM_MAX: 123, by the compiler 203"), lines.toString());
    lines.removeIf(line -> line.startsWith(OtherVersions.MARK));
    assertEquals(List.of("judged", "CAN_MCNET: 5, by the compiler 9"), lines);
  }

  /** A header with other numbers, before the machine's own. */
  private void later(String header, String numbers) throws Exception {
    Path file = programs.resolve("later").resolve(header);
    Files.createDirectories(file.getParent());
    String own = header.endsWith("version.h") ? "" : "#include_next <" + header + ">\n";
    Files.writeString(file, own + numbers + "\n");
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
