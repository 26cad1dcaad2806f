/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.TcpOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One echo through the object layer. */
public final class ObjectLayerEcho {
  private ObjectLayerEcho() {}

  public static void main(String[] arguments) throws Exception {
    MemorySegment data = Arena.global().allocate(64);
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      client.setOption(TcpOptions.TCP_NODELAY, true);
      try (Socket server = listener.accept()) {
        long done = client.send(data, 0) + server.recv(data, 0);
        done += server.send(data, 0) + client.recv(data, 0);
        if (done != 4 * data.byteSize()) {
          throw new IllegalStateException();
        }
      }
    }
  }
}
