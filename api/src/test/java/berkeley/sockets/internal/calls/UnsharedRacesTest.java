/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.races.Race;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connect that changes the mode for a moment, and what must neither see nor undo that. */
class UnsharedRacesTest {
  private static Arena arena;
  private static int listener;
  private static MemorySegment name;
  private static Thread acceptor;

  @BeforeAll
  static void listen() {
    arena = Arena.ofShared();
    listener = Fds.bound(Fds.STREAM, 1000);
    name = Fds.name(arena, listener);
    MemorySegment none = MemorySegment.NULL;
    acceptor =
        Thread.ofPlatform()
            .start(
                () -> {
                  long fd;
                  while ((fd = Sys.accept(listener, none, none)) >= 0) {
                    Sys.close((int) fd);
                  }
                });
  }

  @AfterAll
  static void close() throws InterruptedException {
    Sys.shutdown(listener, 2);
    acceptor.join();
    Fds.close(listener);
    arena.close();
  }

  private static final class State {
    final int fd = Fds.ok(Descriptors.socket(Fds.AF_INET, Fds.STREAM, 0));
    int other = -1;
    volatile boolean closed;

    String connect() {
      long result = Connections.connect(fd, name, 16);
      return result == 0
          ? "connected"
          : result == -errno_h.EISCONN
              ? "is connected"
              : result == -errno_h.EINPROGRESS
                  ? "on its way"
                  : result == Fds.EBADF ? "EBADF" : "" + result;
    }

    /** As seen by who shares the socket, without this library. */
    String duplicate() {
      other = Fds.ok(Descriptors.dup(fd));
      String mode = mode(other);
      for (int i = 0; i < 20 && mode.equals("blocking"); i++) {
        mode = mode(other);
      }
      return mode;
    }

    String look() {
      long flags = Descriptors.fcntl(fd, fcntl_h.F_GETFL, 0L);
      return (flags & fcntl_h.O_NONBLOCK) == 0 ? "blocking" : "non-blocking";
    }

    String setNonBlocking() {
      return Descriptors.fcntl(fd, fcntl_h.F_SETFL, fcntl_h.O_NONBLOCK) == 0 ? "set" : "failed";
    }

    String close() {
      closed = true;
      Fds.close(fd);
      other = Fds.ok(Sys.socket(Fds.AF_INET, Fds.DGRAM, 0)); // perhaps with the same number
      return "closed";
    }

    String mode() {
      return mode(closed ? other : fd);
    }

    private static String mode(int fd) {
      return (Fds.flags(fd) & fcntl_h.O_NONBLOCK) == 0 ? "blocking" : "non-blocking";
    }

    void tidy() {
      if (!closed) {
        Fds.close(fd);
      }
      if (other >= 0) {
        Fds.close(other);
      }
    }
  }

  private static Race<State> race(String name) {
    return Race.of(name, State::new).onVirtualThreads().tidy(State::tidy);
  }

  @Test
  void connectAndDuplicate() throws Exception {
    race("connect || dup")
        .actor(State::connect)
        .actor(State::duplicate)
        .arbiter(State::mode)
        .acceptable("whoever shares it sees one mode", "connected", "blocking", "blocking")
        .run();
  }

  @Test
  void connectAndLook() throws Exception {
    race("connect || F_GETFL || F_GETFL")
        .actor(State::connect)
        .actor(State::look)
        .actor(State::look)
        .arbiter(State::mode)
        .acceptable("one mode", "connected", "blocking", "blocking", "blocking")
        .run();
  }

  @Test
  void connectAndSetMode() throws Exception {
    race("connect || F_SETFL")
        .actor(State::connect)
        .actor(State::setNonBlocking)
        .arbiter(State::mode)
        .acceptable("set before it, or later", "connected", "set", "non-blocking")
        .acceptable("it would wait", "on its way", "set", "non-blocking")
        .run();
  }

  /** In the kernel, too, both may be told so, or the later one that it is connected. */
  @Test
  void connectAndConnect() throws Exception {
    race("connect || connect")
        .actor(State::connect)
        .actor(State::connect)
        .arbiter(State::mode)
        .acceptable("both waited", "connected", "connected", "blocking")
        .acceptable("one after the other", "connected", "is connected", "blocking")
        .acceptable("one after the other", "is connected", "connected", "blocking")
        .run();
  }

  @Test
  void connectAndCloseAndOpen() throws Exception {
    race("connect || close, socket")
        .actor(
            s -> {
              String result = s.connect();
              return result.equals("connected") ? "before, or the next one" : result;
            })
        .actor(State::close)
        .arbiter(State::mode)
        .acceptable(
            "a datagram socket is connected at once",
            "before, or the next one",
            "closed",
            "blocking")
        .acceptable("closed first", "EBADF", "closed", "blocking")
        .run();
  }
}
