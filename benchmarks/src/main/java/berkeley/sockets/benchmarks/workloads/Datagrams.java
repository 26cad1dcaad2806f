/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.NetinetUdp.UDP_GRO;
import static berkeley.sockets.c.NetinetUdp.UDP_SEGMENT;
import static berkeley.sockets.c.SysSocket.recvfrom;
import static berkeley.sockets.c.SysSocket.sendto;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.Received;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.benchmarks.measure.Workload;
import berkeley.sockets.c.NetinetIn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Datagrams to an address, received with the sender's address, by one thread. */
public final class Datagrams extends SlicedWorkload {
  private static final int SIZE = 64;

  private final byte[] content;
  private final int datagrams;

  private Datagrams(String id, String title, int datagrams) {
    super(id, title);
    this.datagrams = datagrams;
    this.content = Content.repeated(Content.pattern(SIZE), datagrams);
    row("c", Baseline.gap(), this::c);
    row("mirror", this::mirror);
    row("socket", this::socket);
    row("socket-record", this::socketRecord);
    row("jni", Jni.gap(), this::jni);
    row("java.net", () -> OneByOne.javaNet(Content.pattern(SIZE), datagrams));
    row("nio", () -> OneByOne.nio(Content.pattern(SIZE), datagrams));
    gap("netty", "has no calls, only an event loop");
    gapsOfUnixLibraries();
  }

  public static Workload single() {
    return new Datagrams("udp-64", "UDP, send 64 B and receive with the sender's address", 1);
  }

  public static Workload segmented() {
    return new Datagrams(
        "udp-gso-64",
        "UDP, 64 datagrams of 64 B in one send (UDP_SEGMENT) and receive (UDP_GRO)",
        64);
  }

  private Pairs.Pair pair() {
    Pairs.Pair pair = Pairs.udp();
    if (datagrams > 1) {
      Calls.setOption(pair.a(), NetinetIn.IPPROTO_UDP, UDP_SEGMENT, SIZE);
      Calls.setOption(pair.b(), NetinetIn.IPPROTO_UDP, UDP_GRO, 1);
    }
    return pair;
  }

  private Running c() {
    Pairs.Pair pair = pair();
    MemorySegment to = Loopback.addressOf(pair.b());
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    return new Running(
        n -> Baseline.datagrams(pair.a(), pair.b(), out, in, to, n), () -> Buffers.bytes(in), pair);
  }

  private Running mirror() {
    Pairs.Pair pair = pair();
    MemorySegment to = Loopback.addressOf(pair.b());
    MemorySegment from = Loopback.address(0);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    int size = content.length;
    int addrlen = (int) to.byteSize();
    return Running.each(
        () -> {
          sendto(pair.a(), out, size, 0, to, addrlen);
          length.set(JAVA_INT, 0, addrlen);
          return recvfrom(pair.b(), in, size, 0, from, length);
        },
        () -> Buffers.bytes(in),
        pair);
  }

  private Running socket() {
    Pairs.Pair pair = pair();
    SockAddrBuffer to = new SockAddrBuffer(Loopback.sockAddrOf(pair.b()));
    SockAddrBuffer from = new SockAddrBuffer();
    Socket a = SocketEndpoint.adopt(pair.a());
    Socket b = SocketEndpoint.adopt(pair.b());
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    return Running.each(
        () -> {
          a.sendTo(out, 0, to);
          return b.recvFrom(in, 0, from);
        },
        () -> Buffers.bytes(in),
        a,
        b);
  }

  /** With a new record for the sender's address in each receive. */
  private Running socketRecord() {
    Pairs.Pair pair = pair();
    SockAddrBuffer to = new SockAddrBuffer(Loopback.sockAddrOf(pair.b()));
    Socket a = SocketEndpoint.adopt(pair.a());
    Socket b = SocketEndpoint.adopt(pair.b());
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    return Running.each(
        () -> {
          a.sendTo(out, 0, to);
          Received received = b.recvFrom(in, 0);
          return received.source() == null ? -1 : received.length();
        },
        () -> Buffers.bytes(in),
        a,
        b);
  }

  private Running jni() {
    Pairs.Pair pair = pair();
    MemorySegment to = Loopback.addressOf(pair.b());
    MemorySegment from = Loopback.address(0);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment out = Buffers.of(content);
    MemorySegment in = Buffers.allocate(content.length);
    int size = content.length;
    int addrlen = (int) to.byteSize();
    return Running.each(
        () -> {
          Jni.sendto(pair.a(), out.address(), size, 0, to.address(), addrlen);
          length.set(JAVA_INT, 0, addrlen);
          return Jni.recvfrom(pair.b(), in.address(), size, 0, from.address(), length.address());
        },
        () -> Buffers.bytes(in),
        pair);
  }

  @Override
  public int leastWarmUp() {
    return 20_000 / datagrams;
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
