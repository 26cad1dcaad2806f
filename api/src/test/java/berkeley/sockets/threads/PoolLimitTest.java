/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.KernelCopies;
import berkeley.sockets.internal.calls.Lookups;
import berkeley.sockets.safety.ChildProcess;
import berkeley.sockets.threads.Virtual.Running;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dberkeley.sockets.pool=4}: four calls wait on threads of the pool, the fifth is refused.
 */
class PoolLimitTest {
  @Test
  void aCallTooManyIsRefusedByName() throws Exception {
    ChildProcess.Result result =
        ChildProcess.run(ChildProcess.jvm("-Dberkeley.sockets.pool=4", Main.class.getName()));
    assertEquals(0, result.status(), result.output());
    List<String> lines = result.output().lines().toList();
    assertTrue(lines.getFirst().contains("RejectedExecutionException"), result.output());
    assertTrue(lines.getFirst().contains("-Dberkeley.sockets.pool"), result.output());
    assertEquals(List.of("looked up 0", "moved 4", "moved again 8"), lines.subList(1, 4));
  }

  /** tee of an empty pipe waits on a thread of the pool; look-ups do not count. */
  public static final class Main {
    public static void main(String[] args) {
      int[] from = Fds.pipe();
      int[] to = Fds.pipe();
      List<Running> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(waiting(Virtual.start(() -> KernelCopies.tee(from[0], to[1], 1, 0))));
      }
      try {
        System.out.println(Virtual.call(() -> KernelCopies.tee(from[0], to[1], 1, 0)));
      } catch (AssertionError e) {
        System.out.println(e.getCause());
      }
      try (Arena arena = Arena.ofShared()) {
        MemorySegment localhost = arena.allocateFrom("127.0.0.1");
        MemorySegment none = MemorySegment.NULL;
        List<Running> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          MemorySegment list = arena.allocate(8, 8);
          names.add(Virtual.start(() -> Lookups.getaddrinfo(localhost, none, none, list)));
        }
        long failed = names.stream().filter(each -> (int) each.result() != 0).count();
        System.out.println("looked up " + failed);
        Sys.write(from[1], arena.allocate(1), 1);
      }
      System.out.println("moved " + all.stream().mapToLong(Running::result).sum());
      long again = 0;
      for (int i = 0; i < 8; i++) { // a pipe has 16 places; one after the other, at once
        again += Virtual.call(() -> KernelCopies.tee(from[0], to[1], 1, 0));
      }
      System.out.println("moved again " + again);
      Runtime.getRuntime().halt(0);
    }

    /** As {@link Running#blocked}, without JUnit. */
    private static Running waiting(Running running) {
      for (int i = 0; i < 10_000 && running.thread.getState() != Thread.State.WAITING; i++) {
        Virtual.pause();
      }
      return running;
    }
  }
}
