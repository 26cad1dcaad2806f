/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A workload's own JVM: one workload's compiled code, threads and heap do not affect the next one's
 * figures, and when a library crashes, only its workload has no result.
 */
public final class ChildJvm {
  private static final String ROW = "row\t";
  private static final String NATIVE = "-Dnative.directory=";
  private static final String PROGRESS = "progress\t";

  private ChildJvm() {}

  /**
   * Measures in a new JVM, and returns what it reports.
   *
   * @param main the class whose main method calls {@link #measure}
   * @param progress told what the new JVM does
   * @param root of another clone with a build, or null for this one
   */
  public static List<Result> start(
      Class<?> main, Workload workload, Plan plan, Consumer<String> progress, Path root)
      throws IOException, InterruptedException {
    TemporaryDirectory directory = TemporaryDirectory.create();
    List<String> command = command();
    if (root != null) { // all other paths of the command line are relative
      command.replaceAll(
          word -> word.startsWith(NATIVE) ? NATIVE + root.resolve("native/target") : word);
    }
    command.add("-Djava.io.tmpdir=" + directory.path());
    command.add(
        "-Xbatch"); // a loop waits for its compiler, so that warm-up depends on calls, not on time
    command.addAll(workload.jvmArguments());
    command.addAll(List.of(main.getName(), "--child", "--only", workload.id()));
    if (plan == Plan.QUICK) {
      command.add("--quick");
    }
    AtomicReference<Process> started = new AtomicReference<>();
    Thread end = new Thread(() -> end(started.get(), directory));
    Runtime.getRuntime().addShutdownHook(end);
    Process process =
        new ProcessBuilder(command)
            .directory(root == null ? null : root.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.set(process);
    List<Result> rows = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) {
        if (line.startsWith(ROW)) {
          rows.add(Result.parse(line.substring(ROW.length())));
        } else if (line.startsWith(PROGRESS)) {
          progress.accept(line.substring(PROGRESS.length()));
        }
      }
    }
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    directory.close();
    if (status != 0) {
      rows.clear();
      workload
          .implementations()
          .keySet()
          .forEach(who -> rows.add(Result.gap(workload.id(), who, "the JVM ended with " + status)));
    }
    return rows;
  }

  /** At Ctrl-C: ends the processes, and deletes what they left in their directory. */
  private static void end(Process process, TemporaryDirectory directory) {
    if (process != null) {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroy);
      try {
        for (ProcessHandle each : all) {
          each.onExit().get(5, TimeUnit.SECONDS);
        }
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    }
    directory.close();
  }

  /** The command line of this JVM, up to the main class. */
  public static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** In the new JVM: measures, and ends early when the JVM that waits for the result has gone. */
  public static void measure(Workload workload, Plan plan) {
    PrintStream out = System.out;
    exitAtEndOf(System.in);
    List<Result> rows = workload.measure(plan, step -> out.println(PROGRESS + step));
    rows.forEach(row -> out.println(ROW + row.line()));
    out.flush();
    System.exit(0); // some libraries leave threads behind
  }

  private static void exitAtEndOf(InputStream parent) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                parent.read();
              } catch (IOException e) {
                // counts as its end
              }
              Runtime.getRuntime().exit(1);
            });
  }
}
