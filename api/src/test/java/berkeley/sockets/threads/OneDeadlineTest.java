/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A transfer of heap memory is made in several pieces, but has one timeout, as the kernel's call of
 * the whole: it ends with a part, where a timeout for each piece would let it go on to the end.
 */
@Timeout(120)
class OneDeadlineTest {
  private static final int PIECE = 256 << 10;
  private static final int PIECES = 6;
  private static final int ALL = PIECES * PIECE;
  private static final int SECONDS = 1; // the timeout
  private static final int PAUSE = 700; // milliseconds between two pieces

  private interface Call {
    long run(int fd);
  }

  private static void set(int fd, int option, int first) {
    try (Arena arena = Arena.ofConfined()) {
      boolean time = option == sys_socket_h.SO_RCVTIMEO || option == sys_socket_h.SO_SNDTIMEO;
      MemorySegment value = arena.allocate(16, 8);
      if (time) {
        value.set(ValueLayout.JAVA_LONG, 0, first);
      } else {
        value.set(ValueLayout.JAVA_INT, 0, first);
      }
      Fds.ok(Descriptors.setsockopt(fd, sys_socket_h.SOL_SOCKET, option, value, time ? 16 : 4));
    }
  }

  /** The peer does its part of one piece at a time. */
  private static long run(boolean virtual, int[] pair, Call call, Call peer) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Long> task =
        new FutureTask<>(
            () -> {
              begun.countDown();
              return call.run(pair[0]);
            });
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(task);
    begun.await();
    for (int i = 0; i < PIECES + 1 && !task.isDone(); i++) {
      Virtual.pause(i == 0 ? 0 : PAUSE);
      peer.run(pair[1]);
    }
    long result = task.get(60, TimeUnit.SECONDS);
    Fds.close(pair);
    return result;
  }

  private static void isAPart(String what, long result) {
    assertTrue(result > 0 && result < ALL, what + ": " + result);
  }

  @Test
  void receiving() throws Exception {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(ALL);
      int all = sys_socket_h.MSG_WAITALL;
      Call kernel = fd -> Transfer.recv(fd, memory, null, 0, ALL, all);
      Call ours = fd -> Transfer.recv(fd, null, new byte[ALL], 0, ALL, all);
      byte[] piece = new byte[PIECE];
      Call peer = fd -> Transfer.send(fd, null, piece, 0, PIECE, sys_socket_h.MSG_NOSIGNAL);
      isAPart("the kernel", run(false, receiver(), kernel, peer));
      isAPart("platform", run(false, receiver(), ours, peer));
      isAPart("virtual", run(true, receiver(), ours, peer));
    }
  }

  private static int[] receiver() {
    int[] pair = Fds.tcp();
    set(pair[0], sys_socket_h.SO_RCVTIMEO, SECONDS);
    return pair;
  }

  @Test
  void sending() throws Exception {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(ALL);
      int quiet = sys_socket_h.MSG_NOSIGNAL;
      Call kernel = fd -> Transfer.send(fd, memory, null, 0, ALL, quiet);
      Call ours = fd -> Transfer.send(fd, null, new byte[ALL], 0, ALL, quiet);
      int all = sys_socket_h.MSG_WAITALL;
      Call peer = fd -> Transfer.recv(fd, null, new byte[PIECE], 0, PIECE, all);
      isAPart("the kernel", run(false, sender(), kernel, peer));
      isAPart("platform", run(false, sender(), ours, peer));
      isAPart("virtual", run(true, sender(), ours, peer));
    }
  }

  /** With little room of its own on the way. */
  private static int[] sender() {
    int[] pair = Fds.tcp();
    set(pair[0], sys_socket_h.SO_SNDTIMEO, SECONDS);
    set(pair[0], sys_socket_h.SO_SNDBUF, 32 << 10);
    set(pair[1], sys_socket_h.SO_RCVBUF, 32 << 10);
    set(pair[1], sys_socket_h.SO_RCVTIMEO, SECONDS);
    return pair;
  }
}
