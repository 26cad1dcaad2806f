/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What else the machine did while something was measured. */
public final class Noise {
  private static final double MOST_STEAL = 1; // percent
  private static final double MOST_LOAD = 0.5; // of each CPU, before anything was measured

  private final double load = load();
  private final long[] before = Host.jiffies();
  private String text;
  private double steal;

  private Noise() {}

  public static Noise start() {
    return new Noise();
  }

  private static double load() {
    String load = Host.load();
    return load.isEmpty() ? Double.NaN : Double.parseDouble(load);
  }

  /** Up to the first call of this method or of {@link #reasons}. */
  @Override
  public String toString() {
    if (text == null) {
      long[] after = Host.jiffies();
      steal = 100.0 * (after[1] - before[1]) / Math.max(1, after[0] - before[0]);
      text =
          String.format(
              Locale.ROOT, "steal %.1f %%, load %.2f before and %.2f after", steal, load, load());
    }
    return text;
  }

  /** Why the figures are not to be trusted; empty if nothing is known against them. */
  public List<String> reasons(List<Result> rows) {
    List<String> reasons = new ArrayList<>();
    String unused = toString();
    if (steal > MOST_STEAL) {
      reasons.add(String.format(Locale.ROOT, "the hypervisor took %.1f %% of the time", steal));
    }
    if (load > MOST_LOAD * Host.cpus()) {
      reasons.add(String.format(Locale.ROOT, "a load of %.2f before anything was measured", load));
    }
    List<String> unsteady = rows.stream().filter(Result::unsteady).map(Result::workload).toList();
    if (!unsteady.isEmpty()) {
      reasons.add("C differs from itself by more than 5 % in " + String.join(", ", unsteady));
    }
    return reasons;
  }
}
