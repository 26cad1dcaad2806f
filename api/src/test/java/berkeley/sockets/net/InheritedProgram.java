/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketAddress;
import java.net.SocketException;
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
    Channel channel = channel();
    if (channel == null) {
      System.out.println("no socket");
      if (arguments.length > 0) {
        return;
      }
      String line = new BufferedReader(new InputStreamReader(System.in)).readLine();
      System.out.println("standard input has " + line);
      return;
    }
    if (channel != System.inheritedChannel()) {
      throw new IllegalStateException("another one");
    }
    if (arguments.length > 0) {
      describe(channel);
      return;
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

  /** After a failure it can be asked for again. */
  private static Channel channel() throws IOException {
    try {
      return System.inheritedChannel();
    } catch (SocketException e) {
      return System.inheritedChannel();
    }
  }

  /** What cannot accept; on standard error, which closing it ends with the JDK's. */
  private static void describe(Channel channel) throws IOException {
    System.err.println(
        channel instanceof ServerSocketChannel listener && listener.getLocalAddress() != null
            ? "a listener"
            : "something else");
  }

  private static void echo(ByteChannel channel, ByteBuffer text, String provider)
      throws IOException {
    channel.read(text);
    text.put(provider.getBytes(StandardCharsets.US_ASCII)).flip();
    channel.write(text);
  }
}
