/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_RCVBUF;
import static berkeley.sockets.c.SysSocket.getsockopt;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.c.Unistd;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.newsclub.net.unix.AFUNIXSocket;

/** The cheapest call that every implementation has: asking for the size of the receive buffer. */
final class CallOverhead extends Workload {
  CallOverhead() {
    super("call-overhead", "one getsockopt(SO_RCVBUF)");
    row("c", Baseline.gap(), CallOverhead::c);
    row("handle", CallOverhead::handle);
    row("mirror", CallOverhead::mirror);
    row("socket", CallOverhead::socket);
    row("jni", Jni.gap(), CallOverhead::jni);
    row("java.net", CallOverhead::javaNet);
    row("nio", CallOverhead::nio);
    row("junixsocket", CallOverhead::junixsocket);
    gap("netty", "has no blocking calls");
    gap("jnr-unixsocket", "reads options through other calls");
  }

  private static Work c() {
    Descriptors.Pair pair = Descriptors.unix();
    return new Work(n -> Baseline.getsockopt(pair.a(), n), CallOverhead::nothing, pair);
  }

  private static Work mirror() {
    Descriptors.Pair pair = Descriptors.unix();
    MemorySegment value = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    return new Work(n -> mirror(pair.a(), value, length, n), CallOverhead::nothing, pair);
  }

  private static long mirror(int fd, MemorySegment value, MemorySegment length, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      length.set(JAVA_INT, 0, Integer.BYTES);
      Descriptors.check(getsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, length));
      sum += value.get(JAVA_INT, 0) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Work handle() {
    Descriptors.Pair pair = Descriptors.unix();
    MemorySegment value = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    return new Work(n -> handle(pair.a(), value, length, n), CallOverhead::nothing, pair);
  }

  private static long handle(int fd, MemorySegment value, MemorySegment length, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      length.set(JAVA_INT, 0, Integer.BYTES);
      Handle.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, length);
      sum += value.get(JAVA_INT, 0) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Work socket() {
    Descriptors.Pair pair = Descriptors.unix();
    berkeley.sockets.Socket socket = SocketEnd.adopt(pair.a());
    return new Work(
        n -> socket(socket, n), CallOverhead::nothing, socket, () -> Unistd.close(pair.b()));
  }

  private static long socket(berkeley.sockets.Socket socket, int n) throws IOException {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += socket.getOption(SocketOptions.SO_RCVBUF) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Work jni() {
    Descriptors.Pair pair = Descriptors.unix();
    MemorySegment value = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    return new Work(n -> jni(pair.a(), value, length, n), CallOverhead::nothing, pair);
  }

  private static long jni(int fd, MemorySegment value, MemorySegment length, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      length.set(JAVA_INT, 0, Integer.BYTES);
      Jni.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, value.address(), length.address());
      sum += value.get(JAVA_INT, 0) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Work javaNet() throws IOException {
    StreamsEnd.Ends ends = StreamsEnd.javaNet(new byte[1]);
    return ofSocket((Socket) ((StreamsEnd) ends.a()).socket(), ends);
  }

  private static Work junixsocket() throws IOException {
    StreamsEnd.Ends ends = UnixPeers.junixsocket(new byte[1]);
    return ofSocket((AFUNIXSocket) ((StreamsEnd) ends.a()).socket(), ends);
  }

  private static Work ofSocket(Socket socket, AutoCloseable ends) {
    return new Work(n -> ofSocket(socket, n), CallOverhead::nothing, ends);
  }

  private static long ofSocket(Socket socket, int n) throws IOException {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += socket.getReceiveBufferSize() > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Work nio() throws IOException {
    StreamsEnd.Ends ends = ChannelEnd.tcp(new byte[1]);
    SocketChannel channel = (SocketChannel) ((ChannelEnd) ends.a()).channel();
    return new Work(n -> nio(channel, n), CallOverhead::nothing, ends);
  }

  private static long nio(SocketChannel channel, int n) throws IOException {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += channel.getOption(StandardSocketOptions.SO_RCVBUF) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static byte[] nothing() {
    return new byte[0];
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return nothing();
  }
}
