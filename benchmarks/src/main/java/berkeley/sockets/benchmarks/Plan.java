/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

/**
 * How long to measure.
 *
 * @param rounds how often every implementation gets its turn
 * @param slice the length of a turn in nanoseconds
 * @param warmUp the shortest warm-up of an implementation in nanoseconds
 * @param patience the longest
 */
record Plan(String name, int rounds, long slice, long warmUp, long patience) {
  private static final long MS = 1_000_000;

  static final Plan QUICK = new Plan("quick", 11, 5 * MS, 80 * MS, 250 * MS);
  static final Plan FULL = new Plan("full", 25, 10 * MS, 250 * MS, 700 * MS);

  static Plan of(String name) {
    return name.equals(QUICK.name) ? QUICK : FULL;
  }
}
