/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JVM itself says about pinning. Two threads that use a class or a function for the first
 * time wait for each other inside the JVM, where they cannot be unmounted; so each call is made
 * before the recording, too.
 */
@Timeout(60)
class PinningTest {
  private static final int ROUNDS_BEFORE = 3;

  @Test
  void theFlightRecorderSeesNone(@TempDir Path directory) throws IOException {
    for (int i = 0; i < ROUNDS_BEFORE; i++) {
      waitInEachCall();
    }
    Path file = directory.resolve("pinning.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO);
      recording.start();
      waitInEachCall();
      recording.dump(file);
    }
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String stack = String.valueOf(event.getStackTrace());
      assertFalse(stack.contains("berkeley"), event::toString);
    }
  }

  private static void waitInEachCall() throws IOException {
    try (Poller poller = Poller.open()) {
      int[] pair = Fds.pair(Fds.STREAM);
      int[] pipe = Fds.pipe();
      int listener = Fds.bound(Fds.STREAM, 1);
      List<Running> waiting = new ArrayList<>();
      waiting.add(Virtual.start(() -> Transfer.recv(pair[0], null, new byte[1], 0, 1, 0)));
      waiting.add(Virtual.start(() -> ReadWrite.read(pipe[0], null, new byte[1], 0, 1)));
      MemorySegment none = MemorySegment.NULL;
      waiting.add(Virtual.start(() -> Connections.accept(listener, none, none)));
      waiting.add(Virtual.start(() -> Connections.accept(listener, none, none)));
      waiting.add(Virtual.start(() -> Multiplexing.poll(none, 0, 10_000)));
      waiting.add(Virtual.start(() -> await(poller)));
      for (Running each : waiting) {
        each.blocked();
        each.thread.interrupt();
        assertEquals(Fds.EINTR, each.result());
      }
      byte[] much = new byte[4 << 20];
      Running sender = Virtual.start(() -> Transfer.send(pair[0], null, much, 0, much.length, 0));
      sender.blocked();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment sink = arena.allocate(much.length);
        for (long left = much.length; left > 0; ) {
          left -= Fds.ok(Transfer.recv(pair[1], sink, null, 0, left, 0));
        }
      }
      assertEquals(much.length, sender.result());
      Fds.close(pair);
      Fds.close(pipe);
      Fds.close(listener);
    }
  }

  private static long await(Poller poller) {
    try {
      return poller.await(new PollerEvents(1)) - 4; // as if EINTR
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
