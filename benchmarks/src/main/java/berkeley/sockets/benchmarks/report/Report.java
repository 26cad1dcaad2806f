/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import berkeley.sockets.benchmarks.measure.Host;
import berkeley.sockets.benchmarks.measure.Noise;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, and on what; as text, Markdown and JSON. */
public record Report(List<Workload> workloads, List<Result> rows, String command, Noise noise) {
  public static final String LEGEND =
      "cost ratio: cost of an operation as a multiple of C's; lower is better, = marks a tie";

  List<Result> rows(Workload workload) {
    return rows.stream().filter(row -> row.workload().equals(workload.id())).toList();
  }

  /** Name and value of what the numbers depend on. */
  List<String[]> facts() {
    return List.of(
        new String[] {"machine", Host.cpu()},
        new String[] {"kernel", Host.kernel()},
        new String[] {"JDK", Host.jdk()},
        new String[] {"noise", noise.toString()},
        new String[] {"command", command});
  }

  /** How many times cheaper than java.net, or an empty string. */
  private String gain(Result row) {
    if (Double.isNaN(row.bytesPerOp())) {
      return ""; // whole JVMs, less an empty one: differences, of which a ratio tells nothing
    }
    for (Result other : rows) {
      if (other.workload().equals(row.workload())
          && other.implementation().equals("java.net")
          && other != row
          && row.gap() == null
          && other.gap() == null) {
        return String.format(Locale.ROOT, "%.2fx", other.cpuNsPerOp() / row.cpuNsPerOp());
      }
    }
    return "";
  }

  private List<String> cells(Result row) {
    return row.gap() != null
        ? List.of(row.implementation(), "-", "-", "-", row.gap())
        : List.of(
            row.implementation(),
            row.ratio(),
            row.nanos(),
            row.bytes(),
            gain(row)
                + (row.note().isEmpty() ? "" : " " + row.note())
                + (row.settled() ? "" : " (warm-up did not settle)"));
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (Workload workload : workloads) {
      List<Result> rows = rows(workload);
      String clock = clock(rows);
      text.append(workload.id()).append(": ").append(workload.title()).append('\n');
      line(
          text,
          List.of(
              "implementation", "cost ratio", clock + " ns/op", "bytes/op", "against java.net"));
      rows.forEach(row -> line(text, cells(row)));
      text.append('\n');
    }
    text.append(LEGEND).append('\n');
    for (String[] fact : facts()) {
      text.append(fact[0]).append(": ").append(fact[1]).append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(
        String.format(Locale.ROOT, "  %-16s %14s %22s %10s  %s", cells.toArray()).stripTrailing());
    text.append('\n');
  }

  private static String clock(List<Result> rows) {
    return rows.stream()
        .map(Result::clock)
        .filter(c -> !c.isEmpty())
        .findFirst()
        .orElse("cpu")
        .replace("cpu", "CPU");
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("# Sockets compared\n\n" + LEGEND + ".\n\n");
    for (String[] fact : facts()) {
      text.append("- ").append(fact[0]).append(": ").append(fact[1]).append('\n');
    }
    for (Workload workload : workloads) {
      List<Result> rows = rows(workload);
      text.append("\n## ").append(workload.id()).append("\n\n").append(workload.title());
      text.append("\n\n| implementation | cost ratio | ").append(clock(rows));
      text.append(" ns/op | bytes/op | against java.net |\n|---|---:|---:|---:|---|\n");
      for (Result row : rows) {
        text.append("| ").append(String.join(" | ", cells(row))).append(" |\n");
      }
    }
    return text.toString();
  }

  public String json() {
    Json json = new Json();
    for (String[] fact : facts()) {
      json.member(fact[0], fact[1]);
    }
    List<String> all = new ArrayList<>();
    for (Result row : rows) {
      all.add(
          new Json()
              .member("workload", row.workload())
              .member("implementation", row.implementation())
              .member("ratioToC", row.ratioToC())
              .member("ratioLow", row.ratioLow())
              .member("ratioHigh", row.ratioHigh())
              .member("tie", row.tie())
              .member("cpuNsPerOp", row.cpuNsPerOp())
              .member("bytesPerOp", row.bytesPerOp())
              .member("rounds", row.rounds())
              .member("clock", row.clock())
              .member("settled", row.settled())
              .member("gap", row.gap())
              .member("note", row.note())
              .toString());
    }
    return json.array("rows", all) + "\n";
  }
}
