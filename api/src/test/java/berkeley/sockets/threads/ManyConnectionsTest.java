/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.safety.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand connections, each with a virtual thread at either end, in two processes with one or
 * two carriers; with {@code -Dtest.jvm.arguments=-Dconnections=10000} ten thousand.
 */
class ManyConnectionsTest {
  private static final int CONNECTIONS = Integer.getInteger("connections", 1000);
  private static final int ROUNDS = 5;
  private static final int LIMIT_SECONDS = 300;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Timeout(LIMIT_SECONDS + 10)
  void allAreServedWhileAnotherThreadTicks(int carriers) throws Exception {
    Process server = start(carriers, "server", CONNECTIONS, ROUNDS);
    try (BufferedReader out = server.inputReader()) {
      String port = out.readLine();
      Process client = start(carriers, "client", CONNECTIONS, ROUNDS, port);
      try (BufferedReader answers = client.inputReader()) {
        assertEquals(String.valueOf(CONNECTIONS), answers.readLine());
      } finally {
        client.destroy();
      }
      String ticks = out.readLine();
      assertTrue(Integer.parseInt(ticks) > 2 * ROUNDS, () -> "ticks: " + ticks);
      assertTrue(server.waitFor(10, TimeUnit.SECONDS));
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /** This program again, with the modules and paths it was started with. */
  private static Process start(int carriers, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-javaagent") && !option.startsWith("-Xshare")) {
        command.add(option);
      }
    }
    command.add("-Djdk.virtualThreadScheduler.parallelism=" + carriers);
    command.add("-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers);
    command.add("-p");
    command.add(System.getProperty("jdk.module.path"));
    String classPath = System.getProperty("java.class.path");
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(classPath);
    }
    command.add("-m");
    command.add("berkeley.sockets/" + ManyConnectionsMain.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return ChildProcess.start(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT), LIMIT_SECONDS);
  }
}
