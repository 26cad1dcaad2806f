/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import berkeley.sockets.oracle.Contract;
import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs random cases in C and through both skins, and compares. A difference counts when the case
 * alone shows it again, three times of three; then it is shrunk and kept for the ordinary tests.
 */
final class Fuzz implements AutoCloseable {
  private static final int BATCH = 200;
  private static final int REPEATS = 3;

  /** A difference that was seen again: by which skin, between which answers, in which case. */
  record Difference(String skin, String expected, String actual, List<String> script) {}

  private final Path root;
  private final PrintStream out;
  private final Path errors;
  private final AnsweringProcess c;
  private final Map<String, AnsweringProcess> skins = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final List<Difference> differences = new ArrayList<>();
  final Map<String, Integer> calls = new TreeMap<>();
  int answered;
  int flukes;

  Fuzz(Path root, List<String> names, PrintStream out) throws IOException {
    this.root = root;
    this.out = out;
    errors = Files.createTempFile("fuzz", ".err");
    String prelude = root.resolve("native/oracle/prelude").toString();
    String oracle = root.resolve("native/target/bin/oracle").toString();
    c =
        new AnsweringProcess(
            "C", isolated(List.of(oracle, prelude, AnsweringProcess.DIRECTORY)), errors);
    for (String name : names) {
      skins.put(name, new AnsweringProcess(name, isolated(java(prelude, name)), errors));
    }
  }

