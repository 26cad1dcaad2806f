/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.ChannelSpinEndpoint;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.JniEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorSpinEndpoint;
import berkeley.sockets.benchmarks.endpoints.OtherThread;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.measure.Host;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import java.lang.foreign.MemorySegment;

/**
 * A ping-pong across two CPUs, in time as it passes: an answer that wakes a sleeping thread takes
 * long, one that is asked for again and again does not.
 */
public final class SpinPingPong extends SlicedWorkload {
  private static final byte[] CONTENT = Content.pattern(1);

  public SpinPingPong() {
    super("spin-pingpong-1", "TCP, 1 B there and back, two threads on two CPUs, wall clock");
    String cpus = Host.cpus() < 2 ? "needs two CPUs" : null;
    row("c", cpus == null ? Baseline.gap() : cpus, () -> c(false));
    row("c-spin", cpus == null ? Baseline.gap() : cpus, () -> c(true));
    row("mirror", cpus, running(Connection.tcp(MirrorEndpoint.maker(0))));
    row("mirror-spin", cpus, running(Connection.tcp(MirrorSpinEndpoint.maker())));
    row("socket", cpus, running(Connection.tcp(SocketEndpoint.maker(0))));
    row("socket-spin", cpus, running(Connection.tcp(SocketEndpoint.spinning(0))));
    row("jni", cpus == null ? Jni.gap() : cpus, running(Connection.tcp(JniEndpoint.maker(0))));
    row("java.net", cpus, running(StreamsEndpoint::javaNet));
    row("nio", cpus, running(ChannelEndpoint::tcp));
    row("nio-spin", cpus, running(ChannelSpinEndpoint::tcp));
    gap("netty", "has no calls, only an event loop");
    gapsOfUnixLibraries();
  }

  private static Factory running(Connection.Opener opener) {
    return () -> {
      Connection connection = opener.open(CONTENT);
      OtherThread peer = peer(() -> PingPong.echo(connection.b()));
      return new Running(
              n -> PingPong.ping(connection.a(), n),
              connection.b()::content,
              connection.a()::hangUp,
              peer,
              connection)
          .meter(Meter.WALL);
    };
  }

  private static Running c(boolean spin) {
    Pairs.Pair pair = Pairs.tcp();
    MemorySegment out = Buffers.of(CONTENT);
    MemorySegment in = Buffers.allocate(1);
    MemorySegment buffer = Buffers.allocate(1);
    OtherThread peer =
        peer(
            spin
                ? () -> Baseline.spinEcho(pair.b(), buffer)
                : () -> Baseline.echo(pair.b(), buffer));
    return new Running(
            n ->
                spin
                    ? Baseline.spinPing(pair.a(), out, in, n)
                    : Baseline.ping(pair.a(), out, in, n),
            () -> Buffers.bytes(in),
            () -> Calls.hangUp(pair.a()),
            peer,
            pair)
        .meter(Meter.WALL);
  }

  /** The other thread, on the first CPU while the measurement has the last. */
  private static OtherThread peer(OtherThread.Body body) {
    return OtherThread.start(
        () -> {
          Host.pin(0);
          body.run();
        });
  }

  /** Waking up costs so much more than Java that compilers do not matter. */
  @Override
  public int leastWarmUp() {
    return 1500;
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
