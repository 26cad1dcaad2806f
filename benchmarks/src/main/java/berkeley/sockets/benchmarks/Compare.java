/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.measure.ChildJvm;
import berkeley.sockets.benchmarks.measure.Noise;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Workload;
import berkeley.sockets.benchmarks.report.CallTrace;
import berkeley.sockets.benchmarks.report.Html;
import berkeley.sockets.benchmarks.report.Progress;
import berkeley.sockets.benchmarks.report.Report;
import berkeley.sockets.benchmarks.report.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code benchmarks/compare}: measures every workload in a JVM of its own. */
public final class Compare {
  private static final int NOISY = 3; // the exit status

  private Compare() {}

  public static void main(String[] arguments) throws Exception {
    CommandLine options;
    List<Workload> workloads;
    String trace = null;
    try {
      options = CommandLine.parse(arguments);
      if (!options.help() && !options.list() && !options.child()) {
        trace =
            CallTrace
                .echo(); // first, as the descriptors of the libraries' jars would make the numbers
        // larger
      }
      workloads = options.help() ? List.of() : options.workloads();
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/compare: " + e.getMessage() + "; see --help");
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(usage());
    } else if (options.list()) {
      list(workloads);
    } else if (options.child()) {
      ChildJvm.measure(workloads.getFirst(), options.plan());
    } else if (options.against() != null) {
      against(options, workloads);
    } else {
      compare(options, trace, workloads, String.join(" ", arguments));
    }
  }

  private static String usage() throws IOException {
    try (InputStream usage = Compare.class.getResourceAsStream("usage.txt")) {
      return new String(usage.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void against(CommandLine options, List<Workload> workloads) throws Exception {
    Noise noise = Noise.start();
    TwoBuilds builds = new TwoBuilds(Compare.class, options.against(), options.plan());
    Progress progress = new Progress(workloads.size());
    for (Workload workload : workloads) {
      progress.begin(workload.id());
      builds.measure(workload, progress::step);
    }
    progress.end();
    System.out.print(builds.text());
    System.out.println("noise: " + noise);
    List<String> reasons = noise.reasons(builds.rows());
    reasons.forEach(reason -> System.out.println("NOISY: " + reason));
    if (options.strict() && !reasons.isEmpty()) {
      System.exit(NOISY);
    }
  }

  private static void list(List<Workload> workloads) {
    for (Workload workload : workloads) {
      System.out.println(workload.id() + ": " + workload.title());
      System.out.println("  " + String.join(", ", workload.implementations().keySet()));
      workload.gaps().forEach((who, why) -> System.out.println("  - " + who + ": " + why));
    }
  }

  private static void compare(
      CommandLine options, String trace, List<Workload> workloads, String arguments)
      throws Exception {
    System.out.println("One echo through libc, call by call:");
    System.out.println(trace);

    Noise noise = Noise.start();
    List<Result> rows = new ArrayList<>();
    Progress progress = new Progress(workloads.size());
    for (Workload workload : workloads) {
      progress.begin(workload.id());
      rows.addAll(ChildJvm.start(Compare.class, workload, options.plan(), progress::step, null));
    }
    progress.end();

    Report report = Report.of(workloads, rows, ("benchmarks/compare " + arguments).trim(), noise);
    System.out.print(report.text());
    Path directory = Path.of(System.getProperty("compare.directory", "benchmarks/target/compare"));
    Files.createDirectories(directory);
    write(directory.resolve("compare.json"), report.json());
    write(directory.resolve("compare.md"), report.markdown());
    write(directory.resolve("compare.svg"), Svg.chart(report));
    write(directory.resolve("compare.html"), Html.page(report));
    if (options.json() != null) {
      write(options.json(), report.json());
    }
    if (rows.stream().noneMatch(row -> row.gap() == null)) {
      System.err.println("benchmarks/compare: nothing could be measured");
      System.exit(1);
    }
    if (options.strict() && report.noisy()) {
      System.exit(NOISY);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    System.out.println("wrote " + file);
  }
}
