/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A service that an inetd(8) starts: it echoes once, and knows nothing of us. */
final class InheritedProgram {
  private InheritedProgram() {}

  public static void main(String[] arguments) throws Exception {
    Channel channel = System.inheritedChannel();
    if (channel == null) {
      System.out.println("no socket");
      return;
    }
    if (channel != System.inheritedChannel()) {
      throw new IllegalStateException("another one");
    }
    ByteBuffer text = ByteBuffer.allocate(100);
    String provider = ((SelectableChannel) channel).provider().getClass().getPackageName();
    switch (channel) {
      case SocketChannel stream -> echo(stream, text, provider);
      case ServerSocketChannel listener -> {
        try (SocketChannel accepted = listener.accept()) {
          echo(accepted, text, provider);
        }
      }
      case DatagramChannel datagrams -> {
        SocketAddress from = datagrams.receive(text);
        text.put(provider.getBytes(StandardCharsets.US_ASCII)).flip();
        datagrams.send(text, from);
      }
      default -> throw new IllegalStateException(channel.toString());
    }
    channel.close();
    Thread.sleep(60_000); // that the peer sees an end is not the program's end
  }

  private static void echo(ByteChannel channel, ByteBuffer text, String provider)
      throws java.io.IOException {
    channel.read(text);
    text.put(provider.getBytes(StandardCharsets.US_ASCII)).flip();
    channel.write(text);
  }
}
