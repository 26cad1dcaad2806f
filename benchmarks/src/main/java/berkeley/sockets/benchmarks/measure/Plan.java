/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

/**
 * How long to measure.
 *
 * @param rounds how often every implementation gets its turn
 * @param slice the length of a turn in nanoseconds
 * @param shortestWarmUp of an implementation, in nanoseconds
 * @param longestWarmUp of an implementation, in nanoseconds
 */
public record Plan(String name, int rounds, long slice, long shortestWarmUp, long longestWarmUp) {
  private static final long MS = 1_000_000;

  public static final Plan QUICK = new Plan("quick", 11, 5 * MS, 80 * MS, 250 * MS);
  public static final Plan FULL = new Plan("full", 25, 10 * MS, 250 * MS, 700 * MS);
}
