/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import berkeley.sockets.benchmarks.measure.Workload;
import java.util.List;

/**
 * A workload and one of its implementations, written {@code tcp-64:mirror}.
 *
 * @param workload its id
 * @param implementation its name, or an empty string for all of them
 */
record Pair(String workload, String implementation) {
  static Pair parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Pair(text, "")
        : new Pair(text.substring(0, colon), text.substring(colon + 1));
  }

  /**
   * The workload.
   *
   * @throws IllegalArgumentException if there is no such
   */
  Workload of(List<Workload> workloads) {
    return workloads.stream()
        .filter(w -> w.id().equals(workload))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no workload " + workload));
  }

  /**
   * What opens the implementation's sockets.
   *
   * @throws IllegalArgumentException if there is no such, with the reason if the workload has one
   */
  Workload.Factory factory(List<Workload> workloads) {
    Workload chosen = of(workloads);
    Workload.Factory factory = chosen.implementations().get(implementation);
    if (factory == null) {
      String reason = chosen.gaps().get(implementation);
      throw new IllegalArgumentException(
          this + ": " + (reason == null ? "no such implementation" : reason));
    }
    return factory;
  }

  @Override
  public String toString() {
    return workload + ":" + implementation;
  }
}
