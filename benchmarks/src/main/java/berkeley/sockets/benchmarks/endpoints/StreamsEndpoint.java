/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.net.NativeServerSocketFactory;
import berkeley.sockets.net.NativeSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An endpoint of anything with java.io streams: java.net, and the UNIX sockets of others. */
public record StreamsEndpoint(
    Closeable socket, InputStream input, OutputStream output, byte[] buffer) implements Endpoint {

  /** A connection through java.net. */
  public static Connection javaNet(byte[] content) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = new Socket();
      client.connect(listener.getLocalSocketAddress());
      return new Connection(
          of(client, content.clone()), of(listener.accept(), new byte[content.length]));
    }
  }

  /** The same through this library's views of java.net's classes. */
  public static Connection view(byte[] content) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener =
        new NativeServerSocketFactory().createServerSocket(0, 1, loopback)) {
      Socket client = new NativeSocketFactory().createSocket(loopback, listener.getLocalPort());
      return new Connection(
          of(client, content.clone()), of(listener.accept(), new byte[content.length]));
    }
  }

  private static Endpoint of(Socket socket, byte[] buffer) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSendBufferSize(Buffers.SOCKET_SIZE);
    socket.setReceiveBufferSize(Buffers.SOCKET_SIZE);
    return new StreamsEndpoint(socket, socket.getInputStream(), socket.getOutputStream(), buffer);
  }

  @Override
  public void send() throws IOException {
    output.write(buffer);
  }

  @Override
  public long recv() throws IOException {
    return input.readNBytes(buffer, 0, buffer.length);
  }

  @Override
  public byte[] content() {
    return buffer.clone();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
