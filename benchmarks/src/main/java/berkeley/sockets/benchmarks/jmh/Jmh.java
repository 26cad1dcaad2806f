/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import berkeley.sockets.benchmarks.Workloads;
import berkeley.sockets.benchmarks.measure.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code benchmarks/jmh}: workloads, or pairs of a workload and an implementation, then
 * JMH's own arguments. Without a name it measures {@link #DEFAULT}.
 */
public final class Jmh {
  /** Those that need neither long connections nor a clock that JMH does not have. */
  static final List<String> DEFAULT =
      List.of(
          "call-overhead",
          "tcp-64",
          "tcp-16k-heap",
          "tcp-64k",
          "tcp-64k-heap",
          "tcp-pingpong-1",
          "unix-64",
          "udp-64",
          "udp-mmsg-32",
          "udp-gso-64",
          "connect-accept-close",
          "epoll-echo-100",
          "vthreads-1000");

  private Jmh() {}

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    int names = 0;
    while (names < all.size() && !all.get(names).startsWith("-")) {
      names++;
    }
    List<String> chosen;
    try {
      chosen = pairs(all.subList(0, names), Workloads.all());
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/jmh: " + e.getMessage());
      System.exit(2);
      return;
    }
    List<String> jmh = new ArrayList<>(all.subList(names, all.size()));
    jmh.addAll(List.of("-prof", "gc", "-p", "pair=" + String.join(",", chosen)));
    jmh.add(SocketBenchmark.class.getName());
    org.openjdk.jmh.Main.main(jmh.toArray(String[]::new));
  }

  /** The pairs that the names stand for. */
  static List<String> pairs(List<String> names, List<Workload> workloads) {
    List<String> pairs = new ArrayList<>();
    for (String name : names.isEmpty() ? DEFAULT : names) {
      Pair pair = Pair.parse(name);
      if (pair.implementation().isEmpty()) {
        for (String implementation : pair.of(workloads).implementations().keySet()) {
          pairs.add(new Pair(pair.workload(), implementation).toString());
        }
      } else {
        pair.factory(workloads);
        pairs.add(name);
      }
    }
    return pairs;
  }
}
