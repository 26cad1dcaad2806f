/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.remote;

import berkeley.sockets.benchmarks.endpoints.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One half of a connection between two machines, over one implementation. A client first says how
 * long its messages are, in four bytes; then each message goes there and back.
 */
abstract class Half {
  private static final int LONGEST = 1 << 24;

  /** A connection that has been accepted. */
  interface Accepted {
    /** Awaits what the client says first. */
    Endpoint open() throws IOException;
  }

  /** Takes connections. */
  interface Listener extends AutoCloseable {
    Accepted accept() throws IOException;

    @Override
    void close() throws IOException;
  }

  abstract Endpoint connect(InetSocketAddress to, byte[] content) throws Exception;

  abstract Listener listen(InetSocketAddress at) throws IOException;

  /** A message there and back: its size. */
  long ping(Endpoint end) throws Throwable {
    end.send();
    return end.recv();
  }

  /** Sends back what comes, until the peer closes. */
  void echo(Endpoint end) throws Throwable {
    while (end.recv() > 0) {
      end.send();
    }
  }

  static byte[] size(byte[] content) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array();
  }

  /** Room for a message. */
  static byte[] message(byte[] size) throws IOException {
    int length = ByteBuffer.wrap(size).getInt();
    if (length < 1 || length > LONGEST) {
      throw new IOException("messages of " + length + " bytes");
    }
    return new byte[length];
  }
}
