/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One program, with what it was seen to do: the outcome of each of its tests, by name. */
final class Program {
  /** For one run of one program. */
  private static final int LIMIT = 900;

  private static final String PYTHON = "/usr/bin/python3";

  /** In the order in which they are run: the longest first. */
  static final List<String> NAMES =
      List.of(
          "test_socket",
          "test_selectors",
          "test_poll",
          "redis",
          "curl",
          "nc",
          "waiting",
          "test_socketserver",
          "test_select",
          "test_epoll");

  /** What the scripts start, besides Python. */
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "curl", List.of("curl"),
          "nc", List.of("nc"),
          "redis", List.of("redis-server", "redis-cli", "redis-benchmark"),
          "waiting", List.of());

  /** What came of one run. */
  record Outcomes(Map<String, String> byTest, Counts counts) {}

  private final Harness harness;
  private final String name;

  Program(Harness harness, String name) {
    this.harness = harness;
    this.name = name;
  }

  String name() {
    return name;
  }

  private boolean isPython() {
    return name.startsWith("test_");
  }

  /** Why this machine cannot run it, or null. */
  String obstacle() throws IOException, InterruptedException {
    if (isPython()) {
      return succeeds(
              PYTHON,
              "-c",
              "import test.support, importlib.util as u; exit(not u.find_spec('test."
                  + name
                  + "'))")
          ? null
          : "no " + PYTHON + " with its test suite (Debian: libpython3.N-testsuite)";
    }
    List<String> needed = new ArrayList<>(List.of("ss", PYTHON));
    needed.addAll(NEEDED.get(name));
    for (String program : needed) {
      if (!succeeds("sh", "-c", "command -v " + program)) {
        return "no " + program;
      }
    }
    return null;
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return Harness.run(new ProcessBuilder(command), Path.of("/dev/null"), 30) == 0;
  }

  /**
   * Runs it.
   *
   * @param matching parts of names, separated by commas, that select Python tests, or empty
   * @param only the tests to run, or null for all
   * @param label names a directory for what it writes
   */
  Outcomes run(Kind kind, String matching, Set<String> only, String label)
      throws IOException, InterruptedException {
    Path directory =
        harness.directory().resolve("runs").resolve(name + "-" + kind.name().toLowerCase() + label);
    Harness.delete(directory);
    Path counts = Files.createDirectories(directory.resolve("counts"));
    Map<String, String> outcomes =
        isPython()
            ? python(kind, matching, only, directory, counts)
            : script(kind, directory, counts);
    if (only != null) {
      outcomes.keySet().retainAll(only);
    }
    Counts counted = new Counts();
    counted.add(counts);
    return new Outcomes(outcomes, counted);
  }

  private Map<String, String> script(Kind kind, Path directory, Path counts)
      throws IOException, InterruptedException {
    Path results = directory.resolve("results");
    Path work = Files.createDirectories(directory.resolve("work"));
    ProcessBuilder builder =
        new ProcessBuilder(
            harness.isolated(List.of("sh", harness.sources().resolve(name + ".sh").toString())));
    builder.directory(work.toFile());
    builder.environment().put("port", Integer.toString(port()));
    builder
        .environment()
        .put("over", kind == Kind.LIBC ? "" : String.join(" ", harness.over(kind, counts)));
    int status = Harness.run(builder, results, LIMIT);
    Map<String, String> outcomes = new TreeMap<>();
    read(results, outcomes);
    if (status != 0) {
      outcomes.put(name + "/script", "status " + status);
    }
    return outcomes;
  }

  /** One of ten free ports in a row, probably. */
  private int port() throws IOException {
    if (harness.hasNamespaces()) {
      return 18000;
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(any.getLocalPort(), 65500);
    }
  }

  /** A test that ends the process has an outcome, too: the others are run in the next one. */
  private Map<String, String> python(
      Kind kind, String matching, Set<String> only, Path directory, Path counts)
      throws IOException, InterruptedException {
    Map<String, String> outcomes = new TreeMap<>();
    Set<String> without = new LinkedHashSet<>();
    Path results = directory.resolve("results");
    Path work = Files.createDirectories(directory.resolve("work"));
    for (int process = 0; process < 20; process++) {
      List<String> command = new ArrayList<>(harness.over(kind, counts));
      command.addAll(
          List.of(
              PYTHON,
              harness.sources().resolve("cpython.py").toString(),
              name,
              results.toString()));
      if (!matching.isEmpty()) {
        command.addAll(List.of("--matching", matching));
      }
      if (only != null) {
        command.addAll(List.of("--only", Files.write(directory.resolve("only"), only).toString()));
      }
      if (process > 0) {
        command.addAll(
            List.of("--without", Files.write(directory.resolve("without"), without).toString()));
      }
      ProcessBuilder builder = new ProcessBuilder(harness.isolated(command));
      builder.directory(work.toFile());
      int status = Harness.run(builder, directory.resolve("output"), LIMIT);
      int before = without.size();
      String last = read(results, outcomes);
      if (status == 0) {
        return outcomes;
      }
      if (last != null) {
        outcomes.put(last, "ended the process");
        Files.writeString(
            results, "ended-the-process " + last + "\n", java.nio.file.StandardOpenOption.APPEND);
      }
      without.addAll(outcomes.keySet());
      if (without.size() == before) {
        outcomes.put(name, "status " + status);
        return outcomes;
      }
    }
    return outcomes;
  }

  /** Reads lines "OUTCOME TEST"; returns the test that was begun last and has no outcome. */
  private static String read(Path results, Map<String, String> into) throws IOException {
    String begun = null;
    if (!Files.exists(results)) {
      return null;
    }
    for (String line : Files.readAllLines(results)) {
      int blank = line.indexOf(' ');
      if (blank < 0) {
        continue;
      }
      String test = line.substring(blank + 1);
      if (line.startsWith("start ")) {
        begun = test;
      } else {
        into.put(test, line.substring(0, blank));
        begun = test.equals(begun) ? null : begun;
      }
    }
    return begun;
  }
}
