/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.races.Race;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The steps of which parking is made, each against each. A thread that decided to park and is still
 * listed when the signal has passed would sleep for ever; whether it really parked does not matter.
 */
class ParkingRacesTest {
  /** Numbers far above those of files, a few of them, since what is known of one is kept. */
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final class State {
    final Thread[] threads = {thread(), thread(), thread()};
    final DescriptorState state = DescriptorState.of(50_000 + NUMBERS.getAndIncrement() % 256);
    final Waiters waiters = new Waiters();
    final int born = state.generation();
    volatile int mode;
    int seenMode;

    private static Thread thread() {
      return Thread.ofVirtual().unstarted(() -> {});
    }

    State entered(int... some) {
      for (int each : some) {
        waiters.add(threads[each]);
      }
      return this;
    }

    /** As Parking does: a ticket, the call that would block, enter, and a look at the ticket. */
    String await(int i) {
      int ticket = waiters.count();
      if (mode != 0) {
        return "served";
      }
      waiters.add(threads[i]);
      if (ticket == waiters.count()) {
        return "parks";
      }
      waiters.remove(threads[i]);
      return "again";
    }

    /** Data come, then the event that tells of them. */
    String signal() {
      mode = 1;
      waiters.wakeAll();
      return "signals";
    }

    String leave(int i) {
      waiters.remove(threads[i]);
      return "leaves";
    }

    String enter(int i) {
      waiters.add(threads[i]);
      return "enters";
    }

    String entered() {
      StringBuilder entered = new StringBuilder();
      for (int i = 0; i < threads.length; i++) {
        Object before = waiters.get();
        waiters.remove(threads[i]);
        if (before != waiters.get()) {
          entered.append(i);
        }
      }
      return waiters.get() == null ? entered.toString() : "strangers";
    }

    /** As Parking does with the descriptor's generation, which closing changes. */
    String awaitOpen() {
      int generation = state.generation();
      state.in.add(threads[0]);
      if (generation == state.generation()) {
        return generation == born ? "parks" : "parks on the next";
      }
      state.in.remove(threads[0]);
      return "gone";
    }

    String close() {
      state.close();
      return "closes";
    }

    String sleeps() {
      Object left = state.in.get();
      state.in.remove(threads[0]);
      return left == null ? "woken" : "sleeps";
    }

    /** On a descriptor that the poller watches in both directions. */
    State watched() {
      state.interest = sys_epoll_h.EPOLLIN | sys_epoll_h.EPOLLOUT;
      return this;
    }

    /** As the first wait on a descriptor does: looks how it is, and relies on it. */
    String look() {
      int epoch = BlockingMode.epoch();
      int generation = state.generation();
      seenMode = mode;
      BlockingMode.remember(state, BlockingMode.IN, generation, epoch);
      return "looks";
    }

    String change() {
      mode = 1;
      BlockingMode.changed();
      return "changes";
    }

    String known() {
      boolean known = BlockingMode.isKnown(state, BlockingMode.IN);
      state.blocking = 0;
      return known ? "relies on " + (seenMode == mode ? "what is" : "what was") : "asks again";
    }
  }

  @Test
  void awaitAndSignal() throws Exception {
    Race.of("await || signal", State::new)
        .actor(s -> s.await(0))
        .actor(State::signal)
        .arbiter(State::entered)
        .acceptable("taken by the signal", "parks", "signals", "")
        .acceptable("the signal came between", "again", "signals", "")
        .acceptable("the signal came first", "served", "signals", "")
        .run();
  }

  @Test
  void twoAwaitAndSignal() throws Exception {
    Race<State> race =
        Race.of("await || await || signal", State::new)
            .actor(s -> s.await(0))
            .actor(s -> s.await(1))
            .actor(State::signal)
            .arbiter(State::entered);
    for (String one : new String[] {"parks", "again", "served"}) {
      for (String other : new String[] {"parks", "again", "served"}) {
        race.acceptable("nobody is left behind", one, other, "signals", "");
      }
    }
    race.run();
  }

