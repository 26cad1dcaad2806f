/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import berkeley.sockets.bindings.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * For every script of native/oracle: the mirror answers each call as C does, on platform and on
 * virtual threads, and so does the object layer where it has the call.
 */
@Tag("child")
class OracleTest {
  private record Run(String name, boolean virtual, Supplier<Interpreter.Skin> skin) {
    List<String> due(List<String> answers) {
      return name.startsWith("object") ? Contract.answers(answers) : answers;
    }
  }

  private static final List<Run> RUNS =
      List.of(
          new Run("platform thread", false, () -> Interpreter.MIRROR),
          new Run("virtual thread", true, () -> Interpreter.MIRROR),
          new Run("object layer", false, ObjectSkin::new));

  @TestFactory
  Stream<DynamicNode> mirrorAnswersAsC() throws IOException {
    assumeTrue(Files.isExecutable(Oracle.PROGRAM), "no C oracle: native/build found no compiler");
    return scripts().stream().map(OracleTest::container);
  }

  /** Fewer would be a script that lost its cases. */
  @Test
  void thereAreHundredsOfCases() throws IOException {
    long cases = 0;
    for (Path script : scripts()) {
      cases += Files.readAllLines(script).stream().filter(line -> line.startsWith("case ")).count();
    }
    assertTrue(cases >= 600, cases + " cases");
  }

  /**
   * Scripts with reads of an epoll or a signalfd that fail, which only a call with RWF_NOWAIT tells
   * before it would wait.
   */
  private static final Set<String> LINUX = Set.of("epoll.calls", "events.calls");

  @TempDir static Path directory; // for scripts of which something is left out

  static List<Path> scripts() throws IOException {
    Path regressions = Oracle.SCRIPTS.resolve("regressions");
    try (Stream<Path> files = Files.list(Oracle.SCRIPTS);
        Stream<Path> kept = Files.list(regressions)) {
      return Stream.concat(files, kept)
          .filter(file -> file.toString().endsWith(".calls"))
          .filter(file -> !Platform.PORTABLE || !LINUX.contains(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private static DynamicNode container(Path script) {
    return dynamicContainer(
        script.getFileName().toString(), script.toUri(), Stream.of(0).flatMap(x -> tests(script)));
  }

  private static Stream<DynamicTest> tests(Path whole) {
    try {
      Path script = Oracle.withoutExcluded(whole, directory);
      List<String> source = Files.readAllLines(script);
      Map<String, List<String>> expected = cases(Oracle.c(List.of(), script));
      List<DynamicTest> tests = new ArrayList<>();
      for (Run run : RUNS) {
        Map<String, List<String>> actual = cases(Oracle.java(script, run.virtual, run.skin.get()));
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()), "cases");
        expected.forEach(
            (name, lines) ->
                tests.add(
                    dynamicTest(
                        name + " (" + run.name + ")",
                        () -> compare(script, source, run.due(lines), run.due(actual.get(name))))));
      }
      return tests.stream();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(
      Path script, List<String> source, List<String> expected, List<String> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      String line = expected.get(i);
      int number = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      assertEquals(
          line,
          actual.get(i),
          () -> script.getFileName() + ":" + number + ": " + source.get(number - 1));
    }
    assertEquals(expected.size(), actual.size(), "answers");
  }

  static Map<String, List<String>> cases(List<String> answers) {
    LinkedHashMap<String, List<String>> cases = new LinkedHashMap<>();
    for (String answer : answers) {
      if (answer.startsWith("case ")) {
        if (cases.putIfAbsent(answer, new ArrayList<>()) != null) {
          throw new IllegalArgumentException("two of " + answer);
        }
      } else {
        cases.lastEntry().getValue().add(answer);
      }
    }
    return cases;
  }
}
