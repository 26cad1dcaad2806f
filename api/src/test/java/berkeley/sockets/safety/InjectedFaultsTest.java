/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of the machine: no descriptors, no memory, a network that fails. */
@Tag("child")
class InjectedFaultsTest {
  private static final String PROGRAM = FaultProgram.class.getName();

  private static final String LOSSY = "tc qdisc add dev lo root netem loss 5% delay 1ms";

  /** Where the kernel has no netem: a queue so short that what does not fit is dropped. */
  private static final String NARROW =
      "ip link set lo mtu 1500 && tc qdisc add dev lo root tbf rate 100mbit burst 5kb limit 10kb";

  private static List<String> run(String fault, String... before) throws Exception {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(ChildProcess.jvm("-XX:TieredStopAtLevel=1", PROGRAM, fault));
    ChildProcess.Result result = ChildProcess.run(command);
    assumeTrue(
        !result.output().matches("(?s).*(Operation not permitted|ptrace\\().*"),
        "not permitted here: " + result.output());
    assertEquals(0, result.status(), result.output());
    return result
        .output()
        .lines()
        .filter(l -> l.startsWith("MIRROR") || l.startsWith("OBJECTS"))
        .toList();
  }

  @Test
  void withoutDescriptorsItFailsAndRecovers() throws Exception {
    assumeTrue(ChildProcess.installed("prlimit"), "prlimit is not installed");
    List<String> expected = new ArrayList<>();
    for (Skin skin : Skin.values()) {
      expected.add(skin + " full true 1");
      expected.add(skin + " open EMFILE");
      expected.add(skin + " accept EMFILE");
      expected.add(skin + " accept-again 0"); // the connection waited
      expected.add(skin + " open-again 0");
    }
    assertEquals(expected, run("descriptors", "prlimit", "--nofile=100:100"));
  }

  /** Where recv has to open descriptors to wait, their errno is its own, and each try is anew. */
  @Test
  void aFirstWaitWithoutDescriptorsFailsAlone() throws Exception {
    assumeTrue(ChildProcess.installed("prlimit"), "prlimit is not installed");
    List<String> lines = run("first-wait", "prlimit", "--nofile=120:120");
    assertEquals("MIRROR recv with 0 left EMFILE", lines.getFirst());
    int failed = 0;
    while (lines.get(failed).endsWith("EMFILE")) {
      failed++;
    }
    assertTrue(failed > 2, "an epoll and an eventfd at least: " + lines);
    assertEquals("OBJECTS connect EMFILE", lines.get(failed - 1), "it waits, too");
    assertEquals(
        List.of("MIRROR leaked 0", "MIRROR recv of what is there 3", "MIRROR recv of what comes 4"),
        lines.subList(failed, lines.size()));
  }

  @Test
  void errorsOfTheKernelReachTheCaller() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    for (String error : List.of("ENOBUFS", "ENOMEM")) {
      List<String> lines = run("injected", strace("sendto:error=" + error + ":when=1+3"));
      assertEquals("MIRROR send " + error, lines.get(0));
      assertEquals("MIRROR send 3", lines.get(1), "and then it works");
      assertEquals("OBJECTS send " + error, lines.get(4));
      assertEquals("OBJECTS send 3", lines.get(5));
    }
  }

  @Test
  void anInterruptedCallIsRepeatedInTheObjectLayerOnly() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    List<String> lines = run("injected", strace("recvfrom:error=EINTR:when=1+2"));
    assertEquals(
        List.of("MIRROR recv EINTR", "MIRROR recv 3", "OBJECTS recv 3", "OBJECTS recv 3"),
        lines.stream().filter(l -> l.contains("recv")).toList());
  }

  /** Each call that makes or brings descriptors, and the setup around it: none is left open. */
  @Test
  void withoutBuffersNothingLeaks() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    for (String error : List.of("ENOBUFS", "ENOMEM")) {
      for (String call :
          List.of("socket", "socketpair", "connect", "accept4", "recvmsg", "sendmsg", "fcntl")) {
        List<String> lines = run("leaks", strace(call + ":error=" + error + ":when=8+3"));
        assertTrue(lines.getFirst().matches("OBJECTS failures [1-9].*"), call + lines);
        assertEquals(List.of("OBJECTS left 0"), lines.subList(1, lines.size()), call);
      }
    }
  }

  private static String[] strace(String fault) {
    String call = fault.substring(0, fault.indexOf(':'));
    return new String[] {
      "strace", "-f", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + fault
    };
  }

  @Test
  void aLossyNetworkOnlyDelays() throws Exception {
    List<String> lines = run("lossy", inNamespace("(" + LOSSY + " || " + NARROW + ") || exit 77"));
    assertEquals(List.of("MIRROR arrived 1", "OBJECTS arrived 1"), lines);
  }

  @Test
  void aVanishingNetworkEndsInATimeout() throws Exception {
    List<String> expected = new ArrayList<>();
    for (Skin skin : Skin.values()) {
      expected.add(skin + " peer 0");
      expected.add(skin + " send 1");
      expected.add(skin + " recv ETIMEDOUT");
      expected.add(skin + " error 0"); // recv took it
      expected.add(skin + " connect-again 0");
    }
    assertEquals(expected, run("vanishing", inNamespace("true")));
  }

  /** In a network namespace of its own, with the loopback interface up and a command run. */
  private static String[] inNamespace(String command) throws Exception {
    for (String program : List.of("unshare", "ip", "tc")) {
      assumeTrue(ChildProcess.installed(program), program + " is not installed");
    }
    ChildProcess.Result possible =
        ChildProcess.run(List.of("unshare", "-n", "sh", "-c", "ip link set lo up; " + command));
    assumeTrue(possible.status() == 0, "no network namespace here: " + possible.output());
    String script = "ip link set lo up; " + command + "; exec \"$@\"";
    return new String[] {"unshare", "-n", "sh", "-c", script, "sh"};
  }
}
