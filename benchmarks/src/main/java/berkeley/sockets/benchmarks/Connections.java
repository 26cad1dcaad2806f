/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_LINGER;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static berkeley.sockets.c.SysSocket.socket;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.bindings.linux.linger;
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
final class Connections extends Workload {
  Connections() {
    super(
        "connect-accept-close",
        "TCP, socket, connect, accept, SO_LINGER, close and close, one thread");
    row("c", Baseline.gap(), this::c);
    row("mirror", this::mirror);
    row("java.net", this::javaNet);
    row("nio", this::nio);
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return new byte[0];
  }

  private Work c() {
    int listener = Descriptors.listener();
    MemorySegment address = Descriptors.address(listener);
    return new Work(
        n -> Baseline.connections(listener, address, n),
        this::content,
        () -> Unistd.close(listener));
  }

  private Work mirror() {
    int listener = Descriptors.listener();
    MemorySegment address = Descriptors.address(listener);
    MemorySegment peer = Descriptors.loopback(0);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment reset = Arena.ofAuto().allocate(linger.layout());
    linger.l_onoff(reset, 1);
    return new Work(
        n -> mirror(listener, address, peer, length, reset, n),
        this::content,
        () -> Unistd.close(listener));
  }

  private static long mirror(
      int listener,
      MemorySegment address,
      MemorySegment peer,
      MemorySegment length,
      MemorySegment reset,
      int n) {
    for (int i = 0; i < n; i++) {
      int client = Descriptors.check(socket(AF_INET, SOCK_STREAM, 0));
      Descriptors.check(connect(client, address, (int) address.byteSize()));
      length.set(JAVA_INT, 0, (int) peer.byteSize());
      int server = Descriptors.check(accept(listener, peer, length));
      Descriptors.check(setsockopt(server, SOL_SOCKET, SO_LINGER, reset, (int) reset.byteSize()));
      Unistd.close(server);
      Unistd.close(client);
    }
    return n;
  }

  private Work javaNet() throws Exception {
    ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    return new Work(n -> javaNet(listener, n), this::content, listener);
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

  private Work nio() throws Exception {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    return new Work(n -> nio(listener, n), this::content, listener);
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
