/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection whose bytes streams of java.io carry, each direction independent of the other. */
interface ByteStream {
  /** Waits for bytes; -1 at the end of the stream. */
  int receive(byte[] buffer, int offset, int length) throws IOException;

  /** Sends all of them. */
  void send(byte[] data, int offset, int length) throws IOException;

  /** How many bytes can be received without waiting. */
  int readable() throws IOException;

  /** What closing a stream closes. */
  void closeStream() throws IOException;

  /** Receiving as a stream. */
  final class Input extends InputStream {
    private final ByteStream connection;

    Input(ByteStream connection) {
      this.connection = connection;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return connection.receive(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return connection.receive(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
      return connection.readable();
    }

    @Override
    public void close() throws IOException {
      connection.closeStream();
    }
  }

  /** Sending as a stream. */
  final class Output extends OutputStream {
    private final ByteStream connection;

    Output(ByteStream connection) {
      this.connection = connection;
    }

    @Override
    public void write(int b) throws IOException {
      connection.send(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      connection.send(data, offset, length);
    }

    @Override
    public void close() throws IOException {
      connection.closeStream();
    }
  }
}
