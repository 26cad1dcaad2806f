/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

/** One end of a connection, with a buffer from which it sends and into which it receives. */
interface End extends AutoCloseable {
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

  /**
   * Both ends. The first one's buffer holds what is to be sent.
   *
   * @param a sends first
   * @param b receives first
   */
  record Ends(End a, End b) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      a.close();
      b.close();
    }
  }

  /** How an implementation opens a connection. */
  interface Opener {
    Ends open(byte[] content) throws Exception;
  }

  /** Both ends of a pair of descriptors. */
  static Ends of(Descriptors.Pair pair, byte[] content, Maker maker) {
    return new Ends(maker.make(pair.a(), content), maker.make(pair.b(), new byte[content.length]));
  }

  /** Makes an end of a descriptor and the buffer's first content. */
  interface Maker {
    End make(int fd, byte[] content);
  }
}
