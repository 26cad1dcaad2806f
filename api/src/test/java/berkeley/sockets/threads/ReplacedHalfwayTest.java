/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Transfer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * A call with a long array waits in the kernel in one of its parts, and its number gets another
 * file: the parts that follow are not that file's.
 */
@Timeout(60)
class ReplacedHalfwayTest {
  private static final int LENGTH = 8 << 20;
  private static final int LOOKS = 20; // at a thread that sleeps, one after the other

  private static final int ATTEMPTS = 20_000; // a millisecond each

  private final int[] next = Fds.pair(Fds.STREAM);

  private static FutureTask<Long> blocked(LongSupplier call) throws Exception {
    CompletableFuture<Path> task = new CompletableFuture<>();
    FutureTask<Long> result =
        new FutureTask<>(
            () -> {
              task.complete(Path.of("/proc/thread-self").toRealPath());
              return call.getAsLong();
            });
    Thread.ofPlatform().daemon().start(result);
    Path status = task.get(20, TimeUnit.SECONDS).resolve("stat");
    for (int sleeps = 0; sleeps < LOOKS; Virtual.pause()) {
      assertTrue(!result.isDone());
      sleeps = state(status) == 'S' ? sleeps + 1 : 0;
    }
    return result;
  }

  /** What follows the name of the thread in proc_pid_stat(5). */
  private static char state(Path status) throws IOException {
    String line = Files.readString(status);
    return line.charAt(line.lastIndexOf(')') + 2);
  }

  private static long get(FutureTask<Long> result) throws Exception {
    return result.get(20, TimeUnit.SECONDS);
  }

  /** How many bytes there are until the end. */
  private static long drain(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(1 << 16);
      long all = 0;
      for (int n = 1; n > 0; all += n) {
        n = Fds.ok(Sys.read(fd, memory, memory.byteSize()));
      }
      return all;
    }
  }

  @RepeatedTest(5)
  void aSend() throws Exception {
    int[] fds = Fds.pair(Fds.STREAM);
    byte[] much = new byte[LENGTH];
    FutureTask<Long> sent = blocked(() -> Transfer.send(fds[0], null, much, 0, LENGTH, 0));
    assertEquals(fds[0], Descriptors.dup2(next[0], fds[0]));
    assertEquals(drain(fds[1]), get(sent));
    assertTrue(get(sent) < LENGTH);
    assertEquals(Fds.EAGAIN, Transfer.recv(next[1], null, new byte[9], 0, 9, Fds.DONTWAIT));
    Fds.close(fds);
    Fds.close(next);
  }

  @RepeatedTest(5)
  void aWriteToAPipe() throws Exception {
    int[] fds = Fds.pipe();
    byte[] much = new byte[LENGTH];
    FutureTask<Long> written = blocked(() -> ReadWrite.write(fds[1], null, much, 0, LENGTH));
    assertEquals(fds[1], Descriptors.dup2(next[0], fds[1]));
    assertEquals(drain(fds[0]), get(written));
    assertTrue(get(written) < LENGTH);
    assertEquals(Fds.EAGAIN, Transfer.recv(next[1], null, new byte[9], 0, 9, Fds.DONTWAIT));
    Fds.close(fds);
    Fds.close(next);
  }

  @RepeatedTest(5)
  void aReceiveOfAll() throws Exception {
    int[] fds = Fds.pair(Fds.STREAM);
    byte[] much = new byte[LENGTH];
    int all = sys_socket_h.MSG_WAITALL;
    FutureTask<Long> received = blocked(() -> Transfer.recv(fds[0], null, much, 0, LENGTH, all));
    assertEquals(4, Transfer.send(next[1], null, new byte[4], 0, 4, 0));
    assertEquals(fds[0], Descriptors.dup2(next[0], fds[0]));
    long sent = 0;
    for (int i = 0; i < ATTEMPTS && !received.isDone(); i++) { // its part has the old file
      long n = Transfer.send(fds[1], null, much, 0, 1000, Fds.DONTWAIT | sys_socket_h.MSG_NOSIGNAL);
      sent += Math.max(n, 0);
      Virtual.pause();
    }
    assertTrue(get(received) > 0 && get(received) <= sent);
    assertEquals(4, Transfer.recv(fds[0], null, new byte[9], 0, 9, Fds.DONTWAIT));
    Fds.close(fds);
    Fds.close(next);
  }
}
