/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What an operation costs: a clock in nanoseconds and the bytes allocated so far. */
public interface Meter {
  /** What {@link #nanos} counts, for the report. */
  String clock();

  long nanos();

  long allocated();

  ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The running thread's CPU time: for work that one thread does. */
  Meter THREAD =
      new Meter() {
        @Override
        public String clock() {
          return "thread cpu";
        }

        @Override
        public long nanos() {
          return THREADS.getCurrentThreadCpuTime();
        }

        @Override
        public long allocated() {
          return THREADS.getCurrentThreadAllocatedBytes();
        }
      };

  /** The process's CPU time: for work that several threads share. */
  Meter PROCESS =
      new Meter() {
        @Override
        public String clock() {
          return "process cpu";
        }

        @Override
        public long nanos() {
          return Host.processCpuNanos();
        }

        @Override
        public long allocated() {
          return THREADS.getTotalThreadAllocatedBytes();
        }
      };

  /** Time itself: for work that waits for another CPU. */
  Meter WALL =
      new Meter() {
        @Override
        public String clock() {
          return "wall";
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long allocated() {
          return THREADS.getTotalThreadAllocatedBytes();
        }
      };
}
