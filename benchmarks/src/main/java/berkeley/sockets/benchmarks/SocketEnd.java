/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** An end in the object layer, with a direct buffer. */
record SocketEnd(Socket socket, ByteBuffer buffer, int flags) implements End {
  static Maker maker(int flags) {
    return (fd, content) ->
        new SocketEnd(adopt(fd), Descriptors.buffer(content).asByteBuffer(), flags);
  }

  /** The bound that the spin workloads set. */
  static final Duration SPIN = Duration.ofNanos(50_000);

  static Maker spinning(int flags) {
    return (fd, content) -> {
      Socket socket = adopt(fd);
      socket.setReceiveSpin(SPIN);
      return new SocketEnd(socket, Descriptors.buffer(content).asByteBuffer(), flags);
    };
  }

  static Socket adopt(int fd) {
    try {
      return Socket.adopt(fd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void send() throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      Descriptors.moved(socket.send(buffer, flags));
    }
  }

  @Override
  public long recv() throws IOException {
    buffer.clear();
    if (socket.recv(buffer, flags) == 0) {
      return 0;
    }
    while (buffer.hasRemaining()) {
      Descriptors.moved(socket.recv(buffer, flags));
    }
    return buffer.position();
  }

  @Override
  public byte[] content() {
    return Descriptors.bytes(buffer);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
