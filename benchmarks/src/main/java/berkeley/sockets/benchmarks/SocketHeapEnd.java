/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.Socket;
import java.io.IOException;

/** An end in the object layer, with a byte array. */
record SocketHeapEnd(Socket socket, byte[] buffer, int flags) implements End {
  static Maker maker(int flags) {
    return (fd, content) -> new SocketHeapEnd(SocketEnd.adopt(fd), content.clone(), flags);
  }

  @Override
  public void send() throws IOException {
    for (int done = 0; done < buffer.length; ) {
      done += (int) Descriptors.moved(socket.send(buffer, done, buffer.length - done, flags));
    }
  }

  @Override
  public long recv() throws IOException {
    int done = socket.recv(buffer, 0, buffer.length, flags);
    while (done > 0 && done < buffer.length) {
      done += (int) Descriptors.moved(socket.recv(buffer, done, buffer.length - done, flags));
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
