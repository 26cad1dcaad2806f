/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** An event loop with its clients; unlike benchmarks/compare, the clients count too. */
public class Epoll extends Suite {
  private static final int OPERATIONS = 100;

  @Param({"epoll-echo-100"})
  public String workload;

  @Param({"c", "mirror", "socket", "jni", "nio", "nio-consumer", "netty"})
  public String implementation;

  @Override
  String workload() {
    return workload;
  }

  @Override
  String implementation() {
    return implementation;
  }

  /** Many operations, of which JMH reports the cost of one. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public long operation() throws Throwable {
    return run(OPERATIONS);
  }
}
