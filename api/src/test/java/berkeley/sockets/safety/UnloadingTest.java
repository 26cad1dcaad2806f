/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Threads that have made calls, and those that serve them, do not keep the library loaded. */
@Tag("child")
class UnloadingTest {
  private static final String EXPECTED =
      "10: 10\n5000: 5000\n100000: 100000\nunloaded\nwaited: 3\nwaited: 3\nunloaded";

  /** With and without what only Linux has, at once: idle threads take 20 seconds to end. */
  @Test
  void theClassLoaderGoes() throws Exception {
    List<Callable<String>> runs = List.of(() -> output("false"), () -> output("true"));
    try (ExecutorService threads = Executors.newFixedThreadPool(runs.size())) {
      for (Future<String> output : threads.invokeAll(runs)) {
        assertEquals(EXPECTED, output.get());
      }
    }
  }

  private static String output(String portable) throws Exception {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dberkeley.sockets.portable=" + portable,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ChildProcess.ROOT.resolve("api/target/test-classes").toString(),
            Unloading.class.getName()));
    command.addAll(List.of(ChildProcess.MODULES.split(":")));
    return ChildProcess.run(command).output().strip();
  }
}
