/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Whether calls that are made again and again allocate. */
final class SteadyState {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int COUNT = 5_000;

  interface Calls {
    void run() throws Exception;
  }

  static void assertAllocatesNothing(Calls calls) throws Exception {
    assertAllocatesAtMost(0, calls);
  }

  /** In bytes for each run of the calls. */
  static void assertAllocatesAtMost(long most, Calls calls) throws Exception {
    long limit = (most + 1) * COUNT;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 30 && least >= limit; round++) { // the first ones warm it up
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < COUNT; i++) {
        calls.run();
      }
      least = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(least < limit, least + " bytes in " + COUNT + " rounds");
  }

  private SteadyState() {}
}
