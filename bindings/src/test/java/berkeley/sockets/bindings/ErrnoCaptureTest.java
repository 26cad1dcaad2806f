/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.linux.errno_h;
import berkeley.sockets.bindings.linux.fcntl_h;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that provoke different errors at once each see their own. */
class ErrnoCaptureTest {
  private static final int CALLS = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void threadsNeverSeeEachOthersErrors(String kind) throws Exception {
    int file;
    try (Arena arena = Arena.ofConfined()) {
      file = (int) Sys.open(arena.allocateFrom("/dev/null"), fcntl_h.O_RDONLY(), 0);
    }
    try (ExecutorService threads =
        kind.equals("virtual")
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<Long>> wrong = new ArrayList<>();
      // close(2) of a bad descriptor, listen(2) on a file, socket(2) of no such family
      wrong.add(threads.submit(count(-errno_h.EBADF(), () -> Sys.close(-1))));
      wrong.add(threads.submit(count(-errno_h.ENOTSOCK(), () -> Sys.listen(file, 1))));
      wrong.add(threads.submit(count(-errno_h.EAFNOSUPPORT(), () -> Sys.socket(9999, 1, 0))));
      wrong.add(threads.submit(count(-errno_h.EBADF(), () -> Sys.close(-1))));
      for (Future<Long> each : wrong) {
        assertEquals(0, each.get(), "calls that reported another thread's errno");
      }
    } finally {
      Sys.close(file);
    }
  }

  private interface Call {
    long run();
  }

  private static Callable<Long> count(long expected, Call call) {
    return () -> {
      long wrong = 0;
      for (int i = 0; i < CALLS; i++) {
        if (call.run() != expected) {
          wrong++;
        }
        if (i % 4096 == 0) {
          Thread.yield(); // lets virtual threads change carriers
        }
      }
      return wrong;
    };
  }
}
