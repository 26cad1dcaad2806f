/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How often this process enters the kernel for an operation: its threads' own counters of context
 * switches, and system calls as perf or strace count them from outside, in a run of their own.
 */
public final class KernelCounts {
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  private static final List<String> PERF =
      List.of("perf", "stat", "-x,", "-e", "raw_syscalls:sys_enter,syscalls:sys_enter_futex");
  private static final List<String> STRACE = List.of("strace", "-c", "-f", "-q");

  private KernelCounts() {}

  /** A sentence about n operations. */
  public static String of(Running running, int n) throws Throwable {
    long before = switches();
    running.run(n);
    double switches = (double) (switches() - before) / n;
    String calls = calls(running, n);
    return (calls.isEmpty() ? "calls not counted: neither perf nor strace may" : calls)
        + String.format(Locale.ROOT, ", switches %.2f", switches);
  }

  /** The voluntary context switches of all threads so far. */
  private static long switches() throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        try {
          for (String line : Files.readAllLines(task.resolve("status"))) {
            if (line.startsWith("voluntary_ctxt_switches:")) {
              sum += Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            }
          }
        } catch (IOException e) {
          // the thread has ended
        }
      }
    }
    return sum;
  }

  /** System calls alone; an empty string where nothing may count them. */
  static String calls(Running running, int n) throws Throwable {
    Path file = Files.createTempFile("berkeley", ".counts");
    try {
      for (List<String> counter : List.of(PERF, STRACE)) {
        String[] counts = counted(counter, file, running, n);
        if (counts != null) {
          return String.format(
              Locale.ROOT,
              "calls %.2f, futexes %.2f (%s)",
              Double.parseDouble(counts[0]) / n,
              Double.parseDouble(counts[1]) / n,
              counter.getFirst());
        }
      }
    } finally {
      Files.deleteIfExists(file);
    }
    return "";
  }

  /** All calls and those of futex, or null. */
  private static String[] counted(List<String> counter, Path file, Running running, int n)
      throws Throwable {
    List<String> command = new ArrayList<>(counter);
    command.addAll(List.of("-o", file.toString(), "-p", PID));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return null; // not installed
    }
    try {
      if (!attached(process)) {
        return null;
      }
      running.run(n);
      Host.interrupt(process.pid());
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        return null;
      }
      return parse(Files.readAllLines(file));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether perf has opened its events, or strace traces the process; when it is done with it. */
  private static boolean attached(Process process) throws Exception {
    long last = 0;
    for (int i = 0; i < 100 && process.isAlive(); i++) {
      Thread.sleep(100);
      long now = events(process) + traced();
      if (now > 0 && now == last) {
        return process.isAlive();
      }
      last = now;
    }
    return false;
  }

  private static long events(Process process) {
    long count = 0;
    Path open = Path.of("/proc/" + process.pid() + "/fd");
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(open)) {
      for (Path fd : descriptors) {
        count += Files.readSymbolicLink(fd).toString().contains("perf_event") ? 1 : 0;
      }
    } catch (IOException e) {
      return 0;
    }
    return count;
  }

  /** How many of this process's threads are traced. */
  private static long traced() throws IOException {
    long count = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        try {
          count += Files.readString(task.resolve("status")).contains("TracerPid:\t0\n") ? 0 : 1;
        } catch (IOException e) {
          // the thread has ended
        }
      }
    }
    return count;
  }

  /** From {@code 29,,raw_syscalls:sys_enter,...}, or {@code 0.10 0.001 5 29 [1] total}. */
  private static String[] parse(List<String> lines) {
    String[] counts = {null, "0"};
    for (String line : lines) {
      String[] perf = line.split(",");
      String[] strace = line.strip().split(" +");
      if (perf.length > 2 && perf[0].matches("\\d+")) {
        counts[perf[2].contains("futex") ? 1 : 0] = perf[0];
      } else if (strace.length > 4 && strace[3].matches("\\d+")) {
        String call = strace[strace.length - 1];
        if (call.equals("total") || call.equals("futex")) {
          counts[call.equals("futex") ? 1 : 0] = strace[3];
        }
      }
    }
    return counts[0] == null ? null : counts;
  }
}
