/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.SysSocket.MSG_DONTWAIT;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.JniEndpoint;
import berkeley.sockets.benchmarks.endpoints.JniHeapEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorHeapEndpoint;
import berkeley.sockets.benchmarks.endpoints.OneNioEndpoint;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.SocketHeapEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.endpoints.UnixPeers;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.benchmarks.measure.Workload;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** One thread sends on one end of a stream and receives on the other. */
public final class StreamSendRecv extends SlicedWorkload {
  private static final String NETTY = "has no calls, only an event loop: see epoll-echo";

  private final byte[] content;
  private final Supplier<Pairs.Pair> pairs;

  private StreamSendRecv(String id, String title, int size, Supplier<Pairs.Pair> pairs) {
    super(id, title);
    this.content = Content.pattern(size);
    this.pairs = pairs;
  }

  public static Workload tcp(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("TCP", size, "native memory"), size, Pairs::tcp);
    workload.nativeRows();
    workload.row("java.net", StreamsEndpoint::javaNet);
    workload.row("view-java.net", StreamsEndpoint::view);
    workload.row("one-nio", OneNioEndpoint::tcp);
    workload.row("nio", ChannelEndpoint::tcp);
    workload.row("view-nio", ChannelEndpoint::view);
    workload.row("nio-heap", ChannelEndpoint::tcpHeap);
    workload.streamsOnly();
    return workload;
  }

  public static Workload tcpHeap(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("TCP", size, "byte[]"), size, Pairs::tcp);
    workload.heapRows();
    workload.row("java.net", StreamsEndpoint::javaNet);
    workload.row("view-java.net", StreamsEndpoint::view);
    workload.row("one-nio", OneNioEndpoint::tcp);
    workload.row("nio", ChannelEndpoint::tcpHeap);
    workload.row("view-nio", ChannelEndpoint::viewHeap);
    workload.streamsOnly();
    return workload;
  }

  public static Workload unix(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("UNIX", size, "native memory"), size, Pairs::unix);
    workload.nativeRows();
    workload.row("nio", ChannelEndpoint::unix);
    workload.row("nio-heap", ChannelEndpoint::unixHeap);
    workload.row("junixsocket", UnixPeers::junixsocket);
    workload.row("jnr-unixsocket", UnixPeers::jnr);
    workload.unixOnly();
    return workload;
  }

  public static Workload unixHeap(String id, int size) {
    StreamSendRecv workload =
        new StreamSendRecv(id, title("UNIX", size, "byte[]"), size, Pairs::unix);
    workload.heapRows();
    workload.row("nio", ChannelEndpoint::unixHeap);
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
    row("mirror", running(MirrorEndpoint.maker(0)));
    row("mirror-heap", running(MirrorHeapEndpoint.maker(0)));
    row("socket", running(SocketEndpoint.maker(0)));
    row("socket-heap", running(SocketHeapEndpoint.maker(0)));
    row("jni", Jni.gap(), running(JniEndpoint.maker(0)));
  }

  private void heapRows() {
    row("c", Baseline.gap(), () -> c(MSG_DONTWAIT));
    row("mirror", running(MirrorHeapEndpoint.maker(MSG_DONTWAIT)));
    row("socket", running(SocketHeapEndpoint.maker(MSG_DONTWAIT)));
    row("socket-blocking", running(SocketHeapEndpoint.maker(0)));
    row("jni", Jni.gap(), running(JniHeapEndpoint.maker(MSG_DONTWAIT)));
  }

  private void streamsOnly() {
    gap("netty", NETTY);
    gapsOfUnixLibraries();
  }

  private void unixOnly() {
    gap("java.net", "no UNIX sockets");
    gap("netty", NETTY);
  }

  private Factory running(Endpoint.Maker maker) {
    return running(Connection.of(pairs, maker));
  }

  private void row(String implementation, Connection.Opener opener) {
    row(implementation, running(opener));
  }

  private Factory running(Connection.Opener opener) {
    return () -> {
      Connection connection = opener.open(content);
      return new Running(
          n -> sendRecv(connection.a(), connection.b(), n), connection.b()::content, connection);
    };
  }

  private static long sendRecv(Endpoint a, Endpoint b, int n) throws Exception {
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      a.send();
      bytes += b.recv();
    }
    return bytes;
  }

  private Running c(int flags) {
    Pairs.Pair pair = pairs.get();
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    return new Running(
        n -> Baseline.sendRecv(pair.a(), pair.b(), out, in, flags, n),
        () -> Buffers.bytes(in),
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
