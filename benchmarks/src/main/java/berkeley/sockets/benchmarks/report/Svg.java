/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Statistics;
import java.util.List;
import java.util.Locale;

/** The cost ratios as bars with their spread, in colours that light and dark pages carry. */
public final class Svg {
  private static final int LINE = 22;
  private static final int LEFT = 170;
  private static final int WIDTH = 520;
  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #1f2328 }
        .title { font-weight: 600 }
        .own { fill: #4f7cac } .jdk { fill: #c77b30 } .c { fill: #7a8288 } .peer { fill: #7a52a8 }
        .spread { stroke: #1f2328; stroke-width: 1.5 }
        .one { stroke: #7a8288; stroke-dasharray: 3 3 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .spread { stroke: #e6edf3 }
          .own { fill: #6fa0d6 } .jdk { fill: #e09a50 } .peer { fill: #b692e6 }
        }
      </style>
      """;

  private final StringBuilder text = new StringBuilder();
  private int y = 24;

  private Svg() {}

  public static String chart(Report report) {
    Svg svg = new Svg();
    svg.text(10, "title", "Cost of an operation, C = 1.00; shorter is better");
    if (report.noisy()) {
      svg.text(10, "title", report.verdict());
    }
    for (String workload : report.titles().keySet()) {
      svg.workload(workload, report.rows(workload));
    }
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
            LEFT + WIDTH + 130,
            svg.y)
        + STYLE
        + svg.text
        + "</svg>\n";
  }

  private void workload(String workload, List<Result> all) {
    List<Result> rows = all.stream().filter(row -> Double.isFinite(row.ratioToC())).toList();
    if (rows.isEmpty()) {
      return;
    }
    double median = Statistics.median(rows.stream().mapToDouble(Result::ratioToC).toArray());
    // One that is far off would leave the others without length: its bar is cut, its number is
    // there.
    double most =
        Math.min(rows.stream().mapToDouble(Result::ratioHigh).max().orElse(1), 4 * median);
    double scale = WIDTH / Math.max(most, 1);
    y += LINE / 2;
    text(10, "title", workload);
    int top = y - LINE / 2;
    for (Result row : rows) {
      String kind = Kind.of(row.implementation()).name().toLowerCase(Locale.ROOT);
      double middle = y - 4.5;
      add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          LEFT - 8, y, row.implementation());
      add(
          "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"13\"/>",
          kind, LEFT, middle - 6.5, Math.clamp(row.ratioToC() * scale, 1, WIDTH));
      add(
          "<line class=\"spread\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT + Math.min(row.ratioLow() * scale, WIDTH),
          LEFT + Math.min(row.ratioHigh() * scale, WIDTH),
          middle,
          middle);
      add("<text x=\"%d\" y=\"%d\">%s</text>", LEFT + WIDTH + 12, y, row.ratio());
      y += LINE;
    }
    add(
        "<line class=\"one\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
        LEFT + scale, LEFT + scale, top, y - LINE / 2);
  }

  private void text(int x, String style, String content) {
    add("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>", x, y, style, content);
    y += LINE;
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
