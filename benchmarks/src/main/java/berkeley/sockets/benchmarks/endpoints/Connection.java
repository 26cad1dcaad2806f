/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.util.function.Supplier;

/**
 * Both ends of a connection. The first one's buffer holds what is to be sent.
 *
 * @param a sends first
 * @param b receives first
 */
public record Connection(Endpoint a, Endpoint b) implements AutoCloseable {
  /** How an implementation opens a connection. */
  public interface Opener {
    Connection open(byte[] content) throws Exception;
  }

  /** Opens a pair of descriptors, and makes an endpoint of each. */
  public static Opener of(Supplier<Pairs.Pair> pairs, Endpoint.Maker maker) {
    return content -> {
      Pairs.Pair pair = pairs.get();
      return new Connection(
          maker.make(pair.a(), content), maker.make(pair.b(), new byte[content.length]));
    };
  }

  /** A TCP connection of two descriptors. */
  public static Opener tcp(Endpoint.Maker maker) {
    return of(Pairs::tcp, maker);
  }

  @Override
  public void close() throws Exception {
    a.close();
    b.close();
  }
}
