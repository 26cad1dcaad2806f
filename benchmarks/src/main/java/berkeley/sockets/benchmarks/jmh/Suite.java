/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import berkeley.sockets.benchmarks.Workloads;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What every suite shares: one workload and one implementation for each trial. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Suite {
  private Running running;

  /** The workload's id. */
  abstract String workload();

  /** The implementation's name. */
  abstract String implementation();

  /** Opens the sockets. */
  @Setup
  public void open() throws Throwable {
    Workload chosen =
        Workloads.all().stream().filter(w -> w.id().equals(workload())).findFirst().orElseThrow();
    Workload.Factory factory = chosen.implementations().get(implementation());
    if (factory == null) {
      throw new IllegalArgumentException(
          workload() + " " + implementation() + ": " + chosen.gaps().get(implementation()));
    }
    running = factory.open();
  }

  /** Closes them. */
  @TearDown
  public void close() throws Exception {
    if (running != null) {
      running.close();
    }
  }

  /** Runs the operation so many times. */
  final long run(int n) throws Throwable {
    return running.run(n);
  }
}
