/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.benchmarks.measure.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the words after {@code benchmarks/compare} ask for. */
class CommandLineTest {
  @Test
  void workloadsAndCurvesAreNamed() {
    assertEquals(List.of("tcp-64", "unix-64"), chosen("--only", "tcp-64,unix-64"));
    assertEquals(
        List.of(
            "tcp-pingpong-1",
            "tcp-pingpong-16",
            "tcp-pingpong-256",
            "tcp-pingpong-1024",
            "tcp-pingpong-4096",
            "tcp-pingpong-16384",
            "tcp-pingpong-65536",
            "tcp-pingpong-262144",
            "tcp-pingpong-1048576"),
        chosen("--only", "sizes"));
    assertEquals(5, chosen("--only", "connections").size());
    assertEquals(chosen("--quick", "--list"), chosen());
    assertTrue(chosen("--quick").size() < chosen().size());
  }

  @Test
  void whatIsUnknownIsToldWithWhatThereIs() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> chosen("--only", "tcp-65"));
    assertTrue(e.getMessage().contains("tcp-64"), e.getMessage());
    assertTrue(e.getMessage().contains("sizes"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> CommandLine.parse("--only"));
    assertThrows(IllegalArgumentException.class, () -> CommandLine.parse("--loud"));
  }

  private static List<String> chosen(String... arguments) {
    return CommandLine.parse(arguments).workloads().stream().map(Workload::id).toList();
  }
}
