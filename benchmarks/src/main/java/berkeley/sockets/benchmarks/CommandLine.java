/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Workload;
import berkeley.sockets.benchmarks.remote.RemotePingPong;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of {@link Compare}. */
record CommandLine(
    Plan plan,
    List<String> only,
    boolean strict,
    Path against,
    String host,
    Path json,
    boolean list,
    boolean help,
    boolean child) {

  static CommandLine parse(String... arguments) {
    Plan plan = Plan.FULL;
    boolean strict = false;
    Path against = null;
    String host = System.getProperty(RemotePingPong.PROPERTY);
    Path json = null;
    boolean list = false;
    boolean help = false;
    boolean child = false;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      switch (argument) {
        case "--quick" -> plan = Plan.QUICK;
        case "--strict" -> strict = true;
        case "--against" -> against = Path.of(value(arguments, ++i, argument));
        case "--host" -> host = value(arguments, ++i, argument);
        case "--json" -> json = Path.of(value(arguments, ++i, argument));
        case "--only" -> only.addAll(List.of(value(arguments, ++i, argument).split(",")));
        case "--list" -> list = true;
        case "--help", "-h" -> help = true;
        case "--child" -> child = true;
        default -> throw new IllegalArgumentException("unknown argument " + argument);
      }
    }
    return new CommandLine(plan, only, strict, against, host, json, list, help, child);
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
   * @throws IllegalArgumentException if there is no such
   */
  List<Workload> workloads() {
    List<Workload> all = host == null ? Workloads.all() : RemotePingPong.all(host);
    if (only.isEmpty()) {
      return host == null && plan == Plan.QUICK && !list
          ? all.stream().filter(w -> Workloads.QUICK.contains(w.id())).toList()
          : all;
    }
    Map<String, Workload> known = new LinkedHashMap<>();
    all.forEach(workload -> known.put(workload.id(), workload));
    Workloads.CURVES.values().forEach(curve -> curve.forEach(w -> known.putIfAbsent(w.id(), w)));
    Map<String, Workload> chosen = new LinkedHashMap<>();
    for (String name : only) {
      List<Workload> named =
          known.containsKey(name)
              ? List.of(known.get(name))
              : Workloads.CURVES.getOrDefault(name, List.of());
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            "no workload "
                + name
                + " (there are "
                + String.join(", ", known.keySet())
                + ", and the curves "
                + String.join(", ", Workloads.CURVES.keySet())
                + ")");
      }
      named.forEach(workload -> chosen.put(workload.id(), workload));
    }
    return List.copyOf(chosen.values());
  }
}
