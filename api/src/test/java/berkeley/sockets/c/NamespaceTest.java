/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What needs a network of its own: {@link InNamespace} runs there, in a program of its own. */
class NamespaceTest {
  private static final String SETUP =
      "ip link set lo up multicast on && ip route add 224.0.0.0/4 dev lo"
          + " && (echo 0 0 > /proc/sys/net/ipv4/ping_group_range || true) && exec \"$@\"";

  private static List<String> unshare(String... command) {
    List<String> all = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", SETUP, "sh"));
    all.addAll(List.of(command));
    return all;
  }

  @Test
  void multicastWithSourceFiltersAndPing() throws Exception {
    try {
      ChildProcess.Result probe = ChildProcess.run(unshare("true"));
      assumeTrue(probe.status() == 0, "no network namespace may be made here: " + probe.output());
    } catch (IOException e) {
      assumeTrue(false, "no unshare program (package util-linux)");
    }
    Path root = Path.of(System.getProperty("root.directory"));
    String path =
        String.join(
            ":",
            root.resolve("api/target/classes").toString(),
            root.resolve("api/target/test-classes").toString(),
            root.resolve("bindings/target/classes").toString());
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> command =
        unshare(
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            path,
            InNamespace.class.getName());
    ChildProcess.Result result = ChildProcess.run(command);
    System.out.print(
        result
            .output()
            .lines()
            .filter(l -> l.startsWith("skipped"))
            .map(l -> l + "\n")
            .reduce("", String::concat));
    assertEquals(0, result.status(), result.output());
  }
}
