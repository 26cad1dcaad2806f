/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.LoadClient;
import berkeley.sockets.benchmarks.measure.KernelCounts;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import java.util.ArrayList;
import java.util.List;

/**
 * A server with a virtual thread for each of 1,000 connections, on two carriers, and few requests
 * in flight, on connections that take turns. The threads start after their loop has been compiled:
 * those that enter it before stay interpreted, and are slower to suspend, for as long as they live.
 */
public final class FewInFlight extends SlicedWorkload {
  static final byte[] CONTENT = Content.pattern(64);

  private static final int CONNECTIONS = 1000;
  private static final int EARLIER = 64; // connections of the generation before
  private static final int ENOUGH = 20_000; // requests until the last compiler has come
  private static final int COUNTED = 3000;

  private final int inFlight;
  private final List<String> options;

  private FewInFlight(String id, String title, int inFlight, List<String> options, boolean all) {
    super(id, title);
    this.inFlight = inFlight;
    this.options = options;
    String gap = LoadClient.gap();
    String noC = Baseline.gap() == null ? gap : Baseline.gap();
    row("c", noC, () -> loops(1));
    row("c-2", noC, () -> loops(2));
    if (all) {
      row("mirror", gap, () -> threads(EchoServer::mirror));
      row("socket", gap, () -> threads(EchoServer::socket));
    } else {
      gap("mirror", "waits without the JDK's poller");
      gap("socket", "waits without the JDK's poller");
    }
    row("java.net", gap, () -> threads(EchoServer::javaNet));
    row("nio", gap, () -> threads(EchoServer::nio));
    gap("jni", "a blocking JNI call pins its carrier: 2 connections would be served");
    gap("netty", "event loops instead of threads: see epoll-echo");
    gapsOfUnixLibraries();
  }

  /** So many requests in flight. */
  public static FewInFlight of(int inFlight) {
    return new FewInFlight(
        "vthreads-1000-few-" + inFlight,
        "TCP, 64 B echoed by virtual threads, 2 carriers, " + inFlight + " of 1000 in flight",
        inFlight,
        List.of(),
        true);
  }

  /** The JDK alone, with the other of its ways to wait, which is an option of the JVM. */
  public static FewInFlight pollerMode(int mode, int inFlight) {
    String option = "-Djdk.pollerMode=" + mode;
    return new FewInFlight(
        "vthreads-1000-few-" + inFlight + "-pollermode" + mode,
        "the same as vthreads-1000-few-" + inFlight + " in a JVM with " + option,
        inFlight,
        List.of(option),
        false);
  }

  /** C's event loops. */
  private Running loops(int count) throws Exception {
    EventLoops server = new EventLoops(count);
    LoadClient load = LoadClient.start(server.port(), CONNECTIONS, inFlight, server::accept);
    Running.Loop loop =
        n -> {
          long before = server.bytes();
          load.request(n);
          load.await();
          return server.bytes() - before;
        };
    return new Running(loop, () -> CONTENT, load, server).meter(Meter.PROCESS);
  }

  private Running threads(EchoServer.Maker maker) throws Exception {
    warm(maker, ENOUGH);
    EchoServer server = maker.make();
    LoadClient load = LoadClient.start(server.port(), CONNECTIONS, inFlight, server::accept);
    Running.Loop loop =
        n -> {
          long before = server.bytes.get();
          load.request(n);
          load.await();
          return settled(server, before + (long) n * CONTENT.length) - before;
        };
    return new Running(loop, () -> CONTENT, load, server).meter(Meter.PROCESS);
  }

  /** A generation of connections whose threads end when their loop has been compiled. */
  static void warm(EchoServer.Maker maker, int requests) throws Exception {
    try (EchoServer earlier = maker.make();
        LoadClient load = LoadClient.start(earlier.port(), EARLIER, EARLIER, earlier::accept)) {
      load.request(requests);
      load.await();
    }
  }

  /** A thread counts after it has answered. */
  private static long settled(EchoServer server, long expected) throws InterruptedException {
    for (int i = 0; i < 1000 && server.bytes.get() < expected; i++) {
      Thread.sleep(1);
    }
    return server.bytes.get();
  }

  @Override
  public String rival(String implementation) {
    return "nio";
  }

  @Override
  public String note(Running running) throws Throwable {
    return KernelCounts.of(running, COUNTED);
  }

  @Override
  public boolean countsCalls() {
    return false;
  }

  @Override
  public List<String> jvmArguments() {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("-Djdk.virtualThreadScheduler.parallelism=2");
    return arguments;
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public int leastOperations() {
    return 100;
  }

  @Override
  public int miniature() {
    return 103;
  }

  @Override
  public long countPerOperation() {
    return CONTENT.length;
  }

  /** The clients check the answers. */
  @Override
  public byte[] content() {
    return CONTENT;
  }
}
