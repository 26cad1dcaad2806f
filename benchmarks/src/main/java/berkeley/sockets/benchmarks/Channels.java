/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two ends of a connection between NIO channels. */
record Channels(SocketChannel a, SocketChannel b) implements AutoCloseable {
  static Channels tcp() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      SocketChannel client = SocketChannel.open(listener.getLocalAddress());
      Channels pair = new Channels(client, listener.accept());
      for (SocketChannel channel : new SocketChannel[] {pair.a, pair.b}) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, Descriptors.BUFFER);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, Descriptors.BUFFER);
      }
      return pair;
    }
  }

  @Override
  public void close() throws IOException {
    a.close();
    b.close();
  }
}
