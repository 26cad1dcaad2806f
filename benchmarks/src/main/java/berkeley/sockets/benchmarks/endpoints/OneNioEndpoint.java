/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import one.nio.net.Socket;
import one.nio.net.SocketClosedException;
import one.nio.os.NativeLibrary;

/** An endpoint in one-nio, whose sockets are native calls through JNI, with a byte array. */
public record OneNioEndpoint(Socket socket, byte[] buffer) implements Endpoint {
  public static Connection tcp(byte[] content) throws IOException {
    if (!NativeLibrary.IS_SUPPORTED) {
      throw new UnsupportedOperationException("its native library does not load here");
    }
    Socket listener = Socket.createServerSocket();
    try {
      listener.bind(InetAddress.getLoopbackAddress(), 0, 1);
      listener.listen(1);
      Socket client = Socket.create();
      client.connect(InetAddress.getLoopbackAddress(), listener.getLocalAddress().getPort());
      return new Connection(
          of(client, content.clone()), of(listener.accept(), new byte[content.length]));
    } finally {
      listener.close();
    }
  }

  private static Endpoint of(Socket socket, byte[] buffer) {
    socket.setBlocking(true);
    socket.setNoDelay(true);
    socket.setSendBuffer(Buffers.SOCKET_SIZE);
    socket.setRecvBuffer(Buffers.SOCKET_SIZE);
    return new OneNioEndpoint(socket, buffer);
  }

  @Override
  public void send() throws IOException {
    socket.writeFully(buffer, 0, buffer.length);
  }

  @Override
  public long recv() throws IOException {
    int done = 0;
    try {
      do {
        done += socket.read(buffer, done, buffer.length - done, 0);
      } while (done < buffer.length);
      return done;
    } catch (SocketClosedException e) {
      return 0;
    }
  }

  @Override
  public byte[] content() {
    return buffer.clone();
  }

  @Override
  public void close() {
    socket.close();
  }
}
