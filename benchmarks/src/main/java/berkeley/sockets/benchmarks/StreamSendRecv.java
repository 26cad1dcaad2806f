/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.SysSocket.MSG_DONTWAIT;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** One thread sends on one end of a stream and receives on the other. */
final class StreamSendRecv extends Workload {
  private static final String NETTY = "has no calls, only an event loop: see epoll-echo";

  private final byte[] content;
  private final Supplier<Descriptors.Pair> pairs;

  private StreamSendRecv(String id, String title, int size, Supplier<Descriptors.Pair> pairs) {
    super(id, title);
    this.content = pattern(size);
    this.pairs = pairs;
  }

  static Workload tcp(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("TCP", size, "native memory"), size, Descriptors::tcp);
    workload.nativeRows();
    workload.row("java.net", StreamsEnd::javaNet);
    workload.row("one-nio", OneNioEnd::tcp);
    workload.row("nio", ChannelEnd::tcp);
    workload.row("nio-heap", ChannelEnd::tcpHeap);
    workload.streamsOnly();
    return workload;
  }

  static Workload tcpHeap(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("TCP", size, "byte[]"), size, Descriptors::tcp);
    workload.heapRows();
    workload.row("java.net", StreamsEnd::javaNet);
    workload.row("one-nio", OneNioEnd::tcp);
    workload.row("nio", ChannelEnd::tcpHeap);
    workload.streamsOnly();
    return workload;
  }

  static Workload unix(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("UNIX", size, "native memory"), size, Descriptors::unix);
    workload.nativeRows();
    workload.row("nio", ChannelEnd::unix);
    workload.row("nio-heap", ChannelEnd::unixHeap);
    workload.row("junixsocket", UnixPeers::junixsocket);
    workload.row("jnr-unixsocket", UnixPeers::jnr);
    workload.unixOnly();
    return workload;
  }

  static Workload unixHeap(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("UNIX", size, "byte[]"), size, Descriptors::unix);
    workload.heapRows();
    workload.row("nio", ChannelEnd::unixHeap);
    workload.row("junixsocket", UnixPeers::junixsocket);
    workload.row("jnr-unixsocket", UnixPeers::jnrHeap);
    workload.unixOnly();
    return workload;
  }

  private static String title(String name, int size, String memory) {
    return name + ", send and receive " + size + " B of " + memory + ", one thread";
  }

  private void nativeRows() {
    row("c", Baseline.gap(), () -> c(0));
    row("mirror", descriptors(MirrorEnd.maker(0)));
    row("mirror-heap", descriptors(MirrorHeapEnd.maker(0)));
    row("socket", descriptors(SocketEnd.maker(0)));
    row("socket-heap", descriptors(SocketHeapEnd.maker(0)));
    row("jni", Jni.gap(), work(descriptors(JniEnd.maker(0))));
  }

  private void heapRows() {
    row("c", Baseline.gap(), () -> c(MSG_DONTWAIT));
    row("mirror", descriptors(MirrorHeapEnd.maker(MSG_DONTWAIT)));
    row("socket", descriptors(SocketHeapEnd.maker(MSG_DONTWAIT)));
    row("socket-blocking", descriptors(SocketHeapEnd.maker(0)));
    row("jni", Jni.gap(), work(descriptors(JniHeapEnd.maker(MSG_DONTWAIT))));
  }

  private void streamsOnly() {
    gap("netty", NETTY);
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  private void unixOnly() {
    gap("java.net", "no UNIX sockets");
    gap("netty", NETTY);
  }

  private End.Opener descriptors(End.Maker maker) {
    return buffer -> End.of(pairs.get(), buffer, maker);
  }

  private void row(String implementation, End.Opener opener) {
    row(implementation, work(opener));
  }

  private Factory work(End.Opener opener) {
    return () -> {
      End.Ends ends = opener.open(content);
      return new Work(n -> sendRecv(ends.a(), ends.b(), n), ends.b()::content, ends);
    };
  }

  private static long sendRecv(End a, End b, int n) throws Exception {
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      a.send();
      bytes += b.recv();
    }
    return bytes;
  }

  private Work c(int flags) {
    Descriptors.Pair pair = pairs.get();
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    return new Work(
        n -> Baseline.sendRecv(pair.a(), pair.b(), out, in, flags, n),
        () -> Descriptors.bytes(in),
        pair);
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