  private List<String> java(String prelude, String skin) {
    String classes =
        root.resolve("bindings/target/classes")
            + ":"
            + root.resolve("api/target/classes")
            + ":"
            + root.resolve("api/target/test-classes");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-Xshare:auto",
        "--illegal-native-access=deny",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classes,
        "berkeley.sockets.oracle.Worker",
        prelude,
        AnsweringProcess.DIRECTORY,
        skin);
  }

  /** In a network namespace, where nobody else sends, and connections that ended leave nothing. */
  private static List<String> isolated(List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of("unshare", root() ? "-n" : "-rn", "sh", "-c", SETUP + "exec \"$@\"", "sh"));
    all.addAll(command);
    return all;
  }

  private static final String SETUP =
      "ip link set lo up || exit 1; echo 0 2>/dev/null >/proc/sys/net/ipv4/tcp_max_tw_buckets; ";

  private static boolean root() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Why there can be no fuzzing here, or null. */
  static String obstacle(Path root) throws InterruptedException {
    if (!Files.isExecutable(root.resolve("native/target/bin/oracle"))) {
      return "no C oracle: native/build found no compiler";
    }
    try {
      boolean can = ChildProcess.run(isolated(List.of("true"))).status() == 0;
      return can ? null : "unshare cannot make a network namespace, or there is no ip";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Until so many calls were answered, time is over, or there are too many differences. */
  void run(long seed, long first, String kind, int wanted, long seconds, int most)
      throws Exception {
    Generator generator = new Generator(seed);
    long start = System.nanoTime();
    long told = start;
    long number = first;
    while (answered < wanted
        && differences.size() < most
        && System.nanoTime() - start < seconds * 1_000_000_000L) {
      List<List<String>> cases = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        cases.add(generator.script(number++, kind));
      }
      compare(cases, most);
      long now = System.nanoTime();
      if (now - told > 5_000_000_000L || answered >= wanted) {
        told = now;
        out.printf(
            "%,d calls in %,d cases through %s, %,d a second; %d differences, %d not seen again%n",
            answered,
            number - first,
            String.join(" and ", skins.keySet()),
            answered * 1_000_000_000L / (now - start),
            differences.size(),
            flukes);
      }
    }
  }

  /** Runs one case, as it is. */
  void run(List<String> script) throws Exception {
    compare(List.of(script), Integer.MAX_VALUE);
  }

  private void compare(List<List<String>> cases, int most) throws Exception {
    Future<List<List<String>>> expected = threads.submit(() -> c.run(cases));
    Map<String, Future<List<List<String>>>> actual = new LinkedHashMap<>();
    skins.forEach((name, peer) -> actual.put(name, threads.submit(() -> peer.run(cases))));
    for (int i = 0; i < cases.size(); i++) {
      List<String> answers = expected.get().get(i);
      answered += answers.size();
      if (answers.getLast().startsWith("0 died")) {
        out.println("C did not survive " + cases.get(i).getFirst() + ": " + answers.getLast());
      }
      for (String answer : answers) {
        calls.merge(answer.split(" ", 3)[1], 1, Integer::sum);
      }
    }
    for (Map.Entry<String, Future<List<List<String>>>> skin : actual.entrySet()) {
      for (int i = 0; i < cases.size(); i++) {
        String[] difference =
            difference(skin.getKey(), expected.get().get(i), skin.getValue().get().get(i));
        if (difference != null && differences.size() < most) {
          examine(skin.getKey(), cases.get(i), difference);
        }
      }
    }
  }

  /** The first two answers that differ, without the numbers of the lines; or null. */
  private static String[] difference(String skin, List<String> expected, List<String> actual) {
    boolean object = skin.equals("object");
    List<String> c = object ? Contract.answers(expected) : expected;
    List<String> java = object ? Contract.answers(actual) : actual;
    for (int i = 0; i < Math.max(c.size(), java.size()); i++) {
      String one = i < c.size() ? c.get(i) : "0 nothing";
      String two = i < java.size() ? java.get(i) : "0 nothing";
      if (!call(one).equals(call(two))) {
        return new String[] {call(one), call(two)};
      }
    }
    return null;
  }

  private static String call(String answer) {
    return answer.substring(answer.indexOf(' ') + 1);
  }

  private String[] once(String skin, List<String> script) throws Exception {
    Future<List<List<String>>> expected = threads.submit(() -> c.run(List.of(script)));
    List<List<String>> actual = skins.get(skin).run(List.of(script));
    return difference(skin, expected.get().getFirst(), actual.getFirst());
  }

  /** What C does not survive either, such as waiting for ever, is no difference. */
  private static boolean fails(String[] difference) {
    return difference != null && !difference[0].startsWith("died");
  }

  private boolean always(String skin, List<String> script) throws Exception {
    for (int i = 0; i < REPEATS; i++) {
      if (!fails(once(skin, script))) {
        return false;
      }
    }
    return true;
  }

  private void examine(String skin, List<String> script, String[] seen) throws Exception {
    if (!always(skin, script)) {
      flukes++;
      out.println(
          "not seen again: "
              + skin
              + " "
              + script.getFirst()
              + "\n  C:    "
              + seen[0]
              + "\n  Java: "
              + seen[1]);
      return;
    }
    List<String> less = Shrinker.shrink(script, candidate -> fails(once(skin, candidate)));
    if (!always(skin, less)) {
      less = script;
    }
    String[] now = once(skin, less);
    now = now == null ? seen : now;
    differences.add(new Difference(skin, now[0], now[1], less));
    out.println("DIFFERENCE of the " + skin + ":\n  C:    " + now[0] + "\n  Java: " + now[1]);
    less.forEach(line -> out.println("    " + line));
  }

  /** Keeps a shrunk script among those of the ordinary tests. */
  static Path keep(Path root, Difference difference) throws IOException {
    Path directory = Files.createDirectories(root.resolve("native/oracle/regressions"));
    String name = difference.script.getFirst().replaceAll("case fuzz (-?\\d+)/(\\d+).*", "$1-$2");
    Path file = directory.resolve(difference.expected.split(" ")[0] + "-" + name + ".calls");
    List<String> lines = new ArrayList<>();
    lines.add("# " + difference.skin + ": C " + difference.expected);
    lines.add("# but " + difference.actual);
    lines.addAll(difference.script);
    return Files.write(file, lines);
  }

  Path errors() {
    return errors;
  }

  @Override
  public void close() {
    c.close();
    skins.values().forEach(AnsweringProcess::close);
    threads.shutdownNow();
  }
}
