/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.JniEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.measure.Host;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.benchmarks.measure.Workload;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that send and receive at once, each on a connection of its own. */
public final class ParallelSendRecv extends SlicedWorkload {
  private static final byte[] CONTENT = Content.pattern(64);

  private final int threads;

  public ParallelSendRecv(int threads) {
    super(
        "tcp-64-threads-" + threads,
        "TCP, send and receive 64 B, " + threads + " thread(s) on a connection each; time by all");
    this.threads = threads;
    row("c", Baseline.gap(), () -> running(ParallelSendRecv::c));
    row("mirror", () -> running(() -> pair(Connection.tcp(MirrorEndpoint.maker(0)))));
    row("socket", () -> running(() -> pair(Connection.tcp(SocketEndpoint.maker(0)))));
    row("jni", Jni.gap(), () -> running(() -> pair(Connection.tcp(JniEndpoint.maker(0)))));
    row("java.net", () -> running(() -> pair(StreamsEndpoint::javaNet)));
    row("nio", () -> running(() -> pair(ChannelEndpoint::tcp)));
    gap("netty", "event loops: see epoll-echo");
    gapsOfUnixLibraries();
  }

  /** On 1, 2, 4 and so on, up to all CPUs. */
  public static List<Workload> curve() {
    TreeSet<Integer> counts = new TreeSet<>();
    for (int n = 1; n < Host.cpus(); n *= 2) {
      counts.add(n);
    }
    counts.add(Host.cpus());
    return counts.stream().<Workload>map(ParallelSendRecv::new).toList();
  }

  private static Running c() {
    Pairs.Pair pair = Pairs.tcp();
    MemorySegment out = Buffers.of(CONTENT);
    MemorySegment in = Buffers.allocate(CONTENT.length);
    return new Running(
        n -> Baseline.sendRecv(pair.a(), pair.b(), out, in, 0, n), () -> Buffers.bytes(in), pair);
  }

  private static Running pair(Connection.Opener opener) throws Exception {
    Connection connection = opener.open(CONTENT);
    return Running.each(
        () -> {
          connection.a().send();
          return connection.b().recv();
        },
        connection.b()::content,
        connection);
  }

  /** Shares the operations out; the last to come in ends the slice. */
  private Running running(Factory one) throws Throwable {
    List<Running> all = new ArrayList<>();
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    List<AutoCloseable> resources = new ArrayList<>();
    resources.add(pool::shutdownNow);
    for (int i = 0; i < threads; i++) {
      Running each = one.open();
      all.add(each);
      resources.add(each);
    }
    return new Running(
            n -> run(pool, all, n),
            all.getFirst()::received,
            resources.toArray(AutoCloseable[]::new))
        .meter(Meter.WALL);
  }

  private static long run(ExecutorService pool, List<Running> all, int n) throws Exception {
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Running each = all.get(i);
      int share = n / all.size() + (i < n % all.size() ? 1 : 0);
      tasks.add(() -> run(each, share));
    }
    long bytes = 0;
    for (Future<Long> each : pool.invokeAll(tasks)) {
      bytes += each.get();
    }
    return bytes;
  }

  private static long run(Running each, int n) throws Exception {
    try {
      return each.run(n);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public int leastOperations() {
    return threads;
  }

  @Override
  public long countPerOperation() {
    return CONTENT.length;
  }

  @Override
  public byte[] content() {
    return CONTENT;
  }
}
