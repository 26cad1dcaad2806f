/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Writes cases: a scene or two, some calls, and a look at the descriptors at the end. */
final class Generator {
  private static final int CALLS = 40;
  private static final int WAITING = 60; // one case in so many waits for what surely comes

  private final long seed;

  Generator(long seed) {
    this.seed = seed;
  }

  /** The case of that number; its name tells on which kind of thread it runs. */
  List<String> script(long number, String threads) {
    Dice dice = new Dice(seed * 0x9e3779b97f4a7c15L + number);
    World world = new World();
    String thread = threads.equals("both") ? number % 2 == 0 ? "platform" : "virtual" : threads;
    world.line("case fuzz " + seed + "/" + number + " " + thread);
    if (dice.oneIn(WAITING)) {
      dice.of(Waits.ALL).accept(world, dice);
    } else {
      for (int i = dice.of(1, 1, 1, 2, 2, 3); i > 0; i--) {
        dice.of(Scenes.ALL).accept(world, dice);
      }
      int calls = 5 + dice.below(CALLS);
      for (int tries = 0; calls > 0 && tries < 1000; tries++) {
        if (Calls.any(dice).test(world, dice)) {
          calls--;
        }
      }
    }
    List<String> lines = new ArrayList<>(world.lines);
    lines.add("descriptors");
    for (String name : List.of("d", "l", "f", "none")) {
      if (lines.stream().anyMatch(line -> line.contains("$TMP/" + name))) {
        lines.add("unlink(\"$TMP/" + name + "\")");
      }
    }
    return lines;
  }
}
