/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

/** The running thread's cost, of certain stretches only. */
public final class Stopwatch implements Meter {
  private long nanos;
  private long allocated;

  public void start() {
    allocated -= THREAD.allocated();
    nanos -= THREAD.nanos();
  }

  public void stop() {
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
