/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.measure;

import java.util.function.Supplier;

/** One implementation at work: a loop over a workload's operation, and the sockets it uses. */
public class Running implements AutoCloseable {
  /** Runs the operation n times. */
  public interface Loop {
    /**
     * Runs the operation.
     *
     * @param n how often
     * @return what came in: bytes, or whatever the workload counts
     */
    long run(int n) throws Throwable;
  }

  private final Loop loop;
  private final Supplier<byte[]> received;
  private final AutoCloseable[] resources;
  private Meter meter = Meter.THREAD;

  /**
   * A loop with what it received and what to close.
   *
   * @param received the content of the buffer that the last operation filled
   * @param resources closed in this order
   */
  public Running(Loop loop, Supplier<byte[]> received, AutoCloseable... resources) {
    this.loop = loop;
    this.received = received;
    this.resources = resources;
  }

  /** One operation, which returns what came in. */
  public interface Operation {
    long once() throws Throwable;
  }

  /** A loop around an operation. */
  public static Running each(
      Operation operation, Supplier<byte[]> received, AutoCloseable... resources) {
    Loop loop =
        n -> {
          long count = 0;
          for (int i = 0; i < n; i++) {
            count += operation.once();
          }
          return count;
        };
    return new Running(loop, received, resources);
  }

  /** Charges another meter than the running thread's. */
  public final Running meter(Meter meter) {
    this.meter = meter;
    return this;
  }

  public final Meter meter() {
    return meter;
  }

  public long run(int n) throws Throwable {
    return loop.run(n);
  }

  public final byte[] received() {
    return received.get();
  }

  @Override
  public final void close() throws Exception {
    Exception failure = null;
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
