/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSelect.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a result cannot be stored, a call is refused before it has had an effect. */
class ReadOnlyMemoryTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isRefusedBeforeTheCall(boolean virtual) throws Exception {
    FutureTask<Void> task = new FutureTask<>(ReadOnlyMemoryTest::refused, null);
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
    task.get(20, TimeUnit.SECONDS);
  }

  private static void refused() {
    try (Workspace w = new Workspace()) {
      MemorySegment pair = w.arena.allocate(8, 4);
      ok(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
      int a = w.owned(pair.get(JAVA_INT, 0));
      int b = w.owned(pair.get(JAVA_INT, 4));
      MemorySegment message = w.message(w.arena.allocate(8), 0);
      MemorySegment vector = mmsghdr.allocate(w.arena);
      MemorySegment.copy(message, 0, vector, 0, msghdr.sizeof());
      MemorySegment cell = w.arena.allocate(16, 8).asReadOnly();
      MemorySegment data = w.arena.allocate(8);
      refuses(() -> sendmmsg(a, vector.asReadOnly(), 1, 0));
      ok(send(a, data, 3, 0));
      assertEquals(3, ok(recv(b, data, 8, 0)), "the first that was sent");
      ok(send(a, data, 5, 0));
      for (Executable each :
          List.<Executable>of(
              () -> recvmmsg(b, vector.asReadOnly(), 1, 0, NULL),
              () -> recvmmsg(b, vector, 1, 0, cell),
              () -> recvmsg(b, message.asReadOnly(), 0),
              () -> recv(b, data.asReadOnly(), 8, 0),
              () -> recvfrom(b, data, 8, 0, data, cell),
              () -> recvfrom(b, data, 8, 0, data.asReadOnly(), w.arena.allocate(4, 4)),
              () -> getsockname(b, data, cell),
              () -> getsockopt(b, SOL_SOCKET, SO_ERROR, cell, w.arena.allocate(4, 4)),
              () -> poll(cell, 1, 0),
              () -> select(1, cell, NULL, NULL, NULL),
              () -> select(0, NULL, NULL, NULL, cell),
              () -> pipe(cell),
              () -> socketpair(AF_UNIX, SOCK_DGRAM, 0, cell))) {
        refuses(each);
      }
      assertEquals(5, ok(recv(b, data, 8, 0)), "the first that was received");
    }
  }

  private static void refuses(Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }
}
