/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.internal.calls.Fds;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What closing a socket does to those that wait for it and others. */
@Timeout(60)
class ClosedMembersTest {
  /** Some end waits by shutdown(2), and some do not. */
  enum Kind {
    UNIX_STREAM(Domain.UNIX, Type.STREAM),
    UNIX_DATAGRAM(Domain.UNIX, Type.DGRAM),
    UDP(Domain.INET, Type.DGRAM),
    NETLINK(Domain.NETLINK, Type.RAW);

    private final Domain domain;
    private final Type type;

    Kind(Domain domain, Type type) {
      this.domain = domain;
      this.type = type;
    }

    /** One, and its peer where it has one. */
    Socket[] open() throws IOException {
      return domain == Domain.UNIX
          ? Socket.pair(domain, type)
          : new Socket[] {Socket.open(domain, type)};
    }
  }

  /** POLLNVAL is what poll(2) says of a descriptor that is not open. */
  @ParameterizedTest
  @EnumSource
  void closingAMemberEndsThePoll(Kind kind) throws Exception {
    for (boolean virtual : new boolean[] {false, true}) {
      for (int others = 0; others < 2; others++) {
        Socket[] members = kind.open();
        Socket member = members[0];
        Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
        PollSet set = new PollSet().add(member, PollSet.IN);
        for (int i = 0; i < others; i++) {
          set.add(pair[0], PollSet.IN);
        }
        FutureTask<Integer> waiting = new FutureTask<>(() -> set.poll(-1));
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(waiting);
        Thread.sleep(20); // it waits mostly, and what is right is the same if it does not yet
        member.close();
        try {
          assertEquals(1, waiting.get(20, TimeUnit.SECONDS));
          assertEquals(PollSet.NVAL, set.events(0));
        } catch (java.util.concurrent.ExecutionException e) {
          assertEquals(ClosedChannelException.class, e.getCause().getClass());
        }
        assertThrows(ClosedChannelException.class, () -> set.poll(0));
        members[members.length - 1].close();
        pair[0].close();
        pair[1].close();
      }
    }
  }

  private static boolean watches(Poller poller, int fd) throws IOException {
    String epoll = poller.toString().replaceAll("\\D", "");
    return Files.readAllLines(Path.of("/proc/self/fdinfo", epoll)).stream()
        .anyMatch(line -> line.matches("tfd: +" + fd + " .*"));
  }

  /** proc(5) tells which descriptors an epoll watches. */
  @Tag("linux") // reads what the epoll watches
  @Test
  void aClosedSocketIsNoLongerWatchedThoughADuplicateIsOpen() throws Exception {
    PollerEvents ready = new PollerEvents(4);
    try (Poller poller = Poller.open();
        Poller other = Poller.open()) {
      Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
      Socket copy = pair[0].dup();
      int fd = pair[0].fd();
      poller.add(pair[0], Poller.IN, "closed");
      other.add(pair[0], Poller.IN, "closed");
      pair[1].send(new byte[1], 0, 1, 0);
      assertTrue(watches(poller, fd));
      pair[0].close();
      assertFalse(watches(poller, fd));
      assertFalse(watches(other, fd));
      assertEquals(0, poller.await(ready, 0));
      assertTrue(poller.remove(pair[0]));
      int number = copy.fd();
      poller.add(copy, Poller.IN, "detached");
      assertEquals(1, poller.await(ready, -1));
      copy.detach();
      assertFalse(watches(poller, number));
      Fds.close(number);
      pair[1].close();
    }
  }

  /**
   * Nothing but closing the duplicate ends what the kernel reports: it must not be asked busily.
   */
  @Tag("linux") // poll(2) forgets a duplicate
  @Test
  void aDuplicateOfAPlainDescriptorDoesNotHideTheOthers() throws Exception {
    PollerEvents ready = new PollerEvents(4);
    try (Poller poller = Poller.open()) {
      int[] old = Fds.pair(Fds.STREAM);
      int duplicate = Fds.ok(berkeley.sockets.bindings.Sys.dup(old[0]));
      poller.add(old[0], Poller.OUT, "old");
      int[] next = Fds.pair(Fds.STREAM);
      Fds.close(old[0]);
      Fds.ok(berkeley.sockets.bindings.Sys.dup2(next[0], old[0])); // the number is used again
      Fds.close(next[0]);
      next[0] = old[0];
      poller.add(next[0], Poller.IN, "new");
      FutureTask<Integer> waiting = new FutureTask<>(() -> poller.await(ready, -1));
      Thread thread = Thread.ofPlatform().daemon().start(waiting);
      while (thread.getState() != Thread.State.TIMED_WAITING) { // between two looks
        assertFalse(waiting.isDone());
        Thread.sleep(1);
      }
      Fds.close(next[1]);
      assertEquals(1, waiting.get(20, TimeUnit.SECONDS));
      assertEquals("new", ready.attachment(0));
      Fds.close(duplicate, old[1], next[0]);
    }
  }
}
