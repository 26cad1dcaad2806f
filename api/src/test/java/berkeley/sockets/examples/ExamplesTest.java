/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Every example as a process of its own: what a C server and a C client say to each other is what
 * they say when one of them is the Java version. {@code -Dexamples.matrix=full} adds Java to Java
 * and every mode of the echo server with every mode of its client.
 */
@Tag("child")
class ExamplesTest {
  private static final boolean FULL = "full".equals(System.getProperty("examples.matrix"));

  private final ExecutorService pool =
      Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));

  @BeforeEach
  void cPrograms() {
    assumeTrue(Files.isDirectory(Language.NATIVE), "no C examples: no C compiler");
    assumeTrue(Files.exists(Language.NATIVE.resolve("lookup")), "no C examples: no C compiler");
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void everyExampleHasBothVersions() {
    List<String> missing = new ArrayList<>();
    for (String name : Sources.names()) {
      if (!Files.exists(Sources.ROOT.resolve("native/examples/" + name + ".c"))) {
        missing.add(name);
      }
    }
    assertEquals(List.of(), missing);
  }

  /** Cases run in parallel from here on; each test waits for its own. */
  private List<DynamicTest> parallel(Map<String, Case> cases) {
    List<DynamicTest> tests = new ArrayList<>();
    cases.forEach(
        (name, body) -> {
          Future<?> run = pool.submit(() -> run(body));
          tests.add(dynamicTest(name, () -> await(run)));
        });
    return tests;
  }

  private static void await(Future<?> run) throws Exception {
    try {
      run.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TestAbortedException skipped) {
        throw skipped;
      }
      throw e;
    }
  }

  private static Void run(Case body) throws Exception {
    body.check();
    return null;
  }

  interface Case {
    void check() throws Exception;
  }

  @TestFactory
  List<DynamicTest> sameConversation() {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (Scenario scenario : Scenario.all(FULL)) {
      cases.put(scenario.name(), () -> compare(scenario));
    }
    return parallel(cases);
  }

  private static void compare(Scenario scenario) throws Exception {
    String expected = scenario.play().run(Language.C, Language.C);
    assertTrue(expected.contains(scenario.expected()), () -> "between C programs: " + expected);
    assertEquals(expected, scenario.play().run(Language.JAVA, Language.C), "Java server, C client");
    if (scenario.client()) {
      String other = scenario.play().run(Language.C, Language.JAVA);
      assertEquals(expected, other, "C server, Java client");
      if (FULL) {
        assertEquals(expected, scenario.play().run(Language.JAVA, Language.JAVA), "both Java");
      }
    }
  }

  @TestFactory
  List<DynamicTest> sameUsage() {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (String name : Sources.names()) {
      cases.put(name, () -> compareUsage(name));
    }
    return parallel(cases);
  }

  private static void compareUsage(String name) throws Exception {
    String bad = name + " 1 2 3 4 5 6 7".substring(0, name.equals("interfaces") ? 4 : 2);
    if (List.of("socket_options", "routes", "activated").contains(name)) {
      bad = name + " 1";
    } else if (List.of("lookup", "ping", "traceroute", "socketpair").contains(name)) {
      bad = name + " 1 2 3";
    }
    Program.Result c = Program.start(Language.C, bad).finish();
    assertEquals(2, c.exit());
    assertTrue(c.err().startsWith("usage: " + name), c.err());
    assertEquals("", c.out());
    assertEquals(c, Program.start(Language.JAVA, bad).finish());
  }

  /** Port 1 of loopback has no listener. */
  @TestFactory
  List<DynamicTest> sameErrorWithoutPeer() {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (String commandLine :
        List.of(
            "stream_client 127.0.0.1 1",
            "telnet ::1 1",
            "str_client nonblock 127.0.0.1 1",
            "framing client 127.0.0.1 1 text",
            "daytime client 127.0.0.1 1",
            "daytime client 127.0.0.1 no-such-service",
            "udp_echo_client rcvtimeo 127.0.0.1 1 1000 text",
            "web_client 127.0.0.1 1 /",
            "urgent client 127.0.0.1 1",
            "sntp client 127.0.0.1 1",
            "unix_echo client /nonexistent/socket",
            "descriptor client /nonexistent/socket",
            "multicast send 224.0.0.99 1 nonexistent text",
            "lookup 127.0.0.1 no-such-service",
            "interfaces nonexistent",
            "inetd 127.0.0.1 /nonexistent/configuration",
            "http_server 127.0.0.1 0 /nonexistent",
            "activated")) {
      cases.put(
          commandLine,
          () -> {
            Program.Result c = Program.start(Language.C, commandLine).endInput().finish();
            assertEquals(1, c.exit());
            assertTrue(c.err().contains(": "), c.err());
            assertEquals(c, Program.start(Language.JAVA, commandLine).endInput().finish());
          });
    }
    return parallel(cases);
  }

  @Test
  void launcherListsHelpsAndRuns() throws Exception {
    String run = Sources.DIRECTORY.resolve("run").toString();
    Program.Result list = new Program(List.of(run)).finish();
    assertEquals(Sources.names().size() + Sources.objects().size(), list.out().lines().count());
    for (String name : Sources.names()) {
      assertTrue(list.out().contains(name + ": "), name);
    }
    Program.Result help = new Program(List.of(run, "--help", "inetd")).finish();
    assertTrue(help.out().contains("usage: inetd HOST CONFIGURATION"), help.out());
    assertEquals(2, new Program(List.of(run, "nothing")).finish().exit());
    Program.Result lookup = new Program(List.of(run, "lookup", "127.0.0.1", "80")).finish();
    assertEquals(new Program.Result(0, "IPv4 127.0.0.1 port 80\n", ""), lookup);
  }

  @Test
  void launcherSaysHowToBuild(@TempDir Path elsewhere) throws Exception {
    Path copy = Files.createDirectories(elsewhere.resolve("api/examples"));
    Files.createDirectories(copy.resolve("objects"));
    for (String file : List.of("run", "Lookup.java", "objects/E01TcpClient.java")) {
      Files.copy(Sources.DIRECTORY.resolve(file), copy.resolve(file));
    }
    Program.Result result =
        new Program(List.of("sh", copy.resolve("run").toString(), "lookup", "::1")).finish();
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("mvn package"), result.err());
  }
}
