/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.lang.foreign.MemorySegment;

/** One byte to a second thread and back, both blocking. */
final class PingPong extends Workload {
  private static final byte[] CONTENT = pattern(1);

  PingPong() {
    super("tcp-pingpong-1", "TCP, 1 B there and back, two threads that block");
    row("c", Baseline.gap(), PingPong::c);
    row("mirror", descriptors(MirrorEnd.maker(0)));
    row("socket", descriptors(SocketEnd.maker(0)));
    row("socket-heap", descriptors(SocketHeapEnd.maker(0)));
    row("jni", Jni.gap(), descriptors(JniEnd.maker(0)));
    row("java.net", work(StreamsEnd::javaNet));
    row("one-nio", work(OneNioEnd::tcp));
    row("nio", work(ChannelEnd::tcp));
    row("nio-heap", work(ChannelEnd::tcpHeap));
    gap("netty", "does not block: see epoll-echo");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  private static Factory descriptors(End.Maker maker) {
    return work(content -> End.of(Descriptors.tcp(), content, maker));
  }

  private static Factory work(End.Opener opener) {
    return () -> {
      End.Ends ends = opener.open(CONTENT);
      Peer peer = Peer.start(() -> echo(ends.b()));
      return new Work(n -> ping(ends.a(), n), ends.b()::content, ends.a()::hangUp, peer, ends)
          .meter(Meter.PROCESS);
    };
  }

  static long ping(End end, int n) throws Exception {
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      end.send();
      bytes += end.recv();
    }
    return bytes;
  }

  static void echo(End end) throws Exception {
    while (end.recv() > 0) {
      end.send();
    }
  }

  private static Work c() {
    Descriptors.Pair pair = Descriptors.tcp();
    MemorySegment out = Descriptors.buffer(CONTENT);
    MemorySegment in = Descriptors.buffer(1);
    Peer peer = Peer.start(() -> Baseline.echo(pair.b(), Descriptors.buffer(1)));
    return new Work(
            n -> Baseline.ping(pair.a(), out, in, n),
            () -> Descriptors.bytes(in),
            () -> Descriptors.hangUp(pair.a()),
            peer,
            pair)
        .meter(Meter.PROCESS);
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
