/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Pair;
import berkeley.sockets.safety.ChildProcess;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many system calls views make, as strace(1) counts them. */
@Tag("child")
class ViewCallsTest {
  private static final int ROUNDS = 200;

  @TempDir Path directory;

  /** The child: each round receives what the other end sends after it has begun to wait. */
  public static void main(String[] arguments) throws Exception {
    try (Pair pair = Pair.of(Stack.OURS);
        ChannelPair channels = ChannelPair.of(Stack.OURS)) {
      pair.server().setSoTimeout(20_000);
      byte[] bytes = new byte[10];
      ByteBuffer buffer = ByteBuffer.allocateDirect(10);
      for (int i = 0; i < ROUNDS; i++) {
        pair.client().getOutputStream().write(bytes);
        pair.server().getInputStream().read(bytes);
        channels.client().write(buffer.clear());
        channels.server().read(buffer.clear());
      }
    }
  }

  @Test
  void oneCallForEachOperation() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    Path counts = directory.resolve("counts");
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace",
                "-f",
                "-c",
                "-e",
                "trace=sendto,recvfrom,poll,ppoll,setsockopt,getsockopt,ioctl,shutdown",
                "-o",
                counts.toString()));
    command.addAll(ChildProcess.jvm("-XX:+UseSerialGC"));
    command.add(ViewCallsTest.class.getName());
    ChildProcess.Result result = ChildProcess.run(command);
    assumeTrue(
        Files.exists(counts) && !result.output().contains("ptrace"), "strace may not trace here");
    assertEquals(0, result.status(), result.output());
    assertEquals(2 * ROUNDS, count(counts, "sendto"), Files.readString(counts));
    assertEquals(2 * ROUNDS, count(counts, "recvfrom"), Files.readString(counts));
    for (String call : List.of("poll", "ppoll", "setsockopt", "getsockopt", "ioctl", "shutdown")) {
      assertTrue(count(counts, call) < ROUNDS / 4, call + "\n" + Files.readString(counts));
    }
  }

  private static int count(Path counts, String call) throws Exception {
    for (String line : Files.readAllLines(counts)) {
      String[] columns = line.strip().split("\\s+");
      if (columns.length >= 5 && columns[columns.length - 1].equals(call)) {
        return Integer.parseInt(columns[3]);
      }
    }
    return 0;
  }
}
