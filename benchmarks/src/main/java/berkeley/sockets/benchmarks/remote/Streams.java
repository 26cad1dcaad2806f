/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.benchmarks.endpoints.StreamsEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Over java.net. */
final class Streams extends Half {
  private static Endpoint endpoint(Socket socket, byte[] buffer) throws IOException {
    return new StreamsEndpoint(socket, socket.getInputStream(), socket.getOutputStream(), buffer);
  }

  @Override
  Endpoint connect(InetSocketAddress to, byte[] content) throws IOException {
    Socket socket = new Socket(to.getHostString(), to.getPort());
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(size(content));
    return endpoint(socket, content.clone());
  }

  @Override
  Listener listen(InetSocketAddress at) throws IOException {
    ServerSocket listener = new ServerSocket(at.getPort(), Loopback.BACKLOG, at.getAddress());
    return new Listener() {
      @Override
      public Accepted accept() throws IOException {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        return () -> endpoint(socket, message(socket.getInputStream().readNBytes(Integer.BYTES)));
      }

      @Override
      public void close() throws IOException {
        listener.close();
      }
    };
  }
}
