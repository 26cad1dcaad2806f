/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Threads of both kinds, which all must end; the first failure stops all. */
final class Crew {
  /** What a thread does. */
  interface Work {
    void run() throws Exception;
  }

  private final Set<Thread> threads = new HashSet<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  void start(boolean virtual, Work work) {
    Runnable body =
        () -> {
          try {
            work.run();
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
            stop.set(true);
          } finally {
            synchronized (threads) {
              threads.remove(Thread.currentThread());
            }
          }
        };
    Thread thread =
        virtual ? Thread.ofVirtual().unstarted(body) : Thread.ofPlatform().unstarted(body);
    synchronized (threads) {
      threads.add(thread);
    }
    thread.start();
  }

  boolean goesOn() {
    return !stop.get();
  }

  void stop() {
    stop.set(true);
  }

  /** Waits until no more than so many threads are there. */
  void join(int left) throws InterruptedException {
    long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      if (failure.get() != null) {
        throw new AssertionError("a thread failed", failure.get());
      }
      Thread stuck;
      synchronized (threads) {
        if (threads.size() <= left) {
          return;
        }
        stuck = threads.iterator().next();
      }
      if (System.nanoTime() > patience) {
        AssertionError e = new AssertionError("threads are stuck, one of them here");
        e.setStackTrace(stuck.getStackTrace());
        throw e;
      }
      Thread.sleep(5);
    }
  }
}
