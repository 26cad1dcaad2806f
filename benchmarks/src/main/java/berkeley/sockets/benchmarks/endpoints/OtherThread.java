/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

/** The other thread of a measurement, which ends when its connection does. */
public final class OtherThread implements AutoCloseable {
  /** What the thread does. */
  public interface Body {
    void run() throws Throwable;
  }

  private final Thread thread;
  private volatile Throwable failure;

  private OtherThread(Body body) {
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

  public static OtherThread start(Body body) {
    return new OtherThread(body);
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
