/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.Socket;
import java.io.IOException;

/** An endpoint in the object layer, with a byte array. */
public record SocketHeapEndpoint(Socket socket, byte[] buffer, int flags) implements Endpoint {
  public static Maker maker(int flags) {
    return (fd, content) ->
        new SocketHeapEndpoint(SocketEndpoint.adopt(fd), content.clone(), flags);
  }

  @Override
  public void send() throws IOException {
    for (int done = 0; done < buffer.length; ) {
      done += (int) Calls.moved(socket.send(buffer, done, buffer.length - done, flags));
    }
  }

  @Override
  public long recv() throws IOException {
    int done = socket.recv(buffer, 0, buffer.length, flags);
    while (done > 0 && done < buffer.length) {
      done += (int) Calls.moved(socket.recv(buffer, done, buffer.length - done, flags));
    }
    return done;
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