  @Test
  void awaitAndSignalAndSignal() throws Exception {
    Race.of("await || signal || signal", State::new)
        .actor(s -> s.await(0))
        .actor(State::signal)
        .actor(State::signal)
        .arbiter(State::entered)
        .acceptable("taken by a signal", "parks", "signals", "signals", "")
        .acceptable("a signal came between", "again", "signals", "signals", "")
        .acceptable("a signal came first", "served", "signals", "signals", "")
        .run();
  }

  @Test
  void leaveAndSignal() throws Exception {
    Race.of("leave || signal, with one before and one behind", () -> new State().entered(0, 1, 2))
        .actor(s -> s.leave(1))
        .actor(State::signal)
        .arbiter(State::entered)
        .acceptable("all are woken", "leaves", "signals", "")
        .run();
  }

  @Test
  void leaveAndLeave() throws Exception {
    Race.of("leave || leave, and one stays", () -> new State().entered(0, 1, 2))
        .actor(s -> s.leave(0))
        .actor(s -> s.leave(2))
        .arbiter(State::entered)
        .acceptable("who stays is still there", "leaves", "leaves", "1")
        .run();
  }

  @Test
  void enterAndLeave() throws Exception {
    Race.of("enter || leave", () -> new State().entered(1))
        .actor(s -> s.enter(0))
        .actor(s -> s.leave(1))
        .arbiter(State::entered)
        .acceptable("neither undoes the other", "enters", "leaves", "0")
        .run();
  }

  @Test
  void enterAndEnterAndLeave() throws Exception {
    Race.of("enter || enter || leave", () -> new State().entered(2))
        .actor(s -> s.enter(0))
        .actor(s -> s.enter(1))
        .actor(s -> s.leave(2))
        .arbiter(State::entered)
        .acceptable("none undoes another", "enters", "enters", "leaves", "01")
        .run();
  }

  @Test
  void closeAndAwait() throws Exception {
    Race.of("await || close", State::new)
        .actor(State::awaitOpen)
        .actor(State::close)
        .arbiter(State::sleeps)
        .acceptable("woken", "parks", "closes", "woken")
        .acceptable("closed in between", "gone", "closes", "woken")
        .acceptable(
            "closed before: waits for the number's next", "parks on the next", "closes", "sleeps")
        .acceptable("the same, woken needlessly", "parks on the next", "closes", "woken")
        .run();
  }

  @Test
  void lookAndChange() throws Exception {
    Race.of("look || change", () -> new State().watched())
        .actor(State::look)
        .actor(State::change)
        .arbiter(State::known)
        .acceptable("changed later", "looks", "changes", "asks again")
        .acceptable("changed before", "looks", "changes", "relies on what is")
        .run();
  }

  @Test
  void lookAndLookAndChange() throws Exception {
    Race.of("look || look || change", () -> new State().watched())
        .actor(State::look)
        .actor(
            s -> {
              int epoch = BlockingMode.epoch();
              BlockingMode.remember(s.state, BlockingMode.OUT, s.born, epoch);
              return "looks";
            })
        .actor(State::change)
        .arbiter(State::known)
        .acceptable("changed later", "looks", "looks", "changes", "asks again")
        .acceptable("changed before", "looks", "looks", "changes", "relies on what is")
        .run();
  }

  /** Numbers that nobody has waited on before, so that the table grows as they come. */
  @Test
  void twoFirstWaitsOnANumber() throws Exception {
    AtomicInteger next = new AtomicInteger(60_000);
    Race.of("of || of", () -> new DescriptorState[] {null, null, DescriptorState.of(next.get())})
        .actor(
            s ->
                (s[0] = DescriptorState.of(s[2].fd + 1)) == DescriptorState.known(s[2].fd + 1)
                    ? "known"
                    : "lost")
        .actor(
            s ->
                (s[1] = DescriptorState.of(s[2].fd + 1)) == DescriptorState.known(s[2].fd + 1)
                    ? "known"
                    : "lost")
        .arbiter(s -> s[0] == s[1] && next.updateAndGet(n -> n < 90_000 ? n + 1 : n) > 0)
        .acceptable("one state for both", "known", "known", true)
        .run();
  }
}
