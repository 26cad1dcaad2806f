/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.SysSendfile.sendfile;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform thread's sendfile(2) or splice(2) waits, as in C, though it meets the moment in which
 * a virtual thread has made the socket non-blocking.
 */
@Tag("linux") // splice
class MisledCopiesTest {
  private static final int MUCH = 1 << 20;

  /** Begins the call in that moment, and lets the moment end when the thread has noticed. */
  private static FutureTask<Long> misled(int socket, LongSupplier call) {
    FutureTask<Long> waits = new FutureTask<>(call::getAsLong);
    Thread thread = new Thread(waits);
    Unshared.withoutWaiting(
        socket,
        () -> {
          thread.start();
          long end = System.nanoTime() + 20_000_000_000L;
          while (thread.getState() != Thread.State.BLOCKED && thread.isAlive()) {
            assertTrue(System.nanoTime() < end, "the call waits");
            Thread.onSpinWait();
          }
          return 0;
        });
    return waits;
  }

  private static void fill(int socket) {
    byte[] block = new byte[MUCH];
    while (send(socket, block, MUCH, MSG_DONTWAIT) > 0) {
      continue;
    }
  }

  private static void drain(int socket) {
    byte[] block = new byte[MUCH];
    while (recv(socket, block, MUCH, MSG_DONTWAIT) > 0) {
      continue;
    }
  }

  private static long result(FutureTask<Long> waits, int drained) throws Exception {
    while (true) { // the window may open later
      drain(drained);
      try {
        return waits.get(10, TimeUnit.MILLISECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        continue;
      }
    }
  }

  @Test
  void sendfileWaits(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("file"), new byte[3]);
    try (Workspace w = new Workspace()) {
      int[] pair = w.connected(0);
      int from = w.owned(open(file.toString(), O_RDONLY));
      fill(pair[0]);
      assertEquals(3, result(misled(pair[0], () -> sendfile(pair[0], from, NULL, 3)), pair[1]));
    }
  }

  @Test
  void spliceWaits() throws Exception {
    try (Workspace w = new Workspace()) {
      int[] pair = w.connected(0);
      MemorySegment both = w.arena.allocate(8, 4);
      ok(pipe(both));
      int out = w.owned(both.get(JAVA_INT, 0));
      int in = w.owned(both.get(JAVA_INT, 4));
      FutureTask<Long> received = misled(pair[0], () -> splice(pair[0], NULL, in, NULL, 8, 0));
      assertEquals(3, ok(send(pair[1], new byte[3], 3, 0)));
      assertEquals(3, received.get(20, TimeUnit.SECONDS));
      fill(pair[0]);
      FutureTask<Long> sent = misled(pair[0], () -> splice(out, NULL, pair[0], NULL, 3, 0));
      assertEquals(3, result(sent, pair[1]));
    }
  }
}
