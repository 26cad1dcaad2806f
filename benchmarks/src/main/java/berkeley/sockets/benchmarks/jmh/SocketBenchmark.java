/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import berkeley.sockets.benchmarks.Workloads;
import berkeley.sockets.benchmarks.measure.Running;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One implementation of one workload, in a JVM of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SocketBenchmark {
  /** Once for each connection of the largest workload that {@link Jmh} measures unless told. */
  private static final int OPERATIONS = 1000;

  /** A workload and an implementation; {@link Jmh} tells JMH which. */
  @Param("call-overhead:mirror")
  public String pair;

  private Running running;

  @Setup
  public void open() throws Throwable {
    running = Pair.parse(pair).factory(Workloads.all()).open();
  }

  @TearDown
  public void close() throws Exception {
    if (running != null) {
      running.close();
    }
  }

  /** Many operations, of which JMH reports the cost of one. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public long operations() throws Throwable {
    return running.run(OPERATIONS);
  }
}
