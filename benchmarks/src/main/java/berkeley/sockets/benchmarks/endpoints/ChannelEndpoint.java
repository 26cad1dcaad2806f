/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.net.NativeSelectorProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;

/** An endpoint of anything with NIO channels, with a direct or a heap buffer. */
public record ChannelEndpoint(ByteChannel channel, ByteBuffer buffer) implements Endpoint {

  public static Connection tcp(byte[] content) throws IOException {
    return tcp(SelectorProvider.provider(), content, true);
  }

  public static Connection tcpHeap(byte[] content) throws IOException {
    return tcp(SelectorProvider.provider(), content, false);
  }

  /** Through this library's channels. */
  public static Connection view(byte[] content) throws IOException {
    return tcp(NativeSelectorProvider.get(), content, true);
  }

  /** The same with a heap buffer. */
  public static Connection viewHeap(byte[] content) throws IOException {
    return tcp(NativeSelectorProvider.get(), content, false);
  }

  private static Connection tcp(SelectorProvider provider, byte[] content, boolean direct)
      throws IOException {
    try (ServerSocketChannel listener = provider.openServerSocketChannel()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      SocketChannel client = provider.openSocketChannel();
      client.connect(listener.getLocalAddress());
      SocketChannel server = listener.accept();
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return of(client, server, content, direct);
    }
  }

  public static Connection unix(byte[] content) throws IOException {
    return unix(content, true);
  }

  public static Connection unixHeap(byte[] content) throws IOException {
    return unix(content, false);
  }

  private static Connection unix(byte[] content, boolean direct) throws IOException {
    Path path = SocketPath.unused();
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
      return of(client, listener.accept(), content, direct);
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static Connection of(SocketChannel a, SocketChannel b, byte[] content, boolean direct)
      throws IOException {
    for (SocketChannel channel : new SocketChannel[] {a, b}) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, Buffers.SOCKET_SIZE);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, Buffers.SOCKET_SIZE);
    }
    return new Connection(
        new ChannelEndpoint(a, Buffers.of(content, direct)),
        new ChannelEndpoint(b, Buffers.of(new byte[content.length], direct)));
  }

  @Override
  public void send() throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      Calls.moved(channel.write(buffer));
    }
  }

  @Override
  public long recv() throws IOException {
    buffer.clear();
    if (channel.read(buffer) <= 0) {
      return 0;
    }
    while (buffer.hasRemaining()) {
      Calls.moved(channel.read(buffer));
    }
    return buffer.position();
  }

  @Override
  public byte[] content() {
    return Buffers.bytes(buffer);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
