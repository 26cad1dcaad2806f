/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One line of the report. Where there is a gap, the numbers are NaN.
 *
 * @param ratioToC cost of an operation, as a multiple of the C loop's in the same round; the median
 * @param ratioLow where the median lies with 95 % confidence: from
 * @param ratioHigh to
 * @param tie whether the noise explains the difference to C
 * @param cpuNsPerOp the median cost of an operation, on the clock named
 * @param bytesPerOp bytes allocated on the Java heap for an operation
 * @param clock what was counted: thread cpu, process cpu or wall
 * @param settled whether the warm-up ended because the loop got no faster
 * @param gap why there are no numbers, or null
 * @param note what else was found, or an empty string
 * @param samples the cost of an operation in each round, on the clock named; empty if there is one
 */
public record Result(
    String workload,
    String implementation,
    double ratioToC,
    double ratioLow,
    double ratioHigh,
    boolean tie,
    double cpuNsPerOp,
    double bytesPerOp,
    int rounds,
    String clock,
    boolean settled,
    String gap,
    String note,
    double[] samples) {

  public static Result gap(String workload, String implementation, String reason) {
    double none = Double.NaN;
    return new Result(
        workload,
        implementation,
        none,
        none,
        none,
        false,
        none,
        none,
        0,
        "",
        true,
        reason,
        "",
        new double[0]);
  }

  /** The same, with a ratio to a C that was measured at another time; C's own is 1. */
  Result against(double c) {
    double ratio = gap != null || implementation.equals("c") ? ratioToC : cpuNsPerOp / c;
    double spread = Double.isNaN(ratioToC) ? Double.NaN : (ratioHigh - ratioLow) / 2;
    return new Result(
        workload,
        implementation,
        ratio,
        ratio - spread,
        ratio + spread,
        false,
        cpuNsPerOp,
        bytesPerOp,
        rounds,
        clock,
        settled,
        gap,
        note,
        samples);
  }

  /** The same, with something more to say. */
  public Result with(String more) {
    if (more.isEmpty()) {
      return this;
    }
    return new Result(
        workload,
        implementation,
        ratioToC,
        ratioLow,
        ratioHigh,
        tie,
        cpuNsPerOp,
        bytesPerOp,
        rounds,
        clock,
        settled,
        gap,
        note.isEmpty() ? more : note + "; " + more,
        samples);
  }

  /** One line for {@link #parse}. */
  String line() {
    return String.join(
        "\t",
        workload,
        implementation,
        Double.toString(ratioToC),
        Double.toString(ratioLow),
        Double.toString(ratioHigh),
        Boolean.toString(tie),
        Double.toString(cpuNsPerOp),
        Double.toString(bytesPerOp),
        Integer.toString(rounds),
        clock,
        Boolean.toString(settled),
        gap == null ? "" : gap,
        note,
        Arrays.stream(samples).mapToObj(Double::toString).collect(Collectors.joining(",")));
  }

  public static Result parse(String line) {
    String[] f = line.split("\t", -1);
    return new Result(
        f[0],
        f[1],
        Double.parseDouble(f[2]),
        Double.parseDouble(f[3]),
        Double.parseDouble(f[4]),
        Boolean.parseBoolean(f[5]),
        Double.parseDouble(f[6]),
        Double.parseDouble(f[7]),
        Integer.parseInt(f[8]),
        f[9],
        Boolean.parseBoolean(f[10]),
        f[11].isEmpty() ? null : f[11],
        f[12],
        f.length < 14 || f[13].isEmpty() // an earlier build has none
            ? new double[0]
            : Arrays.stream(f[13].split(",")).mapToDouble(Double::parseDouble).toArray());
  }

  /** The ratio with its spread, as {@code 1.03 ±0.01}; {@code =} marks a tie with C. */
  public String ratio() {
    if (Double.isNaN(ratioToC)) {
      return "-";
    }
    String digits = ratioToC < 0.1 ? "%.3f" : "%.2f";
    if (Double.isNaN(ratioLow)) {
      return String.format(Locale.ROOT, digits, ratioToC);
    }
    String spread = String.format(Locale.ROOT, digits, (ratioHigh - ratioLow) / 2);
    return String.format(Locale.ROOT, digits, ratioToC) + " ±" + spread + (tie ? " =" : "");
  }

  /** Whether C measured against itself differs by more than its figures are worth. */
  public boolean unsteady() {
    return implementation.equals("c") && (ratioHigh - ratioLow) / 2 > 0.05;
  }

  public String nanos() {
    return Double.isNaN(cpuNsPerOp) ? "-" : String.format(Locale.ROOT, "%,.0f", cpuNsPerOp);
  }

  public String bytes() {
    return Double.isNaN(bytesPerOp) ? "-" : String.format(Locale.ROOT, "%,.0f", bytesPerOp);
  }
}
