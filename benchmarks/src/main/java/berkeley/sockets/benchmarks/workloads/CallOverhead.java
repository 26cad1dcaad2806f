/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_RCVBUF;
import static berkeley.sockets.c.SysSocket.getsockopt;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.benchmarks.endpoints.BareHandle;
import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Connection;
import berkeley.sockets.benchmarks.endpoints.Jni;
import berkeley.sockets.benchmarks.endpoints.Pairs;
import berkeley.sockets.benchmarks.endpoints.SocketEndpoint;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import berkeley.sockets.benchmarks.endpoints.UnixPeers;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
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
public final class CallOverhead extends SlicedWorkload {
  public CallOverhead() {
    super("call-overhead", "one getsockopt(SO_RCVBUF)");
    row("c", Baseline.gap(), CallOverhead::c);
    row("handle", () -> descriptor(CallOverhead::handle));
    row("mirror", () -> descriptor(CallOverhead::mirror));
    row("socket", CallOverhead::socket);
    row("jni", Jni.gap(), () -> descriptor(CallOverhead::jni));
    row("java.net", CallOverhead::javaNet);
    row("nio", CallOverhead::nio);
    row("junixsocket", CallOverhead::junixsocket);
    gap("netty", "has no blocking calls");
    gap("jnr-unixsocket", "reads options through other calls");
  }

  private static Running c() {
    Pairs.Pair pair = Pairs.unix();
    return new Running(n -> Baseline.getsockopt(pair.a(), n), CallOverhead::nothing, pair);
  }

  /** The loop over a call that fills a value. */
  private interface Loop {
    long run(int fd, MemorySegment value, MemorySegment length, int n);
  }

  private static Running descriptor(Loop loop) {
    Pairs.Pair pair = Pairs.unix();
    MemorySegment value = Arena.ofAuto().allocate(JAVA_INT);
    MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
    return new Running(n -> loop.run(pair.a(), value, length, n), CallOverhead::nothing, pair);
  }

  private static long mirror(int fd, MemorySegment value, MemorySegment length, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      length.set(JAVA_INT, 0, Integer.BYTES);
      Calls.check(getsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, length));
      sum += value.get(JAVA_INT, 0) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static long handle(int fd, MemorySegment value, MemorySegment length, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      length.set(JAVA_INT, 0, Integer.BYTES);
      BareHandle.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, length);
      sum += value.get(JAVA_INT, 0) > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Running socket() {
    Pairs.Pair pair = Pairs.unix();
    berkeley.sockets.Socket socket = SocketEndpoint.adopt(pair.a());
    return new Running(
        n -> socket(socket, n), CallOverhead::nothing, socket, () -> Unistd.close(pair.b()));
  }

  private static long socket(berkeley.sockets.Socket socket, int n) throws IOException {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += socket.getOption(SocketOptions.SO_RCVBUF) > 0 ? 1 : 0;
    }
    return sum;
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

  private static Running javaNet() throws IOException {
    Connection connection = StreamsEndpoint.javaNet(new byte[1]);
    return ofSocket((Socket) ((StreamsEndpoint) connection.a()).socket(), connection);
  }

  private static Running junixsocket() throws IOException {
    Connection connection = UnixPeers.junixsocket(new byte[1]);
    return ofSocket((AFUNIXSocket) ((StreamsEndpoint) connection.a()).socket(), connection);
  }

  private static Running ofSocket(Socket socket, AutoCloseable connection) {
    return new Running(n -> ofSocket(socket, n), CallOverhead::nothing, connection);
  }

  private static long ofSocket(Socket socket, int n) throws IOException {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += socket.getReceiveBufferSize() > 0 ? 1 : 0;
    }
    return sum;
  }

  private static Running nio() throws IOException {
    Connection connection = ChannelEndpoint.tcp(new byte[1]);
    SocketChannel channel = (SocketChannel) ((ChannelEndpoint) connection.a()).channel();
    return new Running(n -> nio(channel, n), CallOverhead::nothing, connection);
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
