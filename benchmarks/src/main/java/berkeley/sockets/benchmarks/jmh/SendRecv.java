/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Send and receive by size, native memory and heap. */
public class SendRecv extends Suite {
  private static final int OPERATIONS = 10;

  @Param({"tcp-64", "tcp-64k", "unix-64"})
  public String workload;

  @Param({"c", "mirror", "mirror-heap", "socket", "socket-heap", "jni", "nio", "nio-heap"})
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
