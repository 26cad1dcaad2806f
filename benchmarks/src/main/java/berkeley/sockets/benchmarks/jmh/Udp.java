/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Datagrams, singly, in batches and segmented. */
public class Udp extends Suite {
  private static final int OPERATIONS = 10;

  @Param({"udp-64", "udp-mmsg-32", "udp-gso-64"})
  public String workload;

  @Param({"c", "mirror", "socket", "jni", "java.net", "nio"})
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
