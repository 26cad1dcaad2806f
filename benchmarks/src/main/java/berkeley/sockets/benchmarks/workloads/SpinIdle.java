/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.OtherThread;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * A byte, and an answer that takes longer than any spin: what spinning costs where it cannot pay.
 * Charged is the thread that waits for the answer.
 */
public final class SpinIdle extends SlicedWorkload {
  private static final byte[] CONTENT = Content.pattern(1);
  private static final int WARM_UP = 30_000; // operations
  private static final long LONGEST = 700_000_000; // nanoseconds of warm-up
  private static final long PAUSE = 250_000; // nanoseconds, five times the bound

  /** How long the answer takes. */
  private volatile long pause;

  public SpinIdle() {
    super("spin-idle", "TCP, 1 B there and back a quarter of a millisecond later; the client only");
    row("c", Baseline.gap(), this::c);
    row("socket", running(Connection.tcp(SocketEndpoint.maker(0))));
    row("socket-spin", running(Connection.tcp(SocketEndpoint.spinning(0))));
    row("java.net", running(StreamsEndpoint::javaNet));
    gap("mirror", "spins only if the program does: see socket");
    gap("jni", "spins only if the program does: see socket");
    gap("nio", "spins only if the program does: see java.net");
    gap("netty", "has no calls, only an event loop");
    gapsOfUnixLibraries();
  }

  private Factory running(Connection.Opener opener) {
    return () -> {
      Connection connection = opener.open(CONTENT);
      return warm(
          new Running(
              n -> PingPong.ping(connection.a(), n),
              connection.b()::content,
              connection.a()::hangUp,
              OtherThread.start(() -> answer(connection.b())),
              connection));
    };
  }

  private Running c() throws Throwable {
    Pairs.Pair pair = Pairs.tcp();
    MemorySegment out = Buffers.of(CONTENT);
    MemorySegment in = Buffers.allocate(1);
    Endpoint server = MirrorEndpoint.maker(0).make(pair.b(), new byte[1]);
    return warm(
        new Running(
            n -> Baseline.ping(pair.a(), out, in, n),
            () -> Buffers.bytes(in),
            () -> Calls.hangUp(pair.a()),
            OtherThread.start(() -> answer(server)),
            pair));
  }

  /** Compiles the loop before it is slowed down. */
  private Running warm(Running running) throws Throwable {
    pause = 0;
    long start = System.nanoTime();
    for (int n = 0; n < WARM_UP && System.nanoTime() - start < LONGEST; n += 100) {
      running.run(100);
    }
    pause = PAUSE;
    return running;
  }

  private void answer(Endpoint end) throws Exception {
    while (end.recv() > 0) {
      if (pause > 0) {
        LockSupport.parkNanos(pause);
      }
      end.send();
    }
  }

  @Override
  public int mostRounds() {
    return 7;
  }

  @Override
  public int leastWarmUp() {
    return 1500; // until it has learned not to spin
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return CONTENT;
  }
}
