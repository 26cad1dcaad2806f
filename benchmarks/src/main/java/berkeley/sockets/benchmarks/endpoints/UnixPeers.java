/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import jnr.unixsocket.UnixSocketOptions;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** UNIX connections of junixsocket and jnr-unixsocket. */
public final class UnixPeers {
  private UnixPeers() {}

  public static Connection junixsocket(byte[] content) throws IOException {
    Path path = SocketPath.unused();
    AFUNIXSocketAddress address = AFUNIXSocketAddress.of(path);
    try (AFUNIXServerSocket listener = AFUNIXServerSocket.bindOn(address)) {
      AFUNIXSocket client = AFUNIXSocket.connectTo(address);
      return new Connection(
          junixsocket(client, content.clone()),
          junixsocket(listener.accept(), new byte[content.length]));
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static Endpoint junixsocket(AFUNIXSocket socket, byte[] buffer) throws IOException {
    socket.setSendBufferSize(Buffers.SOCKET_SIZE);
    socket.setReceiveBufferSize(Buffers.SOCKET_SIZE);
    return new StreamsEndpoint(socket, socket.getInputStream(), socket.getOutputStream(), buffer);
  }

  public static Connection jnr(byte[] content) throws IOException {
    return jnr(content, true);
  }

  public static Connection jnrHeap(byte[] content) throws IOException {
    return jnr(content, false);
  }

  private static Connection jnr(byte[] content, boolean direct) throws IOException {
    Path path = SocketPath.unused();
    UnixSocketAddress address = new UnixSocketAddress(path.toFile());
    try (UnixServerSocketChannel listener = UnixServerSocketChannel.open()) {
      listener.socket().bind(address);
      UnixSocketChannel client = UnixSocketChannel.open(address);
      UnixSocketChannel server = listener.accept();
      for (UnixSocketChannel channel : new UnixSocketChannel[] {client, server}) {
        channel.setOption(UnixSocketOptions.SO_SNDBUF, Buffers.SOCKET_SIZE);
        channel.setOption(UnixSocketOptions.SO_RCVBUF, Buffers.SOCKET_SIZE);
      }
      ByteBuffer out = Buffers.of(content, direct);
      ByteBuffer in = Buffers.of(new byte[content.length], direct);
      return new Connection(new ChannelEndpoint(client, out), new ChannelEndpoint(server, in));
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
