/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.EBADF;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.threads.Virtual.Running;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** dup2 and dup3 onto a number on which a virtual thread waits; errors as dup(2) has them. */
@Timeout(120)
class ReplacedDescriptorTest {
  private static final int CLOSED = 1 << 19; // no such number is open

  private final int[] fds = Fds.pair(STREAM);

  @AfterEach
  void close() {
    Fds.close(fds);
  }

  private Running receiver() {
    return Virtual.start(() -> Transfer.recv(fds[0], null, new byte[9], 0, 9, 0)).blocked();
  }

  @Test
  void failuresDisturbNobody() {
    Running waiting = receiver();
    List<LongSupplier> failing =
        List.of(
            () -> Descriptors.dup2(CLOSED, fds[0]),
            () -> Descriptors.dup2(-1, fds[0]),
            () -> Descriptors.dup3(CLOSED, fds[0], 0),
            () -> Descriptors.dup3(fds[1], fds[0], fcntl_h.O_NONBLOCK),
            () -> Descriptors.dup3(fds[0], fds[0], 0),
            () -> Descriptors.dup2(fds[1], -1),
            () -> Descriptors.dup2(fds[1], Integer.MAX_VALUE));
    List<LongSupplier> kernel =
        List.of(
            () -> Sys.dup2(CLOSED, fds[0]),
            () -> Sys.dup2(-1, fds[0]),
            () -> Sys.dup3(CLOSED, fds[0], 0),
            () -> Sys.dup3(fds[1], fds[0], fcntl_h.O_NONBLOCK),
            () -> Sys.dup3(fds[0], fds[0], 0),
            () -> Sys.dup2(fds[1], -1),
            () -> Sys.dup2(fds[1], Integer.MAX_VALUE));
    for (int i = 0; i < failing.size(); i++) {
      assertEquals(kernel.get(i).getAsLong(), failing.get(i).getAsLong(), "call " + i);
    }
    assertEquals(-errno_h.EINVAL, failing.get(3).getAsLong());
    assertEquals(fds[0], Descriptors.dup2(fds[0], fds[0]), "the same number: nothing is done");
    for (int i = 0; i < 20; i++) {
      waiting.blocked();
      Virtual.pause();
    }
    assertEquals(3, Transfer.send(fds[1], null, new byte[3], 0, 3, 0));
    assertEquals(3, waiting.result());
  }

  @RepeatedTest(50)
  void whoWaitsIsToldAndTheNewFileIsLeftAlone() {
    int[] next = Fds.pair(STREAM);
    Running waiting = receiver();
    assertEquals(4, Transfer.send(next[1], null, new byte[4], 0, 4, 0));
    assertEquals(fds[0], Descriptors.dup3(next[0], fds[0], fcntl_h.O_CLOEXEC));
    assertEquals(EBADF, waiting.result());
    assertEquals(
        fcntl_h.FD_CLOEXEC, Sys.fcntl(fds[0], fcntl_h.F_GETFD, 0L), "the flag is the call's");
    assertEquals(fds[0], Descriptors.dup2(next[0], fds[0]));
    assertEquals(0, Sys.fcntl(fds[0], fcntl_h.F_GETFD, 0L));
    assertEquals(4, Transfer.recv(fds[0], null, new byte[9], 0, 9, Fds.DONTWAIT));
    Fds.close(next);
  }

  /** Another thread closes what is to be duplicated: it succeeds, or disturbs nobody. */
  @Test
  void theSourceMayBeClosedMeanwhile() {
    for (int round = 0; round < 300; round++) {
      int source = Fds.ok(Sys.fcntl(fds[0], fcntl_h.F_DUPFD, 600));
      Running waiting = receiver();
      Thread closer = Thread.ofPlatform().start(() -> Sys.close(source));
      for (int spin = round % 30 * 50; spin > 0; spin--) {
        Thread.onSpinWait();
      }
      long result = Descriptors.dup2(source, fds[0]);
      if (result == EBADF) {
        assertEquals(1, Transfer.send(fds[1], null, new byte[1], 0, 1, 0));
        assertEquals(1, waiting.result());
      } else {
        assertEquals(fds[0], result);
        assertEquals(EBADF, waiting.result());
      }
      try {
        closer.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertTrue(Fds.flags(fds[0]) >= 0);
  }
}
