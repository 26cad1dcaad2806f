/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@link Compare}. */
record CommandLine(
    Plan plan, List<String> only, Path json, boolean list, boolean help, boolean child) {

  static CommandLine parse(String... arguments) {
    Plan plan = Plan.FULL;
    Path json = null;
    boolean list = false;
    boolean help = false;
    boolean child = false;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      switch (argument) {
        case "--quick" -> plan = Plan.QUICK;
        case "--json" -> json = Path.of(value(arguments, ++i, argument));
        case "--only" -> only.addAll(List.of(value(arguments, ++i, argument).split(",")));
        case "--list" -> list = true;
        case "--help", "-h" -> help = true;
        case "--child" -> child = true;
        default -> throw new IllegalArgumentException("unknown argument " + argument);
      }
    }
    return new CommandLine(plan, only, json, list, help, child);
  }

  private static String value(String[] arguments, int index, String option) {
    if (index == arguments.length) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return arguments[index];
  }

  /**
   * The workloads that were asked for.
   *
   * @param all those that there are
   * @param quick the ids of those that {@code --quick} measures
   * @throws IllegalArgumentException if there is no such
   */
  List<Workload> workloads(List<Workload> all, List<String> quick) {
    List<String> known = all.stream().map(Workload::id).toList();
    for (String id : only) {
      if (!known.contains(id)) {
        throw new IllegalArgumentException(
            "no workload " + id + " (there are " + String.join(", ", known) + ")");
      }
    }
    List<String> chosen = only.isEmpty() && plan == Plan.QUICK && !list ? quick : only;
    return chosen.isEmpty() ? all : all.stream().filter(w -> chosen.contains(w.id())).toList();
  }
}
