/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A workload's own JVM: what one workload does to the compiled code, the threads and the heap does
 * not reach the next, and a library that crashes takes only its workload along.
 */
final class Child {
  private static final String ROW = "row\t";
  private static final String PROGRESS = "progress\t";

  private Child() {}

  /** Measures in a new JVM, and returns what it reports. */
  static List<Row> start(Workload workload, Plan plan, Progress progress)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("berkeley");
    List<String> command = new ArrayList<>(java());
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Xbatch"); // a loop waits for its compiler: warm-up is a matter of calls, not time
    command.addAll(workload.jvmArguments());
    command.addAll(List.of(Compare.class.getName(), "--child", "--only", workload.id()));
    if (plan == Plan.QUICK) {
      command.add("--quick");
    }
    AtomicReference<Process> started = new AtomicReference<>();
    Thread end = new Thread(() -> end(started.get(), directory));
    Runtime.getRuntime().addShutdownHook(end);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.set(process);
    List<Row> rows = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line; (line = output.readLine()) != null; ) {
        if (line.startsWith(ROW)) {
          rows.add(Row.parse(line.substring(ROW.length())));
        } else if (line.startsWith(PROGRESS)) {
          progress.step(line.substring(PROGRESS.length()));
        }
      }
    }
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(end);
    delete(directory);
    if (status != 0) {
      rows.clear();
      workload
          .implementations()
          .keySet()
          .forEach(who -> rows.add(Row.gap(workload.id(), who, "the JVM ended with " + status)));
    }
    return rows;
  }

  /** After Ctrl-C: nothing stays, neither processes nor what they left in their directory. */
  private static void end(Process process, Path directory) {
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
    delete(directory);
  }

  /** Deletes a directory and all in it. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.err.println("benchmarks: " + e);
    }
  }

  /** The command line of this JVM, up to the main class. */
  static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** In the new JVM: measures, and ends early when the JVM that waits for the result has gone. */
  static void measure(Workload workload, Plan plan) {
    PrintStream out = System.out;
    endWith(System.in);
    List<Row> rows = workload.measure(plan, step -> out.println(PROGRESS + step));
    rows.forEach(row -> out.println(ROW + row.line()));
    out.flush();
    System.exit(0); // some peers leave threads behind
  }

  private static void endWith(InputStream parent) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                parent.read();
              } catch (IOException e) {
                // as good as its end
              }
              Runtime.getRuntime().exit(1);
            });
  }
}
