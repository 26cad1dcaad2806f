/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

/** The running thread's cost, of certain stretches only. */
final class Stopwatch implements Meter {
  private long nanos;
  private long allocated;

  void start() {
    allocated -= THREAD.allocated();
    nanos -= THREAD.nanos();
  }

  void stop() {
    nanos += THREAD.nanos();
    allocated += THREAD.allocated();
  }

  @Override
  public String clock() {
    return THREAD.clock();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long allocated() {
    return allocated;
  }
}
