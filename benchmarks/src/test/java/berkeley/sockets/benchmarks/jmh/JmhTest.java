/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.benchmarks.Workloads;
import berkeley.sockets.benchmarks.measure.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the names on the command line of benchmarks/jmh stand for. */
class JmhTest {
  private static final List<Workload> WORKLOADS = Workloads.all();

  @Test
  void aPairIsItself() {
    assertEquals(
        List.of("tcp-64:mirror", "unix-64:nio"),
        Jmh.pairs(List.of("tcp-64:mirror", "unix-64:nio"), WORKLOADS));
  }

  @Test
  void aWorkloadIsAllItsImplementations() {
    List<String> pairs = Jmh.pairs(List.of("udp-64"), WORKLOADS);
    assertTrue(
        pairs.containsAll(List.of("udp-64:mirror", "udp-64:socket", "udp-64:java.net")),
        pairs.toString());
    assertTrue(pairs.stream().allMatch(pair -> pair.startsWith("udp-64:")), pairs.toString());
  }

  @Test
  void noNameIsTheDefault() {
    List<String> pairs = Jmh.pairs(List.of(), WORKLOADS);
    for (String workload : Jmh.DEFAULT) {
      assertTrue(pairs.contains(workload + ":mirror"), workload);
    }
  }

  @Test
  void whatDoesNotExistIsRefusedWithTheReason() {
    assertEquals(
        "no workload PerCall",
        assertThrows(IllegalArgumentException.class, () -> Jmh.pairs(List.of("PerCall"), WORKLOADS))
            .getMessage());
    assertEquals(
        "unix-64:java.net: no UNIX sockets",
        assertThrows(
                IllegalArgumentException.class,
                () -> Jmh.pairs(List.of("unix-64:java.net"), WORKLOADS))
            .getMessage());
  }
}
