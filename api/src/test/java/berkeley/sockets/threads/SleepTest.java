/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.threads.Virtual.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sleep(3) and usleep(3) on virtual threads, where an interrupt is what a signal is in C. */
@Timeout(60)
class SleepTest {
  private static final int HOUR = 3600;
  private static final int FREE_MILLISECONDS = 300;

  /** As glibc: a part of a second that is left does not count. */
  @Test
  void anInterruptedSleepReturnsTheWholeSecondsLeft() {
    Running sleeping = Virtual.start(() -> Unistd.sleep(HOUR)).blocked();
    sleeping.thread.interrupt();
    long left = sleeping.result();
    assertTrue(left < HOUR && left > HOUR - 30, () -> left + " s left");
    assertTrue(sleeping.interrupted());
  }

  @Test
  void anInterruptedUsleepFailsWithEintr() {
    Running sleeping =
        Virtual.start(() -> Unistd.usleep(-1) == -1 ? -Errno.errno() : 0).blocked(); // 71 minutes
    sleeping.thread.interrupt();
    assertEquals(-Errno.EINTR, sleeping.result());
    assertTrue(sleeping.interrupted());
  }

  @Test
  void theTimeIsSlept() {
    for (boolean virtual : new boolean[] {false, true}) {
      long start = System.nanoTime();
      int[] results = {-2, -2};
      Runnable body =
          () -> {
            results[0] = Unistd.usleep(FREE_MILLISECONDS * 1000);
            results[1] = Unistd.sleep(1);
          };
      if (virtual) {
        Virtual.start(
                () -> {
                  body.run();
                  return 0;
                })
            .result();
      } else {
        body.run();
      }
      assertEquals(0, results[0]);
      assertEquals(0, results[1]);
      long milliseconds = (System.nanoTime() - start) / 1_000_000;
      assertTrue(milliseconds >= 1000 + FREE_MILLISECONDS, () -> milliseconds + " ms");
    }
  }

  /** More sleepers than carriers, and still a thread runs. */
  @Test
  void aSleepingVirtualThreadHoldsNoCarrier() {
    int count = 4 * Runtime.getRuntime().availableProcessors() + 256;
    Running[] sleepers = new Running[count];
    for (int i = 0; i < count; i++) {
      sleepers[i] = Virtual.start(() -> Unistd.sleep(HOUR));
    }
    for (Running sleeper : sleepers) {
      sleeper.blocked();
    }
    assertEquals(7, Virtual.start(() -> 7).result());
    for (Running sleeper : sleepers) {
      sleeper.thread.interrupt();
    }
    for (Running sleeper : sleepers) {
      assertTrue(sleeper.result() > 0);
    }
  }
}
