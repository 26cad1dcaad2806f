/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C leaves no process, no socket and no file behind. */
class InterruptTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0} after {1} ms")
  @CsvSource({"unix-64,200", "unix-64,2500", "startup,200", "startup,2500"})
  void leavesNothing(String workload, long delay) throws Exception {
    Process compare = start(workload);
    List<ProcessHandle> offspring = new ArrayList<>();
    try {
      for (int i = 0; i < 2000 && offspring.isEmpty(); i++) {
        assertTrue(compare.isAlive(), "it ended before it began");
        Thread.sleep(10);
        compare.descendants().forEach(offspring::add);
      }
      Thread.sleep(delay);
      assertTrue(compare.isAlive(), "it measured nothing");
      compare.descendants().forEach(offspring::add);
      new ProcessBuilder("kill", "-INT", Long.toString(compare.pid())).start().waitFor();
      assertTrue(compare.waitFor(30, TimeUnit.SECONDS), "it goes on");
      assertEquals(128 + 2, compare.exitValue());
      for (ProcessHandle process : offspring) {
        process.onExit().get(10, TimeUnit.SECONDS);
      }
      assertEquals(List.of(), files());
      String sockets = Files.readString(Path.of("/proc/net/unix"));
      assertFalse(sockets.contains(directory.toString()), sockets);
    } finally {
      compare.destroyForcibly();
      offspring.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** With its own directory for temporary files, and a signal that the parent may have ignored. */
  private Process start(String workload) throws Exception {
    assumeTrue(
        new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0,
        "env(1) does not know --default-signal");
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(
        List.of(
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + directory,
            "-Dnative.directory=" + System.getProperty("native.directory"),
            "-Droot.directory=" + System.getProperty("root.directory"),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Compare.class.getName(),
            "--quick",
            "--only",
            workload));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.skip(1).map(Path::toString).toList();
    }
  }
}
