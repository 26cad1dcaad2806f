/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Chance, the same for the same seed. */
final class Dice {
  private static final Map<String, String[]> SPLIT = new ConcurrentHashMap<>();

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int n) {
    return below(n) == 0;
  }

  <T> T of(List<T> all) {
    return all.get(below(all.size()));
  }

  String of(String... all) {
    return all[below(all.length)];
  }

  int of(int... all) {
    return all[below(all.length)];
  }

  /** One of words that a space separates. */
  String word(String words) {
    return of(SPLIT.computeIfAbsent(words, all -> all.split(" ")));
  }

  /** Some of them with a bar between, or 0; seldom more than one. */
  String flags(String words) {
    String flags = "0";
    for (int n = of(0, 0, 0, 1, 1, 1, 2, 3); n > 0; n--) {
      flags += "|" + word(words);
    }
    return flags;
  }
}
