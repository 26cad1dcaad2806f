/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_LINGER;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Type;
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.bindings.headers.sys_socket_h.linger;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Connections made, accepted and closed by one thread. The accepted end is reset (SO_LINGER 0), so
 * that no port waits for its time and the thousandth connection costs what the first did.
 */
public final class Connections extends SlicedWorkload {
  public Connections() {
    super(
        "connect-accept-close",
        "TCP, socket, connect, accept, SO_LINGER, close and close, one thread");
    row("c", Baseline.gap(), this::c);
    row("mirror", () -> descriptors(Connections::mirror));
    row("socket", this::socket);
    row("jni", Jni.gap(), () -> descriptors(Connections::jni));
    row("java.net", this::javaNet);
    row("nio", this::nio);
    gap("netty", "connects and accepts on event loops, several operations at a time");
    gapsOfUnixLibraries();
  }

  /** Each makes five calls and more. */
  @Override
  public int leastWarmUp() {
    return 12_000;
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return new byte[0];
  }

  private Running c() {
    int listener = Loopback.listener();
    MemorySegment address = Loopback.addressOf(listener);
    return new Running(
        n -> Baseline.connections(listener, address, n),
        this::content,
        () -> Unistd.close(listener));
  }

  /** The loop over the calls that a descriptor needs. */
  private interface Loop {
    long run(
        int listener,
        MemorySegment address,
        MemorySegment peer,
        MemorySegment length,
        MemorySegment reset,
        int n);
  }

  private Running descriptors(Loop loop) {
    int listener = Loopback.listener();
    MemorySegment address = Loopback.addressOf(listener);
    MemorySegment peer = Loopback.address(0);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment reset = reset();
    return new Running(
        n -> loop.run(listener, address, peer, length, reset, n),
        this::content,
        () -> Unistd.close(listener));
  }

  /** Makes close reset the connection. */
  private static MemorySegment reset() {
    MemorySegment reset = linger.allocate(Arena.ofAuto());
    linger.l_onoff(reset, 1);
    return reset;
  }

  private static long mirror(
      int listener,
      MemorySegment address,
      MemorySegment peer,
      MemorySegment length,
      MemorySegment reset,
      int n) {
    for (int i = 0; i < n; i++) {
      int client = Calls.check(SysSocket.socket(AF_INET, SOCK_STREAM, 0));
      Calls.check(connect(client, address, (int) address.byteSize()));
      length.set(JAVA_INT, 0, (int) peer.byteSize());
      int server = Calls.check(accept(listener, peer, length));
      Calls.check(setsockopt(server, SOL_SOCKET, SO_LINGER, reset, (int) reset.byteSize()));
      Unistd.close(server);
      Unistd.close(client);
    }
    return n;
  }

  private Running socket() throws Exception {
    berkeley.sockets.Socket listener = berkeley.sockets.Socket.open(Domain.INET, Type.STREAM);
    listener.bind(SockAddr.Inet4.loopback(0));
    listener.listen(Loopback.BACKLOG);
    MemorySegment reset = reset();
    return new Running(n -> socket(listener, reset, n), this::content, listener);
  }

  private static long socket(berkeley.sockets.Socket listener, MemorySegment reset, int n)
      throws Exception {
    SockAddr address = listener.localAddress();
    for (int i = 0; i < n; i++) {
      berkeley.sockets.Socket client = berkeley.sockets.Socket.open(Domain.INET, Type.STREAM);
      client.connect(address);
      berkeley.sockets.Socket server = listener.accept();
      Calls.check(setsockopt(server.fd(), SOL_SOCKET, SO_LINGER, reset, (int) reset.byteSize()));
      server.close();
      client.close();
    }
    return n;
  }

  private static long jni(
      int listener,
      MemorySegment address,
      MemorySegment peer,
      MemorySegment length,
      MemorySegment reset,
      int n) {
    int size = (int) address.byteSize();
    for (int i = 0; i < n; i++) {
      int client = (int) Jni.socket(AF_INET, SOCK_STREAM, 0);
      Jni.connect(client, address.address(), size);
      length.set(JAVA_INT, 0, size);
      int server = (int) Jni.accept(listener, peer.address(), length.address());
      Jni.setsockopt(server, SOL_SOCKET, SO_LINGER, reset.address(), (int) reset.byteSize());
      if (Jni.close(server) + Jni.close(client) != 0) {
        throw new IllegalStateException("close");
      }
    }
    return n;
  }

  private Running javaNet() throws Exception {
    ServerSocket listener = new ServerSocket(0, Loopback.BACKLOG, InetAddress.getLoopbackAddress());
    return new Running(n -> javaNet(listener, n), this::content, listener);
  }

  private static long javaNet(ServerSocket listener, int n) throws Exception {
    SocketAddress address = listener.getLocalSocketAddress();
    for (int i = 0; i < n; i++) {
      Socket client = new Socket();
      client.connect(address);
      Socket server = listener.accept();
      server.setSoLinger(true, 0);
      server.close();
      client.close();
    }
    return n;
  }

  private Running nio() throws Exception {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Loopback.BACKLOG);
    return new Running(n -> nio(listener, n), this::content, listener);
  }

  private static long nio(ServerSocketChannel listener, int n) throws Exception {
    SocketAddress address = listener.getLocalAddress();
    for (int i = 0; i < n; i++) {
      SocketChannel client = SocketChannel.open(address);
      SocketChannel server = listener.accept();
      server.setOption(StandardSocketOptions.SO_LINGER, 0);
      server.close();
      client.close();
    }
    return n;
  }
}
