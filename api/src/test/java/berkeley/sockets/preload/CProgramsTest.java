/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of api/cprograms: some of CPython's tests behave over the mirror as on libc. */
@Tag("programs")
@Tag("child")
@Timeout(180)
class CProgramsTest {
  private static final Set<Kind> BOTH = EnumSet.of(Kind.PLATFORM, Kind.VIRTUAL);
  private static final Path ROOT = Path.of(System.getProperty("root.directory")).toAbsolutePath();

  private static Harness harness;

  @BeforeAll
  static void prepare() throws Exception {
    String obstacle = Harness.obstacle(ROOT);
    assumeTrue(obstacle == null, "no C programs over the mirror: " + obstacle);
    harness = Harness.prepare(ROOT);
  }

  @Test
  void cpythonTestsOfWaitingAreEqual() throws Exception {
    compare("test_select,test_epoll", List.of("test_select", "test_epoll"), 10);
  }

  @Test
  void cpythonTestsOfSocketsAreEqual() throws Exception {
    compare(
        "BasicTCPTest,BasicUDPTest,RecvmsgIntoTCPTest,SCMRights,InterruptedRecvTimeoutTest",
        List.of("test_socket"),
        50);
  }

  @Test
  void waitingEndsAsInC() throws Exception {
    compare("", List.of("waiting"), 6);
  }

  /** What a run did differently, one way or the other, is a difference. */
  @Test
  void aDifferenceIsSeen() throws Exception {
    assertEquals(
        Set.of("b", "c", "d"),
        Comparison.different(
            java.util.Map.of("a", "ok", "b", "ok", "c", "ok"),
            java.util.Map.of("a", "ok", "b", "failed", "d", "ok")));
  }

  private static void compare(String matching, List<String> programs, int atLeast)
      throws Exception {
    for (String program : programs) {
      String obstacle = new Program(harness, program).obstacle();
      assumeTrue(obstacle == null, program + " not run: " + obstacle);
    }
    Comparison comparison = new Comparison(harness, BOTH, matching, line -> {});
    List<String> different = new ArrayList<>();
    int tests = 0;
    for (Comparison.Report report : comparison.compare(programs)) {
      tests += report.outcomes().get(Kind.LIBC).byTest().size();
      for (Comparison.Difference difference : report.differences()) {
        if (difference.accepted() == null) {
          different.add(difference.toString());
        }
      }
    }
    assertEquals(List.of(), different);
    assertTrue(tests >= atLeast, tests + " tests only");
  }
}
