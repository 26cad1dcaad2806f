/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** UNIX connections of junixsocket and jnr-unixsocket. */
final class UnixPeers {
  private UnixPeers() {}

  static End.Ends junixsocket(byte[] content) throws IOException {
    Path path = path();
    AFUNIXSocketAddress address = AFUNIXSocketAddress.of(path);
    try (AFUNIXServerSocket listener = AFUNIXServerSocket.bindOn(address)) {
      AFUNIXSocket client = AFUNIXSocket.connectTo(address);
      return new End.Ends(
          junixsocket(client, content.clone()),
          junixsocket(listener.accept(), new byte[content.length]));
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static End junixsocket(AFUNIXSocket socket, byte[] buffer) throws IOException {
    socket.setSendBufferSize(Descriptors.BUFFER);
    socket.setReceiveBufferSize(Descriptors.BUFFER);
    return new StreamsEnd(socket, socket.getInputStream(), socket.getOutputStream(), buffer);
  }

  static End.Ends jnr(byte[] content) throws IOException {
    return jnr(content, true);
  }

  static End.Ends jnrHeap(byte[] content) throws IOException {
    return jnr(content, false);
  }

  private static End.Ends jnr(byte[] content, boolean direct) throws IOException {
    Path path = path();
    UnixSocketAddress address = new UnixSocketAddress(path.toFile());
    try (UnixServerSocketChannel listener = UnixServerSocketChannel.open()) {
      listener.socket().bind(address);
      UnixSocketChannel client = UnixSocketChannel.open(address);
      UnixSocketChannel server = listener.accept();
      for (UnixSocketChannel channel : new UnixSocketChannel[] {client, server}) {
        channel.setOption(jnr.unixsocket.UnixSocketOptions.SO_SNDBUF, Descriptors.BUFFER);
        channel.setOption(jnr.unixsocket.UnixSocketOptions.SO_RCVBUF, Descriptors.BUFFER);
      }
      ByteBuffer out = ChannelEnd.buffer(content, direct);
      ByteBuffer in = ChannelEnd.buffer(new byte[content.length], direct);
      return new End.Ends(new ChannelEnd(client, out), new ChannelEnd(server, in));
    } finally {
      Files.deleteIfExists(path);
    }
  }

  private static Path path() throws IOException {
    Path path = Files.createTempFile("berkeley", ".sock");
    Files.delete(path);
    return path;
  }
}
