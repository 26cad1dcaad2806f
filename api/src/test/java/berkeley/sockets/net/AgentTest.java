/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that know nothing of us, in JVMs of their own: by property, by agent and by neither. */
@Tag("child")
class AgentTest {
  @TempDir Path directory;

  /** As the build makes it, but without a class path, which the child has. */
  private Path agent() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
    Path jar = directory.resolve("agent.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  private static String run(String program, String... flags) throws Exception {
    List<String> command = new ArrayList<>(ChildProcess.jvm(flags));
    command.addAll(Arrays.asList(UnchangedPrograms.class.getName(), program));
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  @Test
  void theAgentTakesAllSockets() throws Exception {
    String output = run("sockets", "-javaagent:" + agent() + "=jmx");
    // two sockets, two listeners, a pair of datagrams and two channels of each kind
    assertTrue(output.contains("counted Opened 8"), output);
    assertTrue(output.contains("counted Connected 2"), output);
    assertTrue(output.contains("counted Accepted 2"), output);
    assertTrue(output.contains("counted BytesSent 7"), output);
    assertTrue(output.contains("counted BytesReceived 7"), output);
    assertTrue(output.contains("done"), output);
  }

  @Test
  void theAgentCanBeRestricted() throws Exception {
    String output = run("sockets", "-javaagent:" + agent() + "=socket,report");
    assertTrue(output.contains("done"), output);
    assertTrue(output.contains("opened 2, connected 1, accepted 1"), output);
  }

  /** MulticastSocket, of which only the agent makes views: the JDK's says the same. */
  @Test
  void multicastSockets() throws Exception {
    String own = run("multicast", "-javaagent:" + agent());
    assertEquals(run("multicast"), own);
    assertTrue(own.contains("received 3"), own);
  }

  @Test
  void anUnknownWordEndsTheProgram() throws Exception {
    List<String> command = new ArrayList<>(ChildProcess.jvm("-javaagent:" + agent() + "=nonsense"));
    command.addAll(List.of(UnchangedPrograms.class.getName(), "sockets"));
    ChildProcess.Result result = ChildProcess.run(command);
    assertTrue(result.status() != 0 && result.output().contains("nonsense"), result.output());
  }

  @Test
  void withoutItNothingIsOurs() throws Exception {
    String output = run("sockets", "-Dberkeley.sockets.jmx=true");
    assertTrue(output.contains("counted nothing"), output);
  }

  /** The JDK's HTTP server and client, on a selector of ours each. */
  @Test
  void httpByProperty() throws Exception {
    String output =
        run(
            "http",
            "-Djava.nio.channels.spi.SelectorProvider=" + NativeSelectorProvider.class.getName());
    assertTrue(output.contains("all 40 answers are right"), output);
    assertTrue(output.contains("native true"), output);
  }
}
