/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * A byte, and an answer that takes longer than any spin: what spinning costs where it cannot pay.
 * Charged is the thread that waits for the answer.
 */
final class SpinIdle extends Workload {
  private static final byte[] CONTENT = pattern(1);
  private static final int WARM_UP = 30_000; // operations, in no more than
  private static final long PATIENCE = 700_000_000; // nanoseconds
  private static final long PAUSE = 250_000; // nanoseconds, five times the bound

  /** How long the answer takes. */
  private volatile long pause;

  SpinIdle() {
    super("spin-idle", "TCP, 1 B there and back a quarter of a millisecond later; the client only");
    row("c", Baseline.gap(), this::c);
    row("socket", descriptors(SocketEnd.maker(0)));
    row("socket-spin", descriptors(SocketEnd.spinning(0)));
    row("java.net", work(StreamsEnd::javaNet));
    gap("mirror", "spins only if the program does: see socket");
    gap("jni", "spins only if the program does: see socket");
    gap("nio", "spins only if the program does: see java.net");
    gap("netty", "has no calls, only an event loop");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  private Factory descriptors(End.Maker maker) {
    return work(content -> End.of(Descriptors.tcp(), content, maker));
  }

  private Factory work(End.Opener opener) {
    return () -> {
      End.Ends ends = opener.open(CONTENT);
      return warm(
          new Work(
              n -> PingPong.ping(ends.a(), n),
              ends.b()::content,
              ends.a()::hangUp,
              Peer.start(() -> answer(ends.b())),
              ends));
    };
  }

  private Work c() throws Throwable {
    Descriptors.Pair pair = Descriptors.tcp();
    MemorySegment out = Descriptors.buffer(CONTENT);
    MemorySegment in = Descriptors.buffer(1);
    End server = MirrorEnd.maker(0).make(pair.b(), new byte[1]);
    return warm(
        new Work(
            n -> Baseline.ping(pair.a(), out, in, n),
            () -> Descriptors.bytes(in),
            () -> Descriptors.hangUp(pair.a()),
            Peer.start(() -> answer(server)),
            pair));
  }

  /** Compiles the loop before it is slowed down. */
  private Work warm(Work work) throws Throwable {
    pause = 0;
    long start = System.nanoTime();
    for (int n = 0; n < WARM_UP && System.nanoTime() - start < PATIENCE; n += 100) {
      work.run(100);
    }
    pause = PAUSE;
    return work;
  }

  private void answer(End end) throws Exception {
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
