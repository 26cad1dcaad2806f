/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.races.MarkedFiles.closed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.races.MarkedFiles;
import berkeley.sockets.races.Race;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every two or three things that can be done to a {@link Guard} at once. */
class GuardRacesTest {
  private static final int LONG = 100;

  private long before;

  @BeforeEach
  void count() {
    before = MarkedFiles.count();
  }

  @AfterEach
  void nothingIsLeftOpen() {
    for (int i = 0; i < 100 && MarkedFiles.count() != before; i++) {
      LockSupport.parkNanos(10_000_000); // a close that found users ends on a thread of its own
    }
    assertEquals(before, MarkedFiles.count());
  }

  private static final class State {
    final int fd = MarkedFiles.mine();
    final Guard guard = new Guard(fd);
    int opened = -1;

    /** A call: two looks at the file, which must be ours both times. */
    String use() {
      if (!guard.enter()) {
        return "refused";
      }
      String use = MarkedFiles.whose(fd);
      for (int i = 0; i < LONG; i++) {
        Thread.onSpinWait();
      }
      String again = MarkedFiles.whose(fd);
      guard.leave();
      return use.equals("mine") && again.equals("mine") ? "used" : "used " + use + ", " + again;
    }

    /** A call that asks for the descriptor that closing makes readable. */
    String guardedWait() {
      if (!guard.enter()) {
        return "refused";
      }
      boolean made = guard.waker() >= 0;
      guard.leave();
      return made ? "used" : "none";
    }

    Long close() {
      return guard.close();
    }

    String detach() {
      int given = guard.detach();
      return given == fd ? "given" : given == -1 ? "too late" : "wrong";
    }

    /** Takes the lowest free number, perhaps the one that was just closed. */
    String open() {
      opened = MarkedFiles.another();
      return "opened";
    }

    String end() {
      for (int i = 0; i < 10_000 && guard.isClosed() && !closed(fd); i++) {
        LockSupport.parkNanos(100_000);
      }
      return endNow();
    }

    String endNow() {
      String whose = MarkedFiles.whose(fd);
      if (opened >= 0) {
        String theirs = MarkedFiles.whose(opened);
        if (!theirs.equals("another's")) {
          return "opened: " + theirs;
        }
      }
      return whose.equals("mine") ? "open" : "closed";
    }

    void tidy() {
      if (MarkedFiles.whose(fd).equals("mine")) {
        MarkedFiles.close(fd);
      }
      if (opened >= 0) {
        MarkedFiles.close(opened);
      }
    }
  }

  private static Race<State> race(String name) {
    return Race.of(name, State::new).tidy(State::tidy);
  }

  @Test
  void useAndClose() throws Exception {
    race("use || close")
        .actor(State::use)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("used, then closed", "used", 0L, "closed")
        .acceptable("closed at once", "refused", 0L, "closed")
        .run();
  }

  @Test
  void twoUsesAndClose() throws Exception {
    race("use || use || close")
        .actor(State::use)
        .actor(State::use)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("the last user closes", "used", "used", 0L, "closed")
        .acceptable("one came too late", "used", "refused", 0L, "closed")
        .acceptable("one came too late", "refused", "used", 0L, "closed")
        .acceptable("both came too late", "refused", "refused", 0L, "closed")
        .run();
  }

  @Test
  void closeAndCloseAndOpen() throws Exception {
    race("close || close || open")
        .actor(State::close)
        .actor(State::close)
        .actor(State::open)
        .arbiter(State::end)
        .acceptable("closed once: what was opened stays", 0L, 0L, "opened", "closed")
        .run();
  }

  @Test
  void useAndCloseAndOpen() throws Exception {
    race("use || close || open")
        .actor(State::use)
        .actor(State::close)
        .actor(State::open)
        .arbiter(State::end)
        .acceptable("what was used is ours", "used", 0L, "opened", "closed")
        .acceptable("closed at once", "refused", 0L, "opened", "closed")
        .run();
  }

  @Test
  void useAndCloseAndClose() throws Exception {
    race("use || close || close")
        .actor(State::use)
        .actor(State::close)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("used", "used", 0L, 0L, "closed")
        .acceptable("refused", "refused", 0L, 0L, "closed")
        .run();
  }

  @Test
  void detachAndUse() throws Exception {
    race("detach || use")
        .actor(State::detach)
        .actor(State::use)
        .arbiter(State::endNow)
        .acceptable("one after the other", "given", "used", "open")
        .acceptable("given away first", "given", "refused", "open")
        .acceptable("in use: not given", "IllegalStateException", "used", "open")
        .run();
  }

  @Test
  void detachAndDetach() throws Exception {
    race("detach || detach")
        .actor(State::detach)
        .actor(State::detach)
        .arbiter(State::endNow)
        .acceptable("once", "given", "too late", "open")
        .acceptable("once", "too late", "given", "open")
        .run();
  }

  @Test
  void detachAndClose() throws Exception {
    race("detach || close")
        .actor(State::detach)
        .actor(State::close)
        .arbiter(State::endNow)
        .acceptable("given, and not closed", "given", 0L, "open")
        .acceptable("closed, and not given", "too late", 0L, "closed")
        .run();
  }

  @Test
  void detachAndUseAndClose() throws Exception {
    String busy = "IllegalStateException";
    race("detach || use || close")
        .actor(State::detach)
        .actor(State::use)
        .actor(State::close)
        .arbiter(s -> s.guard.isClosed() ? "over" : "goes on")
        .acceptable("used, then one of the others", "given", "used", 0L, "over")
        .acceptable("given first", "given", "refused", 0L, "over")
        .acceptable("closed first", "too late", "refused", 0L, "over")
        .acceptable("used, closed", "too late", "used", 0L, "over")
        .acceptable("in use, then closed", busy, "used", 0L, "over")
        .run();
  }

  @Test
  void wakerAndClose() throws Exception {
    race("guardedWait || guardedWait || close")
        .actor(State::guardedWait)
        .actor(State::guardedWait)
        .actor(State::close)
        .arbiter(State::end)
        .acceptable("the waker is closed, too", "used", "used", 0L, "closed")
        .acceptable("one came too late", "used", "refused", 0L, "closed")
        .acceptable("one came too late", "refused", "used", 0L, "closed")
        .acceptable("both came too late", "refused", "refused", 0L, "closed")
        .run();
  }
}
