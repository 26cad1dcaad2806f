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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/** One thread sends on one end of a stream and receives on the other. */
final class StreamSendRecv extends Workload {
  private final byte[] content;
  private final Supplier<Descriptors.Pair> pairs;

  private StreamSendRecv(String id, String name, int size, Supplier<Descriptors.Pair> pairs) {
    super(id, name + ", send and receive " + size + " B, one thread");
    this.content = pattern(size);
    this.pairs = pairs;
    row("c", Baseline.gap(), this::c);
    row("mirror", this::mirror);
  }

  static Workload tcp(String id, int size) {
    StreamSendRecv workload = new StreamSendRecv(id, "TCP", size, Descriptors::tcp);
    workload.row("java.net", workload::javaNet);
    workload.row("nio", workload::nio);
    return workload;
  }

  @Override
  public long countPerOperation() {
    return content.length;
  }

  @Override
  public byte[] content() {
    return content;
  }

  private Work c() {
    Descriptors.Pair pair = pairs.get();
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    return new Work(
        n -> Baseline.sendRecv(pair.a(), pair.b(), out, in, 0, n),
        () -> Descriptors.bytes(in),
        pair);
  }

  private Work mirror() {
    Descriptors.Pair pair = pairs.get();
    MemorySegment out = Descriptors.buffer(content);
    MemorySegment in = Descriptors.buffer(content.length);
    return new Work(n -> mirror(pair.a(), pair.b(), out, in, n), () -> Descriptors.bytes(in), pair);
  }

  static long mirror(int a, int b, MemorySegment out, MemorySegment in, int n) {
    long size = out.byteSize();
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      for (long done = 0; done < size; ) {
        MemorySegment rest = done == 0 ? out : out.asSlice(done);
        done += checked(send(a, rest, size - done, 0));
      }
      for (long done = 0; done < size; ) {
        MemorySegment rest = done == 0 ? in : in.asSlice(done);
        done += checked(recv(b, rest, size - done, 0));
      }
      bytes += size;
    }
    return bytes;
  }

  static long checked(long n) {
    if (n <= 0) {
      throw new IllegalStateException("send or receive: " + n);
    }
    return n;
  }

  private Work javaNet() throws Exception {
    Socket client = new Socket();
    Socket server = accepted(client);
    byte[] in = new byte[content.length];
    OutputStream output = client.getOutputStream();
    InputStream input = server.getInputStream();
    return new Work(n -> javaNet(output, input, content, in, n), in::clone, client, server);
  }

  /** Connects the socket and returns the other end. */
  static Socket accepted(Socket client) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      client.connect(listener.getLocalSocketAddress());
      Socket server = listener.accept();
      for (Socket socket : new Socket[] {client, server}) {
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(Descriptors.BUFFER);
        socket.setReceiveBufferSize(Descriptors.BUFFER);
      }
      return server;
    }
  }

  static long javaNet(OutputStream output, InputStream input, byte[] out, byte[] in, int n)
      throws Exception {
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      output.write(out);
      bytes += input.readNBytes(in, 0, in.length);
    }
    return bytes;
  }

  private Work nio() throws Exception {
    Channels pair = Channels.tcp();
    ByteBuffer out = ByteBuffer.allocateDirect(content.length).put(content);
    ByteBuffer in = ByteBuffer.allocateDirect(content.length);
    return new Work(n -> nio(pair.a(), pair.b(), out, in, n), () -> bytes(in), pair);
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  static long nio(SocketChannel a, SocketChannel b, ByteBuffer out, ByteBuffer in, int n)
      throws Exception {
    long bytes = 0;
    for (int i = 0; i < n; i++) {
      out.clear();
      while (out.hasRemaining()) {
        a.write(out);
      }
      in.clear();
      while (in.hasRemaining()) {
        bytes += checked(b.read(in));
      }
    }
    return bytes;
  }
}
