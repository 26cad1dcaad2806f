/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.races.Race;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A call on another thread, and its caller's interrupt. */
class OffloadRacesTest {
  private static final class State implements Offload.Call {
    volatile Thread caller;
    volatile boolean interrupted;
    volatile boolean abandoned;
    volatile int ran;
    volatile int undone;

    @Override
    public long run() {
      ran++;
      return 7;
    }

    @Override
    public void undo(long result) {
      undone += (int) result;
    }

    String call(boolean interruptibly) {
      caller = Thread.currentThread();
      long result = interruptibly ? Offload.interruptibly(this) : Offload.run(this);
      boolean status = Thread.currentThread().isInterrupted();
      while (!interrupted) {
        LockSupport.parkNanos(1_000);
      }
      Thread.interrupted();
      abandoned = result == INTR;
      return result == INTR ? status ? "EINTR" : "EINTR, status lost" : "result " + result;
    }

    String interrupt() {
      while (caller == null) {
        LockSupport.parkNanos(1_000);
      }
      caller.interrupt();
      interrupted = true;
      return "interrupts";
    }

    /** An abandoned call may still be on its way; the pause is for that alone. */
    String end() {
      for (int i = 0; i < 1000 && abandoned && ran != 0 && undone == 0; i++) {
        LockSupport.parkNanos(1_000_000);
      }
      return "ran " + ran + ", undone " + undone;
    }
  }

  @Test
  void interruptedOrNot() throws Exception {
    Race.of("offloaded || interrupt", State::new)
        .actor(s -> s.call(true))
        .actor(State::interrupt)
        .arbiter(State::end)
        .onVirtualThreads()
        .acceptable("in time", "result 7", "interrupts", "ran 1, undone 0")
        .acceptable("abandoned, and undone", "EINTR", "interrupts", "ran 1, undone 7")
        .acceptable("abandoned before it ran", "EINTR", "interrupts", "ran 0, undone 0")
        .run();
  }

  @Test
  void notInterruptible() throws Exception {
    Race.of("offloaded to the end || interrupt", State::new)
        .actor(s -> s.call(false))
        .actor(State::interrupt)
        .arbiter(State::end)
        .onVirtualThreads()
        .acceptable("it waits", "result 7", "interrupts", "ran 1, undone 0")
        .run();
  }
}
