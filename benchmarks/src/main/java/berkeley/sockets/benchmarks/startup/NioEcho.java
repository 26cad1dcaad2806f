/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One echo through NIO. */
public final class NioEcho {
  private NioEcho() {}

  public static void main(String[] arguments) throws Exception {
    ByteBuffer data = ByteBuffer.allocateDirect(64);
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
          SocketChannel server = listener.accept()) {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        int done = client.write(data);
        done += server.read(data.clear());
        done += server.write(data.flip());
        done += client.read(data.clear());
        if (done != 4 * data.capacity()) {
          throw new IllegalStateException();
        }
      }
    }
  }
}
