/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.benchmarks.measure.ChildJvm;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.Workload;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both halves of a measurement between two machines, on this one. */
class RemoteTest {
  @TempDir Path directory;

  /**
   * On consecutive ports, which somebody else may have. Those from which the kernel chooses for
   * connections, 32,768 and up, are half in use for a minute after a test with many of them.
   */
  private static Map.Entry<Integer, Server> server() throws IOException {
    for (int i = 0; ; i++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try {
        return Map.entry(port, new Server("127.0.0.1", port));
      } catch (BindException e) {
        if (i == 50) {
          throw e;
        }
      }
    }
  }

  @Test
  void everyImplementationSendsThereAndBack() throws Throwable {
    Map.Entry<Integer, Server> server = server();
    try (Server unused = server.getValue()) {
      for (Workload workload : RemotePingPong.all("127.0.0.1:" + server.getKey())) {
        for (Map.Entry<String, Workload.Factory> row : workload.implementations().entrySet()) {
          try (Running running = row.getValue().open()) {
            String name = workload.id() + " " + row.getKey();
            assertEquals(3 * workload.countPerOperation(), running.run(3), name);
            assertArrayEquals(workload.content(), running.received(), name);
          }
        }
      }
    }
  }

  @Test
  void percentilesAreTold() throws Throwable {
    Map.Entry<Integer, Server> server = server();
    try (Server unused = server.getValue()) {
      Workload workload = RemotePingPong.all("127.0.0.1:" + server.getKey()).getFirst();
      try (Running running = workload.implementations().get("mirror").open()) {
        String note = workload.note(running);
        assertTrue(note.matches("p50 [0-9.]+ us, p99 [0-9.]+ us, p99.9 [0-9.]+ us"), note);
      }
    }
  }

  /** Two namespaces stand for two machines, as far as a network has to do with it. */
  @Test
  void theCommandsMeasureBetweenTwoNamespaces() throws Exception {
    Path script = directory.resolve("namespaces.sh");
    Files.writeString(script, SCRIPT);
    List<String> java = new ArrayList<>(ChildJvm.command());
    List<String> command = new ArrayList<>(List.of("sh", script.toString(), "7700"));
    command.addAll(java);
    command.add("-Dnative.directory=" + System.getProperty("native.directory"));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(100, TimeUnit.SECONDS)) {
      process.destroy();
    }
    String text = Files.readString(output);
    Assumptions.assumeTrue(process.waitFor() != 3, "no namespaces can be made: " + text);
    assertEquals(0, process.exitValue(), text);
    assertTrue(text.contains("remote-64: TCP, 64 B to 10.111.0.1:"), text);
    for (String name : RemotePingPong.all("10.111.0.1").getFirst().implementations().keySet()) {
      String row = "(?s).*\\n  " + name + " +[-0-9].*p99\\.9 [0-9.]+ us.*";
      assertTrue(text.matches(row), name + " in " + text);
    }
  }

  /** Exit status 3: not allowed here. */
  private static final String SCRIPT =
      """
      port=$1
      shift
      here=berkeley-a-$$
      there=berkeley-b-$$
      server=
      end() {
        [ -z "$server" ] || kill "$server" 2>/dev/null
        ip netns delete "$here" 2>/dev/null
        ip netns delete "$there" 2>/dev/null
      }
      trap end EXIT
      trap 'exit 1' TERM INT
      ip netns add "$here" && ip netns add "$there" &&
        ip link add eth0 netns "$here" type veth peer name eth0 netns "$there" &&
        ip -n "$here" address add 10.111.0.1/24 dev eth0 &&
        ip -n "$there" address add 10.111.0.2/24 dev eth0 &&
        ip -n "$here" link set lo up && ip -n "$there" link set lo up &&
        ip -n "$here" link set eth0 up && ip -n "$there" link set eth0 up || exit 3
      ip netns exec "$here" "$@" berkeley.sockets.benchmarks.remote.Server --host 10.111.0.1 --port "$port" &
      server=$!
      i=0
      until [ -n "$(ip netns exec "$here" ss -Hltn "sport = $((port + 4))")" ] || [ $((i += 1)) = 200 ]; do
        sleep 0.1
      done
      ip netns exec "$there" "$@" -Dcompare.directory="$(dirname "$0")/compare" \
        berkeley.sockets.benchmarks.Compare --host "10.111.0.1:$port" --quick --only remote-64
      """;
}
