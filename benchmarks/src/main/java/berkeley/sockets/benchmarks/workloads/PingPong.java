/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.JniEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.OneNioEndpoint;
import berkeley.sockets.benchmarks.endpoints.OtherThread;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.SocketHeapEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import java.lang.foreign.MemorySegment;

/** A message to a second thread and back, both blocking. */
public final class PingPong extends SlicedWorkload {
  private final byte[] content;

  /** Messages of so many bytes. */
  public PingPong(int size) {
    super("tcp-pingpong-" + size, "TCP, " + size + " B there and back, two threads that block");
    this.content = Content.pattern(size);
    row("c", Baseline.gap(), this::c);
    row("mirror", running(Connection.tcp(MirrorEndpoint.maker(0))));
    row("socket", running(Connection.tcp(SocketEndpoint.maker(0))));
    row("socket-heap", running(Connection.tcp(SocketHeapEndpoint.maker(0))));
    row("jni", Jni.gap(), running(Connection.tcp(JniEndpoint.maker(0))));
    row("java.net", running(StreamsEndpoint::javaNet));
    row("view-java.net", running(StreamsEndpoint::view));
    row("one-nio", running(OneNioEndpoint::tcp));
    row("nio", running(ChannelEndpoint::tcp));
    row("view-nio", running(ChannelEndpoint::view));
    row("nio-heap", running(ChannelEndpoint::tcpHeap));
    gap("netty", "does not block: see epoll-echo");
    gapsOfUnixLibraries();
  }

  private Factory running(Connection.Opener opener) {
    return () -> {
      Connection connection = opener.open(content);
      OtherThread peer = OtherThread.start(() -> echo(connection.b()));
      return new Running(
              n -> ping(connection.a(), n),
              connection.b()::content,
              connection.a()::hangUp,
              peer,
              connection)
          .meter(Meter.PROCESS);
    };
  }

  static long ping(Endpoint end, int n) throws Exception {
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      end.send();
      bytes += end.recv();
    }
    return bytes;
  }

  static void echo(Endpoint end) throws Exception {
    while (end.recv() > 0) {
      end.send();
    }
  }

  private Running c() {
    Pairs.Pair pair = Pairs.tcp();
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    OtherThread peer =
        OtherThread.start(() -> Baseline.echo(pair.b(), Buffers.allocate(content.length)));
    return new Running(
            n -> Baseline.ping(pair.a(), out, in, n),
            () -> Buffers.bytes(in),
            () -> Calls.hangUp(pair.a()),
            peer,
            pair)
        .meter(Meter.PROCESS);
  }

  @Override
  public long countPerOperation() {
    return content.length;
  }

  @Override
  public byte[] content() {
    return content;
  }
}
