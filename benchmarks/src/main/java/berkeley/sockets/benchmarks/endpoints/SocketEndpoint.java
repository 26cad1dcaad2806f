/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import berkeley.sockets.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** An endpoint in the object layer, with a direct buffer. */
public record SocketEndpoint(Socket socket, ByteBuffer buffer, int flags) implements Endpoint {
  public static Maker maker(int flags) {
    return (fd, content) ->
        new SocketEndpoint(adopt(fd), Buffers.of(content).asByteBuffer(), flags);
  }

  /** The bound that the spin workloads set. */
  public static final Duration SPIN = Duration.ofNanos(50_000);

  public static Maker spinning(int flags) {
    return (fd, content) -> {
      Socket socket = adopt(fd);
      socket.setReceiveSpin(SPIN);
      return new SocketEndpoint(socket, Buffers.of(content).asByteBuffer(), flags);
    };
  }

  public static Socket adopt(int fd) {
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
      Calls.moved(socket.send(buffer, flags));
    }
  }

  @Override
  public long recv() throws IOException {
    buffer.clear();
    if (socket.recv(buffer, flags) == 0) {
      return 0;
    }
    while (buffer.hasRemaining()) {
      Calls.moved(socket.recv(buffer, flags));
    }
    return buffer.position();
  }

  @Override
  public byte[] content() {
    return Buffers.bytes(buffer);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
