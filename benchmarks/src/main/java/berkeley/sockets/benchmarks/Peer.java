/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

/** The other thread of a measurement, which ends when its connection does. */
final class Peer implements AutoCloseable {
  /** What the thread does. */
  interface Body {
    void run() throws Throwable;
  }

  private final Thread thread;
  private volatile Throwable failure;

  private Peer(Body body) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("peer")
            .start(
                () -> {
                  try {
                    body.run();
                  } catch (Throwable e) {
                    failure = e;
                  }
                });
  }

  static Peer start(Body body) {
    return new Peer(body);
  }

  /** Waits for the thread's end. */
  @Override
  public void close() throws Exception {
    thread.join(10_000);
    if (thread.isAlive()) {
      throw new IllegalStateException("the peer does not end");
    }
    if (failure != null) {
      throw new IllegalStateException("peer", failure);
    }
  }
}
