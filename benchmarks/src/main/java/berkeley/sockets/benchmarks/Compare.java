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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code benchmarks/compare}: measures every workload in a JVM of its own. */
public final class Compare {
  private static final String USAGE =
      """
      usage: benchmarks/compare [--quick] [--only WORKLOAD]... [--json FILE] [--list] [--help]

      Prints the native calls of one echo, measures sockets through C, the C mirror, the object
      layer, the JDK and other libraries side by side, and prints what an operation costs.

        --quick          fewer and shorter rounds, and without --only fewer workloads
        --only WORKLOAD  that workload only; may be repeated, or take a list with commas
        --json FILE      also write the rows there
        --list           name the workloads and who takes part
        --help           this text

      Results: benchmarks/target/compare/ (compare.html, .md, .json, .svg).""";

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
      workloads = options.help() ? List.of() : options.workloads(Workloads.all(), Workloads.QUICK);
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/compare: " + e.getMessage() + "; see --help");
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.println(USAGE);
    } else if (options.list()) {
      list(workloads);
    } else if (options.child()) {
      ChildJvm.measure(workloads.getFirst(), options.plan());
    } else {
      compare(options, trace, workloads, String.join(" ", arguments));
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
      rows.addAll(ChildJvm.start(Compare.class, workload, options.plan(), progress::step));
    }
    progress.end();

    Report report = new Report(workloads, rows, ("benchmarks/compare " + arguments).trim(), noise);
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
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    System.out.println("wrote " + file);
  }
}
