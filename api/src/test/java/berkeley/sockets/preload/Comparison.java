/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs a program on plain libc and over the mirror, and compares test by test. */
final class Comparison {
  /** How often tests that differ are run again, on either side, before they count as different. */
  private static final int REPEATS = 3;

  /** One test of which the outcomes differ. */
  record Difference(Kind kind, String test, String libc, String mirror, String accepted) {
    @Override
    public String toString() {
      return kind.title + ": " + test + ": libc " + libc + ", mirror " + mirror;
    }
  }

  /**
   * All about one program.
   *
   * @param obstacle why it was not run, or null
   * @param repeated tests that differed at first and were equal when repeated
   */
  record Report(
      String program,
      String obstacle,
      Map<Kind, Program.Outcomes> outcomes,
      List<Difference> differences,
      Map<Kind, Set<String>> repeated) {}

  private final Harness harness;
  private final Set<Kind> kinds;
  private final String matching;
  private final Map<String, String> accepted;
  private final Consumer<String> progress;

  /**
   * Prepares comparisons.
   *
   * @param kinds of threads
   * @param matching parts of names that select Python tests
   */
  Comparison(Harness harness, Set<Kind> kinds, String matching, Consumer<String> progress)
      throws IOException {
    this.harness = harness;
    this.kinds = kinds;
    this.matching = matching;
    this.progress = progress;
    accepted = accepted(harness.sources().resolve("accepted.txt"));
  }

  /** Lines of three fields: threads, test, reason. */
  private static Map<String, String> accepted(Path file) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] fields = line.split(" ", 3);
        reasons.put(fields[0] + " " + fields[1], fields[2]);
      }
    }
    return reasons;
  }

  /**
   * Compares several programs, as many at a time as there are processors. One program's runs follow
   * each other: not all that its tests use is in a network namespace, vsock's ports for instance.
   */
  List<Report> compare(List<String> names) throws InterruptedException, ExecutionException {
    int atOnce = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<Report>> running = new ArrayList<>();
      for (String name : names) {
        running.add(threads.submit(() -> run(new Program(harness, name))));
      }
      List<Report> reports = new ArrayList<>();
      for (Future<Report> run : running) {
        reports.add(run.get());
      }
      // alone on the machine now: time limits of a program's tests do not count what others do
      for (int i = 0; i < reports.size(); i++) {
        if (reports.get(i).obstacle() == null) {
          reports.set(i, judge(reports.get(i)));
        }
      }
      return reports;
    } finally {
      threads.shutdownNow();
    }
  }

  private Report run(Program program) throws IOException, InterruptedException {
    Map<Kind, Program.Outcomes> outcomes = new EnumMap<>(Kind.class);
    String obstacle = program.obstacle();
    for (Kind kind : Kind.values()) {
      if (obstacle == null && (kind == Kind.LIBC || kinds.contains(kind))) {
        outcomes.put(kind, run(program, kind, null, ""));
      }
    }
    return new Report(program.name(), obstacle, outcomes, List.of(), Map.of());
  }

  private Program.Outcomes run(Program program, Kind kind, Set<String> only, String label)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Program.Outcomes outcomes = program.run(kind, matching, only, label);
    progress.accept(
        String.format(
            "%-18s %-17s %4d tests in %3d s%s",
            program.name(),
            kind.title,
            outcomes.byTest().size(),
            (System.nanoTime() - start) / 1_000_000_000,
            label));
    return outcomes;
  }

  private Report judge(Report first) throws InterruptedException, ExecutionException {
    Map<String, String> libc = first.outcomes().get(Kind.LIBC).byTest();
    List<Difference> differences = new ArrayList<>();
    Map<Kind, Set<String>> repeated = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) {
      Program.Outcomes mirror = first.outcomes().get(kind);
      Set<String> different = different(libc, mirror.byTest());
      Set<String> lasting = new TreeSet<>(different);
      lasting.removeIf(test -> reason(kind, test) != null);
      Set<String> equal = new TreeSet<>(lasting);
      lasting.retainAll(repeat(first.program(), kind, lasting));
      equal.removeAll(lasting);
      different.removeAll(equal);
      for (String test : different) {
        differences.add(
            new Difference(
                kind,
                test,
                libc.getOrDefault(test, "missing"),
                mirror.byTest().getOrDefault(test, "missing"),
                reason(kind, test)));
      }
      repeated.put(kind, equal);
      differences.addAll(vacuous(kind, first.program(), libc, mirror.counts()));
    }
    return new Report(first.program(), null, first.outcomes(), differences, repeated);
  }

  /** Why a difference stays, or null. */
  private String reason(Kind kind, String test) {
    return accepted.get(kind.name().toLowerCase() + " " + test);
  }

  /** A run that did not use the mirror proves nothing, and an exception in Java is a fault. */
  private static List<Difference> vacuous(
      Kind kind, String program, Map<String, String> libc, Counts counts) {
    List<Difference> found = new ArrayList<>();
    if (libc.isEmpty()) {
      found.add(new Difference(kind, program, "no test at all", "the same", null));
    }
    if (counts.calls() == 0) {
      found.add(new Difference(kind, program, "all calls", "no call", null));
    }
    if (counts.of("(exceptions)") > 0) {
      found.add(
          new Difference(
              kind, program, "no exceptions", counts.of("(exceptions)") + " exceptions", null));
    }
    return found;
  }

  static Set<String> different(Map<String, String> a, Map<String, String> b) {
    Set<String> all = new TreeSet<>(a.keySet());
    all.addAll(b.keySet());
    all.removeIf(test -> a.containsKey(test) && a.get(test).equals(b.get(test)));
    return all;
  }

  /** What is different still, each time. */
  private Set<String> repeat(String name, Kind kind, Set<String> tests)
      throws InterruptedException, ExecutionException {
    Program program = new Program(harness, name);
    Set<String> left = new LinkedHashSet<>(tests);
    for (int i = 1; i <= REPEATS && !left.isEmpty(); i++) {
      try {
        String label = "-again-" + i;
        Map<String, String> libc = run(program, Kind.LIBC, left, label).byTest();
        left.retainAll(different(libc, run(program, kind, left, label).byTest()));
      } catch (IOException e) {
        throw new ExecutionException(e);
      }
    }
    return left;
  }
}
