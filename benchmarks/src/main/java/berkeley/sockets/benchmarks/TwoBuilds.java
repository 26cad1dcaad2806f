/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.measure.ChildJvm;
import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Statistics;
import berkeley.sockets.benchmarks.measure.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * This build and another, measured in turns. Each is compared with C in its own JVM, so that what
 * the machine does meanwhile is in both figures; of the turns the medians count.
 */
final class TwoBuilds {
  private static final int TURNS = 3;

  private final Class<?> main;
  private final Path other;
  private final Plan plan;
  private final List<Result> rows = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * Looks for the other build.
   *
   * @param main as for {@link ChildJvm#start}
   * @param other another clone
   * @throws IllegalArgumentException if there is none
   */
  TwoBuilds(Class<?> main, Path other, Plan plan) {
    this.main = main;
    this.other = other.toAbsolutePath().normalize();
    this.plan = plan;
    if (!Files.isDirectory(this.other.resolve("benchmarks/target/classes"))) {
      throw new IllegalArgumentException(
          "no build in " + other + ": run mvn -q -DskipTests package there first");
    }
  }

  void measure(Workload workload, Consumer<String> progress) throws Exception {
    Map<String, List<Double>> own = new LinkedHashMap<>();
    Map<String, List<Double>> others = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      String which = " (turn " + (turn + 1) + " of " + TURNS + ")";
      measure(workload, step -> progress.accept(step + ", this build" + which), null, own);
      measure(workload, step -> progress.accept(step + ", the other" + which), other, others);
    }
    text.append(workload.id()).append(": ").append(workload.title()).append('\n');
    line("implementation", "this build", "the other", "this / other");
    own.forEach(
        (name, ratios) -> {
          if (others.containsKey(name)) {
            double here = median(ratios);
            double there = median(others.get(name));
            line(name, two(here), two(there), two(here / there));
          }
        });
    text.append('\n');
  }

  private void measure(
      Workload workload, Consumer<String> progress, Path root, Map<String, List<Double>> ratios)
      throws IOException, InterruptedException {
    for (Result row : ChildJvm.start(main, workload, plan, progress, root)) {
      rows.add(row);
      if (Double.isFinite(row.ratioToC())) {
        ratios.computeIfAbsent(row.implementation(), name -> new ArrayList<>()).add(row.ratioToC());
      }
    }
  }

  private static double median(List<Double> ratios) {
    return Statistics.median(ratios.stream().mapToDouble(ratio -> ratio).toArray());
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private void line(String... cells) {
    text.append(String.format(Locale.ROOT, "  %-20s %12s %12s %14s%n", (Object[]) cells));
  }

  /** All rows of both. */
  List<Result> rows() {
    return rows;
  }

  /** Cost as a multiple of C's in each, and the ratio of these. */
  String text() {
    return text.toString();
  }
}
