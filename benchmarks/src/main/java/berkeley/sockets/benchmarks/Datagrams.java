/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.NetinetUdp.UDP_GRO;
import static berkeley.sockets.c.NetinetUdp.UDP_SEGMENT;
import static berkeley.sockets.c.SysSocket.recvfrom;
import static berkeley.sockets.c.SysSocket.sendto;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.Received;
import berkeley.sockets.SockAddrBuffer;
import berkeley.sockets.Socket;
import berkeley.sockets.c.NetinetIn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Datagrams to an address, received with the sender's address, by one thread. */
final class Datagrams extends Workload {
  private static final int SIZE = 64;

  private final byte[] content;
  private final int datagrams;

  private Datagrams(String id, String title, int datagrams) {
    super(id, title);
    this.datagrams = datagrams;
    this.content = repeated(pattern(SIZE), datagrams);
    row("c", Baseline.gap(), this::c);
    row("mirror", this::mirror);
    row("socket", this::socket);
    row("socket-record", this::socketRecord);
    row("jni", Jni.gap(), this::jni);
    row("java.net", () -> OneByOne.javaNet(pattern(SIZE), datagrams));
    row("nio", () -> OneByOne.nio(pattern(SIZE), datagrams));
    gap("netty", "has no calls, only an event loop");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  static Workload single() {
    return new Datagrams("udp-64", "UDP, send 64 B and receive with the sender's address", 1);
  }

  static Workload segmented() {
    return new Datagrams(
        "udp-gso-64",
        "UDP, 64 datagrams of 64 B in one send (UDP_SEGMENT) and receive (UDP_GRO)",
        64);
  }

  private Descriptors.Pair pair() {
    Descriptors.Pair pair = Descriptors.udp();
    if (datagrams > 1) {
      Descriptors.set(pair.a(), NetinetIn.IPPROTO_UDP, UDP_SEGMENT, SIZE);
      Descriptors.set(pair.b(), NetinetIn.IPPROTO_UDP, UDP_GRO, 1);
    }
    return pair;
  }

  private Work c() {
    Descriptors.Pair pair = pair();
    MemorySegment to = Descriptors.address(pair.b());
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    return new Work(
        n -> Baseline.datagrams(pair.a(), pair.b(), out, in, to, n),
        () -> Descriptors.bytes(in),
        pair);
  }

  private Work mirror() {
    Descriptors.Pair pair = pair();
    MemorySegment to = Descriptors.address(pair.b());
    MemorySegment from = Descriptors.loopback(0);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    int size = content.length;
    int addrlen = (int) to.byteSize();
    return Work.each(
        () -> {
          sendto(pair.a(), out, size, 0, to, addrlen);
          length.set(JAVA_INT, 0, addrlen);
          return recvfrom(pair.b(), in, size, 0, from, length);
        },
        () -> Descriptors.bytes(in),
        pair);
  }

  private Work socket() {
    Descriptors.Pair pair = pair();
    SockAddrBuffer to = new SockAddrBuffer(Descriptors.loopbackOf(pair.b()));
    SockAddrBuffer from = new SockAddrBuffer();
    Socket a = SocketEnd.adopt(pair.a());
    Socket b = SocketEnd.adopt(pair.b());
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    return Work.each(
        () -> {
          a.sendTo(out, 0, to);
          return b.recvFrom(in, 0, from);
        },
        () -> Descriptors.bytes(in),
        a,
        b);
  }

  /** With a new record for the sender's address in each receive. */
  private Work socketRecord() {
    Descriptors.Pair pair = pair();
    SockAddrBuffer to = new SockAddrBuffer(Descriptors.loopbackOf(pair.b()));
    Socket a = SocketEnd.adopt(pair.a());
    Socket b = SocketEnd.adopt(pair.b());
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    return Work.each(
        () -> {
          a.sendTo(out, 0, to);
          Received received = b.recvFrom(in, 0);
          return received.source() == null ? -1 : received.length();
        },
        () -> Descriptors.bytes(in),
        a,
        b);
  }

  private Work jni() {
    Descriptors.Pair pair = pair();
    MemorySegment to = Descriptors.address(pair.b());
    MemorySegment from = Descriptors.loopback(0);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    int size = content.length;
    int addrlen = (int) to.byteSize();
    return Work.each(
        () -> {
          Jni.sendto(pair.a(), out.address(), size, 0, to.address(), addrlen);
          length.set(JAVA_INT, 0, addrlen);
          return Jni.recvfrom(pair.b(), in.address(), size, 0, from.address(), length.address());
        },
        () -> Descriptors.bytes(in),
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
