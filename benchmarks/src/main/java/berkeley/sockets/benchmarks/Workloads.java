/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.benchmarks.measure.Workload;
import berkeley.sockets.benchmarks.workloads.CallOverhead;
import berkeley.sockets.benchmarks.workloads.Connections;
import berkeley.sockets.benchmarks.workloads.DatagramBatches;
import berkeley.sockets.benchmarks.workloads.Datagrams;
import berkeley.sockets.benchmarks.workloads.EpollEcho;
import berkeley.sockets.benchmarks.workloads.FewInFlight;
import berkeley.sockets.benchmarks.workloads.Latency;
import berkeley.sockets.benchmarks.workloads.ParallelSendRecv;
import berkeley.sockets.benchmarks.workloads.PingPong;
import berkeley.sockets.benchmarks.workloads.SendFile;
import berkeley.sockets.benchmarks.workloads.SpinIdle;
import berkeley.sockets.benchmarks.workloads.SpinPingPong;
import berkeley.sockets.benchmarks.workloads.Startup;
import berkeley.sockets.benchmarks.workloads.StreamSendRecv;
import berkeley.sockets.benchmarks.workloads.VirtualThreads;
import berkeley.sockets.benchmarks.workloads.WaitingThreads;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every workload, in the order of the report. */
public final class Workloads {
  /** What {@code --quick} measures unless told. */
  static final List<String> QUICK =
      List.of(
          "call-overhead",
          "tcp-64",
          "tcp-64k",
          "tcp-pingpong-1",
          "unix-64",
          "udp-64",
          "udp-mmsg-32",
          "connect-accept-close",
          "epoll-echo-100");

  /** Workloads of one kind from small to large, by the name of the curve. */
  static final Map<String, List<Workload>> CURVES =
      Map.of(
          "sizes",
          Stream.of(1, 16, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576)
              .<Workload>map(PingPong::new)
              .toList(),
          "connections",
          Stream.of(1, 10, 100, 1000, 10_000).<Workload>map(EpollEcho::new).toList(),
          "threads",
          ParallelSendRecv.curve());

  private Workloads() {}

  public static List<Workload> all() {
    return List.of(
        new CallOverhead(),
        StreamSendRecv.tcp("tcp-64", 64),
        StreamSendRecv.tcpHeap("tcp-16k-heap", 16_384),
        StreamSendRecv.tcp("tcp-64k", 65_536),
        StreamSendRecv.tcpHeap("tcp-64k-heap", 65_536),
        new PingPong(1),
        StreamSendRecv.unix("unix-64", 64),
        StreamSendRecv.unixHeap("unix-64k-heap", 65_536),
        Datagrams.single(),
        new DatagramBatches(),
        Datagrams.segmented(),
        new Connections(),
        new EpollEcho(100),
        new EpollEcho(1000),
        new SendFile(),
        new SpinPingPong(),
        new SpinIdle(),
        new VirtualThreads(1000),
        new VirtualThreads(10_000),
        FewInFlight.of(1),
        FewInFlight.of(4),
        FewInFlight.of(16),
        FewInFlight.pollerMode(1, 1),
        FewInFlight.pollerMode(1, 16),
        Latency.closedLoop(),
        Latency.openLoop(100, 4000),
        new WaitingThreads(),
        Startup.firstConnection(),
        Startup.firstEcho(),
        Startup.readme());
  }
}
