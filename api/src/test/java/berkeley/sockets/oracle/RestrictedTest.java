/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mirror answers as C does where the process may do less: both run as children. */
@Tag("child")
class RestrictedTest {
  private static final String NOBODY = "65534";
  private static final String TESTS = "api/target/test-classes";

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void withoutDescriptors(String thread) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Oracle.PROGRAM), "no C oracle: native/build found no compiler");
    compare("limits.calls", List.of("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh"), thread);
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void withoutPrivileges(String thread) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Oracle.PROGRAM), "no C oracle: native/build found no compiler");
    boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    List<String> drop =
        root
            ? List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups")
            : List.of();
    List<String> probe = new ArrayList<>(drop);
    probe.addAll(List.of("test", "-x", Oracle.PROGRAM.toString()));
    assumeTrue(runs(probe), "no setpriv, or another user may not read this directory");
    compare("unprivileged.calls", drop, thread);
  }

  private static boolean runs(List<String> command) throws InterruptedException {
    try {
      return ChildProcess.run(command).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void compare(String name, List<String> prefix, String thread)
      throws IOException, InterruptedException {
    Path script = Oracle.SCRIPTS.resolve("restricted").resolve(name);
    List<String> expected = Oracle.c(prefix, script);
    Path directory = Oracle.directory();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> java = new ArrayList<>(prefix);
    java.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp"));
    java.add(classes(directory).toString());
    java.add("--enable-native-access=ALL-UNNAMED");
    java.add("-Xshare:auto");
    java.add("-Droot.directory=" + System.getProperty("root.directory"));
    java.add("-Dchild.seconds=" + Oracle.SECONDS);
    java.add(ScriptProgram.class.getName());
    java.addAll(List.of(script.toString(), directory.toString(), thread));
    try {
      assertEquals(
          String.join("\n", expected), String.join("\n", Oracle.output(java, script)), name);
    } finally {
      Oracle.delete(directory);
    }
  }

  /** One jar, which is open before the script runs: classes must load without a descriptor. */
  private static Path classes(Path directory) throws IOException {
    Path root = Path.of(System.getProperty("root.directory"));
    Path jar = directory.resolve("classes.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String part : List.of("bindings/target/classes", "api/target/classes", TESTS)) {
        Path top = root.resolve(part);
        try (Stream<Path> files = Files.walk(top)) {
          for (Path file : files.filter(RestrictedTest::isNeeded).toList()) {
            out.putNextEntry(new ZipEntry(top.relativize(file).toString()));
            Files.copy(file, out);
          }
        }
      }
    }
    return jar;
  }

  private static boolean isNeeded(Path file) {
    String name = file.toString();
    boolean test = name.contains(TESTS) && !name.contains("/oracle/");
    return name.endsWith(".class") && !name.endsWith("module-info.class") && !test;
  }
}
