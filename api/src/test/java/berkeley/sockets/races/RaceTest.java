/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.races;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The harness finds the mistakes that it is there to find. */
class RaceTest {
  @BeforeEach
  void atOnce() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor: nothing meets");
  }

  /** Looks whether it is closed, then enters: too late. */
  private static final class NaiveGuard {
    final AtomicInteger users = new AtomicInteger();
    volatile boolean closed;
    volatile boolean gone;

    String use() {
      if (closed) {
        return "refused";
      }
      Thread.onSpinWait(); // a little more time for the mistake
      users.incrementAndGet();
      String use = gone ? "used what is gone" : "used";
      users.decrementAndGet();
      return use;
    }

    String close() {
      closed = true;
      gone = users.get() == 0;
      return "closed";
    }
  }

  @Test
  void aUseAfterCloseIsFound() {
    Race<NaiveGuard> race =
        Race.of("naive guard", NaiveGuard::new)
            .actor(NaiveGuard::use)
            .actor(NaiveGuard::close)
            .acceptable("in time", "used", "closed")
            .acceptable("too late", "refused", "closed")
            .seconds(20);
    AssertionError e = assertThrows(AssertionError.class, race::run);
    assertTrue(e.getMessage().contains("used what is gone"), e.getMessage());
  }

  /** Asks for what happened before entering, not after. */
  private static final class NaiveSide {
    final AtomicReference<Thread> waiter = new AtomicReference<>();
    final AtomicInteger count = new AtomicInteger();

    String await() {
      if (count.get() != 0) {
        return "again";
      }
      Thread.onSpinWait(); // a little more time for the mistake
      waiter.set(Thread.currentThread());
      return "parks";
    }

    String signal() {
      count.incrementAndGet();
      waiter.set(null);
      return "signals";
    }
  }

  @Test
  void aLostWakeUpIsFound() {
    Race<NaiveSide> race =
        Race.of("naive side", NaiveSide::new)
            .actor(NaiveSide::await)
            .actor(NaiveSide::signal)
            .arbiter(side -> side.waiter.get() == null ? "woken" : "sleeps")
            .acceptable("signalled later", "parks", "signals", "woken")
            .acceptable("signalled before", "again", "signals", "woken")
            .seconds(20);
    AssertionError e = assertThrows(AssertionError.class, race::run);
    assertTrue(e.getMessage().contains("sleeps"), e.getMessage());
  }
}
