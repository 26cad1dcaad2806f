/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two threads that take turns with a queue: no event stays in it, and never do both take. */
@Timeout(60)
class TwoReadersTest {
  /**
   * A state of the model: the events in the queue and those still to come, the flag, and of each
   * thread the next step and whether it has a permit. Memory is sequentially consistent, as the
   * flag is volatile.
   */
  private record Model(
      int queued,
      int toCome,
      boolean polling,
      Waiter waiter,
      boolean waiterPermit,
      Poller poller,
      boolean pollerPermit) {

    private static final int FEW = 2;

    enum Waiter {
      TAKE,
      SET,
      UNPARK,
      READ,
      PARK
    }

    enum Poller {
      READ,
      PARK,
      TAKE,
      RESET,
      UNPARK
    }

    Model waiter(Waiter next) {
      return new Model(queued, toCome, polling, next, waiterPermit, poller, pollerPermit);
    }

    Model poller(Poller next) {
      return new Model(queued, toCome, polling, waiter, waiterPermit, next, pollerPermit);
    }

    Model queued(int now, int later) {
      return new Model(now, later, polling, waiter, waiterPermit, poller, pollerPermit);
    }

    Model polling(boolean now) {
      return new Model(queued, toCome, now, waiter, waiterPermit, poller, pollerPermit);
    }

    Model permits(boolean ofWaiter, boolean ofPoller) {
      return new Model(queued, toCome, polling, waiter, ofWaiter, poller, ofPoller);
    }

    /** What the platform thread's next step leads to; null while it sleeps. */
    Model waiterSteps() {
      return switch (waiter) {
        case TAKE ->
            queued == 0
                ? null
                : queued(Math.max(0, queued - FEW), toCome)
                    .waiter(queued >= FEW ? Waiter.SET : Waiter.TAKE);
        case SET -> polling(true).waiter(Waiter.UNPARK);
        case UNPARK -> permits(waiterPermit, true).waiter(Waiter.READ);
        case READ -> waiter(polling ? Waiter.PARK : Waiter.TAKE);
        case PARK -> waiterPermit ? permits(false, pollerPermit).waiter(Waiter.READ) : null;
      };
    }

    /**
     * The same for the virtual thread.
     *
     * @param unparksFirst a protocol with a fault: the other is woken before the flag is reset
     */
    Model pollerSteps(boolean unparksFirst) {
      Poller first = unparksFirst ? Poller.UNPARK : Poller.RESET;
      Poller second = unparksFirst ? Poller.RESET : Poller.UNPARK;
      return switch (poller) {
        case READ -> poller(polling ? Poller.TAKE : Poller.PARK);
        case PARK -> pollerPermit ? permits(waiterPermit, false).poller(Poller.READ) : null;
        case TAKE -> queued(0, toCome).poller(queued > 0 ? Poller.READ : first);
        case RESET -> polling(false).poller(unparksFirst ? Poller.READ : second);
        case UNPARK -> permits(true, pollerPermit).poller(unparksFirst ? second : Poller.READ);
      };
    }

    Model arrival() {
      return toCome == 0 ? null : queued(queued + 1, toCome - 1);
    }
  }

  /** Visits every state that can be reached; those in which no thread can go on must be good. */
  private static int explore(int events, boolean fault) {
    Deque<Model> open = new ArrayDeque<>();
    Set<Model> seen = new HashSet<>();
    Model start = new Model(0, events, false, Model.Waiter.TAKE, false, Model.Poller.READ, false);
    open.add(start);
    seen.add(start);
    while (!open.isEmpty()) {
      Model now = open.remove();
      if (now.waiter() == Model.Waiter.TAKE && now.poller() == Model.Poller.TAKE) {
        throw new IllegalStateException("both take: " + now);
      }
      Model[] next = {now.waiterSteps(), now.pollerSteps(fault), now.arrival()};
      boolean ends = true;
      for (Model each : next) {
        if (each != null) {
          ends = false;
          if (seen.add(each)) {
            open.add(each);
          }
        }
      }
      if (ends && (now.queued() > 0 || now.waiter() != Model.Waiter.TAKE)) {
        throw new IllegalStateException("nobody takes: " + now);
      }
    }
    return seen.size();
  }

  @Test
  void everyOrderOfStepsEndsWithTheWaiterInTheKernel() {
    assertTrue(explore(8, false) > 100);
  }

  @Test
  void theModelFindsAFault() {
    String found = "";
    try {
      explore(8, true);
    } catch (IllegalStateException e) {
      found = e.getMessage();
    }
    assertTrue(found.startsWith("nobody takes"), found);
  }

  /** The code itself, on a queue in which a semaphore is the kernel. */
  private static final class Counted extends TwoReaders {
    final Semaphore queue = new Semaphore(0);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger polled = new AtomicInteger();
    volatile boolean both;

    Counted() {
      super("two-readers-test");
    }

    @Override
    int take(boolean waits) {
      both |= inside.incrementAndGet() != 1;
      int n = 0;
      if (waits) {
        queue.acquireUninterruptibly();
        for (n = 1; n < FEW && queue.tryAcquire(); n++) {
          // the rest
        }
      } else {
        n = queue.drainPermits();
        polled.addAndGet(n);
      }
      inside.decrementAndGet();
      taken.addAndGet(n);
      return n;
    }
  }

  @Test
  void allIsTakenAndNeverByBoth() throws Exception {
    Counted readers = new Counted();
    readers.start();
    int sent = 0;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < 20_000; i++) {
      int burst = random.nextInt(3) == 0 ? random.nextInt(1, 40) : 1;
      readers.queue.release(burst);
      sent += burst;
      if (random.nextInt(4) == 0) {
        LockSupport.parkNanos(random.nextInt(1, 20_000));
      }
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (readers.taken.get() < sent && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    readers.end();
    readers.queue.release();
    assertEquals(sent, Math.min(sent, readers.taken.get()));
    assertEquals(false, readers.both);
    assertTrue(readers.polled.get() > 0, "nothing was handed over");
  }
}
