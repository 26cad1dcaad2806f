/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.measure.ChildJvm;
import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How many threads of the operating system stand behind virtual threads that wait in connect, or in
 * a datagram's send to a full queue; each in a JVM of its own.
 */
public final class WaitingThreads extends Workload {
  private static final int CONNECTS = 2000;
  private static final int DATAGRAMS = 2500;
  private static final int FEW = 20;

  public WaitingThreads() {
    super(
        "waiting-threads",
        "threads of a JVM with 2000 virtual threads in connect, or 2500 in a UNIX datagram's send");
    for (String name : WaitingProgram.KINDS.keySet()) {
      row(name, () -> Running.each(() -> count(name, FEW).length / 2, () -> new byte[0]));
    }
    gap("c", "waits for thousands of connects in one thread, with epoll");
    gap("jni", "a blocking JNI call pins its carrier: two would wait");
    gap("netty", "event loops instead of threads");
    gapsOfUnixLibraries();
  }

  /** The number of threads, and the memory in MB. */
  private static String[] count(String name, int waiting) throws Exception {
    List<String> command = new ArrayList<>(ChildJvm.command());
    command.add("-Djdk.virtualThreadScheduler.parallelism=2");
    command.addAll(List.of(WaitingProgram.class.getName(), name, Integer.toString(waiting)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(name + ": " + answer);
      }
      return answer.strip().split(" ");
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public List<Result> measure(Plan plan, Consumer<String> progress) {
    List<Result> rows = new ArrayList<>();
    double none = Double.NaN;
    for (String name : implementations().keySet()) {
      progress.accept(name);
      try {
        String[] found = count(name, name.endsWith("datagram") ? DATAGRAMS : CONNECTS);
        String note = found[0] + " threads, " + found[1] + " MB";
        rows.add(
            new Result(
                id(),
                name,
                none,
                none,
                none,
                false,
                none,
                none,
                1,
                "",
                true,
                null,
                note,
                new double[0]));
      } catch (Exception e) {
        rows.add(Result.gap(id(), name, e.toString().replaceAll("\\s", " ")));
      }
    }
    gaps().forEach((who, why) -> rows.add(Result.gap(id(), who, why)));
    return rows;
  }

  @Override
  public int miniature() {
    return 1;
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return new byte[0];
  }
}
