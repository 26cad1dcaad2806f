/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

/** One end of a connection, with a buffer from which it sends and into which it receives. */
public interface Endpoint extends AutoCloseable {
  /** Sends the whole buffer. */
  void send() throws Exception;

  /**
   * Fills the whole buffer.
   *
   * @return its size, or 0 at the end of the stream
   */
  long recv() throws Exception;

  /** The buffer's content. */
  byte[] content();

  /** Wakes the other end's thread: it receives the end of the stream. */
  default void hangUp() throws Exception {
    close();
  }

  @Override
  void close() throws Exception;

  /** Makes an endpoint of a descriptor and the buffer's first content. */
  interface Maker {
    Endpoint make(int fd, byte[] content);
  }
}
