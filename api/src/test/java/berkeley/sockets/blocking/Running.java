/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own. */
final class Running {
  private static final int SECONDS = 20;

  private final CompletableFuture<Long> result = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean begun;

  Running(WaitingCall waiting, boolean virtual) {
    Runnable body =
        () -> {
          begun = true;
          try {
            result.complete(waiting.call().getAsLong());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        };
    thread = virtual ? Thread.ofVirtual().start(body) : Thread.ofPlatform().daemon().start(body);
  }

  boolean begun() {
    return begun;
  }

  boolean ended() {
    return result.isDone();
  }

  /** Whether the thread is parked; one that waits in the kernel runs, as far as Java knows. */
  boolean parked() {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** Waits until it is, or the call has ended; false if neither happens. */
  boolean waitUntilParked() throws InterruptedException {
    for (int i = 0; i < SECONDS * 1000; i++) {
      if (ended() || parked()) {
        return true;
      }
      Thread.sleep(1);
    }
    return false;
  }

  /** The result in words, if it is not the one expected; otherwise null. */
  String fault(long expected) throws InterruptedException {
    try {
      long n = result.get(SECONDS, TimeUnit.SECONDS);
      return n == expected ? null : n + ", not " + expected;
    } catch (ExecutionException e) {
      return e.getCause() + " " + Arrays.toString(e.getCause().getStackTrace());
    } catch (TimeoutException e) {
      return "hangs: " + Arrays.toString(thread.getStackTrace());
    }
  }
}
