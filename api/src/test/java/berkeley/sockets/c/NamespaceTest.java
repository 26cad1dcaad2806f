/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
      Process probe = new ProcessBuilder(unshare("true")).redirectErrorStream(true).start();
      String output = new String(probe.getInputStream().readAllBytes());
      assumeTrue(probe.waitFor() == 0, "no network namespace may be made here: " + output);
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
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String output = new String(process.getInputStream().readAllBytes());
    System.out.print(
        output
            .lines()
            .filter(l -> l.startsWith("skipped"))
            .map(l -> l + "\n")
            .reduce("", String::concat));
    assertEquals(0, process.exitValue(), output);
  }
}
