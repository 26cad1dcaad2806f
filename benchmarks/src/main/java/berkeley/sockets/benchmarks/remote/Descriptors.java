/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.Socket;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Endpoint;
import berkeley.sockets.benchmarks.endpoints.MirrorEndpoint;
import berkeley.sockets.c.NetinetIn;
import berkeley.sockets.c.NetinetTcp;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Over descriptors, of which an endpoint of any kind is made. */
class Descriptors extends Half {
  private final Endpoint.Maker maker;

  Descriptors(Endpoint.Maker maker) {
    this.maker = maker;
  }

  private static int prepared(Socket socket) throws IOException {
    int fd = socket.detach();
    Calls.setOption(fd, NetinetIn.IPPROTO_TCP, NetinetTcp.TCP_NODELAY, 1);
    return fd;
  }

  @Override
  Endpoint connect(InetSocketAddress to, byte[] content) throws IOException {
    int fd = prepared(Socket.connect(to.getHostString(), to.getPort()));
    new MirrorEndpoint(fd, Buffers.of(size(content)), 0).send();
    return maker.make(fd, content);
  }

  private Endpoint accepted(int fd) throws IOException {
    MirrorEndpoint hello = new MirrorEndpoint(fd, Buffers.allocate(Integer.BYTES), 0);
    long unused = hello.recv();
    return maker.make(fd, message(hello.content()));
  }

  @Override
  Listener listen(InetSocketAddress at) throws IOException {
    Socket listener = Socket.listen(at.getHostString(), at.getPort());
    return new Listener() {
      @Override
      public Accepted accept() throws IOException {
        int fd = prepared(listener.accept());
        return () -> accepted(fd);
      }

      @Override
      public void close() throws IOException {
        listener.close();
      }
    };
  }
}
