/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.io.IOException;
import java.io.OutputStream;

/** send(2) as a stream. */
final class SocketOutput extends OutputStream {
  private final Socket socket;

  SocketOutput(Socket socket) {
    this.socket = socket;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int n = socket.sendAll(data, offset, length, 0);
    if (n < length) {
      throw socket.timeout(n);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
