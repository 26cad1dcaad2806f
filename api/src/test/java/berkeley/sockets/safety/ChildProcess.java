/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a JVM, or another program, and waits for it. */
public final class ChildProcess {
  public static final Path ROOT = Path.of(System.getProperty("root.directory"));
  static final String MODULES =
      ROOT.resolve("bindings/target/classes") + ":" + ROOT.resolve("api/target/classes");

  private static final int LIMIT_SECONDS = Integer.getInteger("child.seconds", 60);

  public record Result(int status, String output) {}

  private ChildProcess() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin/java").toString();
  }

  /** The agent that measures coverage, if one runs here, measures children as well. */
  public static List<String> agents() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent"))
        .toList();
  }

  /** A JVM with our classes and the tests' on its class path. */
  public static List<String> jvm(String... flags) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(agents());
    command.add("--illegal-native-access=deny");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(MODULES + ":" + ROOT.resolve("api/target/test-classes"));
    command.addAll(List.of(flags));
    return command;
  }

  public static Process start(ProcessBuilder program) throws IOException {
    return start(program, LIMIT_SECONDS);
  }

  /**
   * Starts a program and kills it after so long: no wait for it or for its output is without end.
   */
  public static Process start(ProcessBuilder program, int seconds) throws IOException {
    Process process = program.start();
    process
        .onExit()
        .completeOnTimeout(process, seconds, TimeUnit.SECONDS)
        // through the handle: Process.destroyForcibly closes streams that may not be read yet
        .thenAccept(ended -> ended.toHandle().destroyForcibly());
    return process;
  }

  public static Result run(List<String> command) throws IOException, InterruptedException {
    return run(command, LIMIT_SECONDS);
  }

  /** Runs a program that may take so long. */
  public static Result run(List<String> command, int seconds)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("child", ".out");
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return new Result(ended ? process.exitValue() : -1, ended ? text : text + "\n(timed out)");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      Files.delete(output);
    }
  }

  /** Whether a program is in PATH. */
  public static boolean installed(String program) {
    for (String directory : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
