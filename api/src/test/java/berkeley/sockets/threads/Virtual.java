/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Runs calls on virtual threads. */
final class Virtual {
  private static final int SECONDS = 20;

  private Virtual() {}

  /** A call on a virtual thread of its own. */
  static final class Running {
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    final Thread thread;

    Running(LongSupplier call) {
      thread =
          Thread.startVirtualThread(
              () -> {
                try {
                  result.complete(call.getAsLong());
                } catch (Throwable e) {
                  result.completeExceptionally(e);
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
    }

    long result() {
      try {
        return result.get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      } catch (TimeoutException | InterruptedException e) {
        throw new AssertionError(thread + " is stuck", e);
      }
    }

    /** Whether the interrupt status was set after the call. */
    boolean interrupted() {
      return interrupted.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits until the thread waits, which takes a moment. */
    Running blocked() {
      for (int i = 0; i < 10 * SECONDS * 100; i++) {
        assertTrue(!result.isDone(), () -> "returned " + result.join());
        Thread.State state = thread.getState();
        if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
          return this;
        }
        pause();
      }
      throw new AssertionError(thread + " does not wait: " + thread.getState());
    }
  }

  static void pause() {
    pause(1);
  }

  static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Running start(LongSupplier call) {
    return new Running(call);
  }

  static long call(LongSupplier call) {
    return start(call).result();
  }

  /**
   * More calls than there are carriers block; other virtual threads must still run.
   *
   * @return the calls, all waiting
   */
  static List<Running> blocked(int calls, LongSupplier call) {
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      all.add(start(call));
    }
    for (Running each : all) {
      each.blocked();
    }
    CountDownLatch ticks = new CountDownLatch(3);
    Thread.startVirtualThread(
        () -> {
          while (ticks.getCount() > 0) {
            pause();
            ticks.countDown();
          }
        });
    try {
      assertTrue(ticks.await(SECONDS, TimeUnit.SECONDS), "the carriers are pinned");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return all;
  }
}
