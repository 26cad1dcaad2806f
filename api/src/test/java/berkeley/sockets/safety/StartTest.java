/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that is started the wrong way is told. */
@Tag("child")
class StartTest {
  private static final Path ROOT = Path.of(System.getProperty("root.directory"));
  private static final String MODULES =
      ROOT.resolve("bindings/target/classes") + ":" + ROOT.resolve("api/target/classes");
  private static final String PROGRAM =
      """
      import static berkeley.sockets.c.SysSocket.*;
      void main() {
        IO.println(socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? "opened" : "failed");
      }
      """;

  @TempDir Path directory;

  @Test
  void withNativeAccessItRuns() throws Exception {
    ChildProcess.Result result = start("--enable-native-access=berkeley.sockets.bindings");
    assertEquals("opened\n", result.output());
    assertEquals(0, result.status());
  }

  @Test
  void deniedNativeAccessNamesTheExactFlag() throws Exception {
    ChildProcess.Result result = start();
    assertNotEquals(0, result.status());
    assertTrue(
        result
            .output()
            .contains(
                "java.lang.IllegalCallerException: native access is denied;"
                    + " start java with --enable-native-access=berkeley.sockets.bindings"),
        result.output());
  }

  @Test
  void onTheClassPathTheFlagIsAnotherOne() throws Exception {
    ChildProcess.Result result =
        run(java(), "--illegal-native-access=deny", "-cp", MODULES, program());
    assertTrue(result.output().contains("--enable-native-access=ALL-UNNAMED"), result.output());
    result =
        run(
            java(),
            "--illegal-native-access=deny",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            MODULES,
            program());
    assertEquals("opened\n", result.output());
  }

  @Test
  void everyClassIsInitialisedWithoutNativeAccess() throws Exception {
    String tests = ROOT.resolve("api/target/test-classes").toString();
    String main = EntryPoints.class.getName();
    String[] where = {
      ROOT.resolve("api/target/classes") + "/", ROOT.resolve("bindings/target/classes") + "/"
    };
    ChildProcess.Result result =
        run(java(), "--illegal-native-access=deny", "-cp", tests, main, where[0], where[1]);
    assertEquals("done\n", result.output());
  }

  @Test
  void anOldJdkNamesTheVersionsInQuestion() throws Exception {
    String old = oldJava();
    assumeTrue(old != null, "no JDK 11 to 24 in /usr/lib/jvm to try");
    ChildProcess.Result result =
        run(old, "-p", MODULES, "-m", "berkeley.sockets/berkeley.sockets.Domain");
    assertNotEquals(0, result.status());
    assertTrue(result.output().contains("version 69.0"), result.output()); // JDK 25's
    result = run(old, "-cp", MODULES, "berkeley.sockets.Domain");
    assertNotEquals(0, result.status());
    assertTrue(
        result.output().contains("UnsupportedClassVersionError")
            && result.output().contains("class file version 69.0"),
        result.output());
  }

  private ChildProcess.Result start(String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of(java(), "--illegal-native-access=deny"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-p", MODULES, "--add-modules", "berkeley.sockets", program()));
    return run(command.toArray(String[]::new));
  }

  private String program() throws IOException {
    return Files.writeString(directory.resolve("Program.java"), PROGRAM).toString();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin/java").toString();
  }

  private static String oldJava() throws IOException {
    Path installed = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(installed)) {
      return null;
    }
    try (Stream<Path> jdks = Files.list(installed)) {
      for (Path jdk : jdks.toList()) {
        Path release = jdk.resolve("release");
        if (Files.isRegularFile(release)
            && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[1-9]|2[0-4])\\b.*")) {
          return jdk.resolve("bin/java").toString();
        }
      }
    }
    return null;
  }

  private static ChildProcess.Result run(String... command) throws Exception {
    return ChildProcess.run(List.of(command));
  }
}
