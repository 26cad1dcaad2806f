/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.ChannelEndpoint;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Over NIO. */
final class Channels extends Half {
  private static Endpoint endpoint(SocketChannel channel, byte[] content) {
    return new ChannelEndpoint(channel, Buffers.of(content, true));
  }

  @Override
  Endpoint connect(InetSocketAddress to, byte[] content) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(to.getHostString(), to.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ((ChannelEndpoint) endpoint(channel, size(content))).send();
    return endpoint(channel, content);
  }

  private static Endpoint accepted(SocketChannel channel) throws IOException {
    ChannelEndpoint hello = (ChannelEndpoint) endpoint(channel, new byte[Integer.BYTES]);
    long unused = hello.recv();
    return endpoint(channel, message(hello.content()));
  }

  @Override
  Listener listen(InetSocketAddress at) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(at, Loopback.BACKLOG);
    return new Listener() {
      @Override
      public Accepted accept() throws IOException {
        SocketChannel channel = listener.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return () -> accepted(channel);
      }

      @Override
      public void close() throws IOException {
        listener.close();
      }
    };
  }
}
