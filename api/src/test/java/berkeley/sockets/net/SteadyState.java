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
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 30 && least >= COUNT; round++) { // the first ones warm it up
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < COUNT; i++) {
        calls.run();
      }
      least = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(least < COUNT, least + " bytes in " + COUNT + " rounds");
  }

  private SteadyState() {}
}
