/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.SysSocket.recv;
import static berkeley.sockets.c.SysSocket.send;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One byte to a second thread and back, both blocking. */
final class PingPong extends Workload {
  private static final byte[] CONTENT = pattern(1);

  PingPong() {
    super("tcp-pingpong-1", "TCP, 1 B there and back, two threads that block");
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
    return CONTENT;
  }

  private Work c() {
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

  private Work mirror() {
    Descriptors.Pair pair = Descriptors.tcp();
    MemorySegment out = Descriptors.buffer(CONTENT);
    MemorySegment in = Descriptors.buffer(1);
    Peer peer = Peer.start(() -> mirrorEcho(pair.b(), Descriptors.buffer(1)));
    return new Work(
            n -> StreamSendRecv.mirror(pair.a(), pair.a(), out, in, n),
            () -> Descriptors.bytes(in),
            () -> Descriptors.hangUp(pair.a()),
            peer,
            pair)
        .meter(Meter.PROCESS);
  }

  private static void mirrorEcho(int fd, MemorySegment buffer) {
    while (recv(fd, buffer, 1, 0) == 1) {
      send(fd, buffer, 1, 0);
    }
  }

  private Work javaNet() throws Exception {
    Socket client = new Socket();
    Socket server = StreamSendRecv.accepted(client);
    byte[] in = new byte[1];
    Peer peer = Peer.start(() -> javaNetEcho(server, new byte[1]));
    OutputStream output = client.getOutputStream();
    InputStream input = client.getInputStream();
    return new Work(
            n -> StreamSendRecv.javaNet(output, input, CONTENT, in, n),
            in::clone,
            client,
            peer,
            server)
        .meter(Meter.PROCESS);
  }

  private static void javaNetEcho(Socket socket, byte[] buffer) throws Exception {
    InputStream input = socket.getInputStream();
    OutputStream output = socket.getOutputStream();
    while (input.read(buffer) == 1) {
      output.write(buffer);
    }
  }

  private Work nio() throws Exception {
    Channels pair = Channels.tcp();
    ByteBuffer out = ByteBuffer.allocateDirect(1).put(CONTENT);
    ByteBuffer in = ByteBuffer.allocateDirect(1);
    Peer peer = Peer.start(() -> nioEcho(pair.b(), ByteBuffer.allocateDirect(1)));
    return new Work(
            n -> StreamSendRecv.nio(pair.a(), pair.a(), out, in, n),
            () -> StreamSendRecv.bytes(in),
            pair.a(),
            peer,
            pair)
        .meter(Meter.PROCESS);
  }

  private static void nioEcho(SocketChannel channel, ByteBuffer buffer) throws Exception {
    while (channel.read(buffer.clear()) == 1) {
      channel.write(buffer.flip());
    }
  }
}
