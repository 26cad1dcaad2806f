/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The README's echo server through NIO. */
public final class NioServer {
  private NioServer() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
      while (true) {
        try (SocketChannel peer = listener.accept()) {
          while (peer.read(buffer.clear()) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
              peer.write(buffer);
            }
          }
        }
      }
    }
  }
}
