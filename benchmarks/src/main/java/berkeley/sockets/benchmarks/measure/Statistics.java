/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.Arrays;

/** Order statistics, which a few disturbed rounds do not move. */
public final class Statistics {
  private Statistics() {}

  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The 95 % confidence interval of the median. */
  public static double[] interval(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double reach = 0.98 * Math.sqrt(sorted.length); // 1.96 standard deviations of a binomial, 1/2
    int low = (int) Math.floor((sorted.length - 1) / 2.0 - reach);
    int high = (int) Math.ceil((sorted.length - 1) / 2.0 + reach);
    return new double[] {sorted[Math.max(low, 0)], sorted[Math.min(high, sorted.length - 1)]};
  }
}
