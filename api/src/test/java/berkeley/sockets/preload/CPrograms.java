/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command api/cprograms. */
final class CPrograms {
  private static final String USAGE =
      """
      usage: api/cprograms [--platform] [--virtual] [--short] [--matching PART,...] [PROGRAM...]

      Runs unmodified C programs with their socket calls going through the Java mirror, and compares
      each test with the same program on plain libc. test_* are CPython's own tests; waiting is what
      closing and signals do to a thread that waits.

        --platform   on platform threads only
        --virtual    on virtual threads only: each call on one of its own
        --short      the quick programs, and of test_socket a selection
        --matching   only those Python tests whose name has one of these parts
        PROGRAM      some of: %s

      Status 1 when a test differs that native/preload/accepted.txt does not name, 2 when the command
      is wrong or cannot run. Outputs are left in api/target/preload/runs.
      """
          .formatted(String.join(" ", Program.NAMES));

  /** Of test_socket: whole classes that are quick, of each kind of socket and call. */
  static final String SELECTION =
      "GeneralModuleTests,BasicTCPTest,BasicUDPTest,BasicSocketPairTest,RecvmsgIntoTCPTest,"
          + "SendmsgStreamTests,SendmsgUDP6Test,RecvmsgSCMRightsStreamTest,NonBlockingTCPTests,"
          + "InterruptedRecvTimeoutTest,FileObjectClassTestCase,SendfileUsingSendfileTest,"
          + "NetworkConnectionAttributesTest,TestUnixDomain";

  private CPrograms() {}

  static void main(String[] args) throws Exception {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    List<String> names = new ArrayList<>();
    String matching = "";
    boolean quick = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--platform" -> kinds.add(Kind.PLATFORM);
        case "--virtual" -> kinds.add(Kind.VIRTUAL);
        case "--short" -> quick = true;
        case "--matching" -> matching = ++i < args.length ? args[i] : usage(2);
        case "--help" -> usage(0);
        default -> names.add(Program.NAMES.contains(args[i]) ? args[i] : usage(2));
      }
    }
    if (kinds.isEmpty()) {
      kinds = EnumSet.of(Kind.PLATFORM, Kind.VIRTUAL);
    }
    if (names.isEmpty()) {
      names.addAll(Program.NAMES);
      if (quick) {
        names.removeAll(List.of("test_selectors", "test_poll"));
      }
    }
    if (quick && matching.isEmpty()) {
      matching = SELECTION + ",test_select.,test_epoll.,test_socketserver.,test_poll.";
    }
    Path root = Path.of(System.getProperty("root.directory", ".")).toAbsolutePath();
    String obstacle = Harness.obstacle(root);
    if (obstacle != null) {
      System.err.println("api/cprograms: " + obstacle);
      System.exit(2);
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    Comparison comparison =
        new Comparison(Harness.prepare(root), kinds, matching, line -> System.err.println(line));
    System.exit(print(comparison.compare(names), kinds) ? 0 : 1);
  }

  private static String usage(int status) {
    (status == 0 ? System.out : System.err).print(USAGE);
    System.exit(status);
    return "";
  }

  private static long differences(Comparison.Report report, Kind kind, boolean accepted) {
    return report.differences().stream()
        .filter(d -> d.kind() == kind && d.accepted() != null == accepted)
        .count();
  }

  /** Prints the table and what it cannot hold; returns whether all is as it should be. */
  private static boolean print(List<Comparison.Report> reports, Set<Kind> kinds) {
    System.out.printf("%n%-18s %6s %6s %8s", "program", "tests", "ok", "skipped");
    kinds.forEach(kind -> System.out.printf("  %-24s", kind.title));
    System.out.println();
    int all = 0;
    boolean right = true;
    Counts counts = new Counts();
    for (Comparison.Report report : reports) {
      if (report.obstacle() != null) {
        System.out.printf("%-18s not run: %s%n", report.program(), report.obstacle());
        continue;
      }
      Map<String, String> libc = report.outcomes().get(Kind.LIBC).byTest();
      long ok = libc.values().stream().filter(o -> o.equals("ok") || o.matches("0[,:].*")).count();
      long skipped = libc.values().stream().filter("skipped"::equals).count();
      System.out.printf("%-18s %6d %6d %8d", report.program(), libc.size(), ok, skipped);
      all += libc.size();
      for (Kind kind : kinds) {
        long accepted = differences(report, kind, true);
        long different = differences(report, kind, false);
        int repeated = report.repeated().get(kind).size();
        System.out.printf(
            "  %-24s",
            (different == 0 ? "equal" : different + " different")
                + (accepted == 0 ? "" : " but " + accepted + " accepted")
                + (repeated == 0 ? "" : ", " + repeated + " at 2nd try"));
        counts.add(report.outcomes().get(kind).counts());
      }
      System.out.println();
    }
    System.out.printf(
        "%n%d tests on each kind of thread; %d calls of %d functions through the mirror%n",
        all, counts.calls(), counts.names().size());
    System.out.println("functions: " + String.join(" ", counts.names()));
    System.out.printf(
        "calls left to libc: %d by %d children, %d with a pointer Java must not read, %d declined%n",
        counts.of("(child calls)"),
        counts.of("(children)"),
        counts.of("(unreadable)"),
        counts.of("(declined)"));
    for (Comparison.Report report : reports) {
      for (Comparison.Difference difference : report.differences()) {
        boolean accepted = difference.accepted() != null;
        right &= accepted;
        System.out.println(
            (accepted ? "accepted: " : "DIFFERENT: ")
                + difference
                + (accepted ? " (" + difference.accepted() + ")" : ""));
      }
      report
          .repeated()
          .forEach(
              (kind, tests) ->
                  tests.forEach(
                      test ->
                          System.out.println("equal when repeated: " + kind.title + ": " + test)));
    }
    return right;
  }
}
