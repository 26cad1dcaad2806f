/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** recv(2) as a stream. */
final class SocketInput extends InputStream {
  private final Socket socket;

  SocketInput(Socket socket) {
    this.socket = socket;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0; // recv(2) would wait
    }
    int n = socket.recv(buffer, offset, length, 0);
    if (n > 0) {
      return n;
    }
    if (n == Socket.WOULD_BLOCK) {
      throw socket.timeout(0);
    }
    return -1;
  }

  @Override
  public int available() throws IOException {
    return socket.readable();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
