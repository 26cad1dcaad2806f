/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.Locale;

/** What else the machine did during the measurement. */
public final class Noise {
  private final String load = Host.load();
  private final long[] before = Host.jiffies();
  private String text;

  private Noise() {}

  public static Noise start() {
    return new Noise();
  }

  /** Up to the first call of this method. */
  @Override
  public String toString() {
    if (text == null) {
      long[] after = Host.jiffies();
      double steal = 100.0 * (after[1] - before[1]) / Math.max(1, after[0] - before[0]);
      text =
          String.format(
              Locale.ROOT, "steal %.1f %%, load %s before and %s after", steal, load, Host.load());
    }
    return text;
  }
}
