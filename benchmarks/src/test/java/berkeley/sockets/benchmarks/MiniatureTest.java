/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.Workload;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every implementation does the whole work of every workload, so that none wins by doing less. */
class MiniatureTest {
  private static final List<String> EVERYONE =
      List.of(
          "c",
          "mirror",
          "socket",
          "jni",
          "java.net",
          "nio",
          "netty",
          "one-nio",
          "junixsocket",
          "jnr-unixsocket");

  private static final Set<String> STARTS = Set.of("startup", "first-echo", "readme-echo");

  @TestFactory
  Stream<DynamicTest> countsAndContents() {
    return miniatures(workload -> !STARTS.contains(workload.id()));
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT) // the work is done in JVMs of their own
  Stream<DynamicTest> startsToTheirEnd() {
    return miniatures(workload -> STARTS.contains(workload.id()));
  }

  private static Stream<DynamicTest> miniatures(Predicate<Workload> wanted) {
    return Workloads.all().stream()
        .filter(wanted)
        .filter(workload -> workload.miniature() > 0)
        .flatMap(
            workload ->
                workload.implementations().keySet().stream()
                    .filter(name -> isOwn(workload, name))
                    .map(
                        name ->
                            dynamicTest(
                                workload.id() + " " + name, () -> miniature(workload, name))));
  }

  /** How a JVM is started is the same for each program: that of one is enough. */
  private static boolean isOwn(Workload workload, String name) {
    return !name.endsWith("-aot") && !name.endsWith("-modules")
        || workload.id().equals("readme-echo") && name.startsWith("socket-");
  }

  private static void miniature(Workload workload, String name) throws Throwable {
    int operations = workload.miniature();
    Running running;
    try {
      running = workload.implementations().get(name).open();
    } catch (UnsupportedOperationException | LinkageError e) {
      Assumptions.abort(name + ": " + e.getMessage());
      return;
    }
    try (running) {
      assertEquals(operations * workload.countPerOperation(), running.run(operations));
      assertArrayEquals(workload.content(), running.received());
    }
  }

  @Test
  void everyImplementationTakesPartOrSaysWhyNot() {
    for (Workload workload : Workloads.all()) {
      for (String name : EVERYONE) {
        boolean takesPart =
            workload.implementations().keySet().stream()
                .anyMatch(row -> row.equals(name) || row.startsWith(name + "-"));
        String reason = workload.gaps().get(name);
        assertFalse(!takesPart && reason == null, workload.id() + " " + name);
        assertFalse(reason != null && reason.isBlank(), workload.id() + " " + name);
      }
    }
  }
}
