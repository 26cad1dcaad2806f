/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.calls.Fds.STREAM;
import static berkeley.sockets.internal.memory.Results.AGAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a short receive tells, where it tells something else, and that no wait ends too late. */
@Timeout(60)
class ShortReceivesTest {
  private static final int OOB = sys_socket_h.MSG_OOB;
  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int LONGER = 100; // than anything that is sent at once

  private int[] fds = {};

  @AfterEach
  void close() {
    Fds.close(fds);
  }

  private static FutureTask<Long> start(Callable<Long> call) {
    FutureTask<Long> task = new FutureTask<>(call);
    Thread.startVirtualThread(task);
    return task;
  }

  private static long get(FutureTask<Long> task) throws Exception {
    return task.get(20, TimeUnit.SECONDS);
  }

  private static long recv(int fd, long n) {
    return Transfer.recv(fd, null, new byte[(int) n], 0, n, 0);
  }

  private static void send(int fd, int n, int flags) {
    assertEquals(n, Transfer.send(fd, null, new byte[n], 0, n, flags));
  }

  /** Lets a virtual thread wait until the mode is known, and take what comes. */
  private void warmUp() throws Exception {
    for (int i = 0; i < 3; i++) {
      FutureTask<Long> call = start(() -> recv(fds[0], LONGER));
      for (int j = 0; j < 1000 && DescriptorState.of(fds[0]).in.get() == null; j++) {
        LockSupport.parkNanos(1_000_000);
      }
      send(fds[1], 5, 0);
      assertEquals(5, get(call));
    }
  }

  private boolean foundEmpty() {
    return ShortReceives.foundEmpty(fds[0], Parking.ticketIn(fds[0]));
  }

  /** An event may still be on its way, which only makes the library try. */
  private void receivesShortAndKnows() throws Exception {
    for (int i = 0; i < 200; i++) {
      send(fds[1], 5, 0);
      LockSupport.parkNanos(5_000_000); // the event is there first
      assertEquals(5, get(start(() -> recv(fds[0], LONGER))));
      if (foundEmpty()) {
        return;
      }
    }
    throw new AssertionError("never known to be empty");
  }

  @Tag("linux") // events while nobody waits
  @Test
  void tcpIsKnownToBeEmptyUntilTheNextEvent() throws Exception {
    fds = Fds.tcp();
    warmUp();
    receivesShortAndKnows();
    assertEquals(AGAIN, Transfer.recv(fds[0], null, new byte[9], 0, 9, DONTWAIT));
    send(fds[1], 7, 0);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (foundEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertFalse(foundEmpty(), "the event was not noticed");
    assertEquals(7, get(start(() -> recv(fds[0], LONGER))));
  }

  @Test
  void aFullBufferTellsNothing() throws Exception {
    fds = Fds.tcp();
    warmUp();
    for (int i = 0; i < 20; i++) {
      send(fds[1], 10, 0);
      LockSupport.parkNanos(2_000_000);
      assertEquals(5, get(start(() -> recv(fds[0], 5))));
      assertFalse(foundEmpty());
      assertEquals(5, get(start(() -> recv(fds[0], 5))));
      assertFalse(foundEmpty());
    }
  }

  /** The flags and lengths of which the rule is valid. */
  @Test
  void onlyPlainReceivesTell() {
    assertTrue(ShortReceives.tells(1, 0));
    assertTrue(ShortReceives.tells(1, sys_socket_h.MSG_NOSIGNAL));
    assertFalse(ShortReceives.tells(0, 0));
    for (int flag :
        new int[] {sys_socket_h.MSG_PEEK, OOB, DONTWAIT, sys_socket_h.MSG_TRUNC, 1 << 30}) {
      assertFalse(ShortReceives.tells(1, flag));
    }
  }

  @Test
  void aUnixStreamTellsNothing() throws Exception {
    fds = Fds.pair(STREAM);
    warmUp();
    for (int i = 0; i < 20; i++) {
      send(fds[1], 5, 0);
      LockSupport.parkNanos(2_000_000);
      assertEquals(5, get(start(() -> recv(fds[0], LONGER))));
      assertFalse(foundEmpty());
    }
  }

  @Test
  void multipathTcpTellsNothing() throws Exception {
    int listener = (int) Sys.socket(sys_socket_h.AF_INET, STREAM, netinet_in_h.IPPROTO_MPTCP);
    assumeTrue(listener >= 0, "no MPTCP");
    try (Arena arena = Arena.ofConfined()) {
      Fds.ok(Sys.listen(listener, 5)); // binds to some port
      MemorySegment name = Fds.name(arena, listener);
      int client = Fds.ok(Sys.socket(sys_socket_h.AF_INET, STREAM, netinet_in_h.IPPROTO_MPTCP));
      Fds.ok(Sys.connect(client, name, 16));
      fds =
          new int[] {
            Fds.ok(Sys.accept(listener, MemorySegment.NULL, MemorySegment.NULL)), client, listener
          };
    }
    warmUp();
    for (int i = 0; i < 20; i++) {
      send(fds[1], 5, 0);
      LockSupport.parkNanos(2_000_000);
      assertEquals(5, get(start(() -> recv(fds[0], LONGER))));
      assertFalse(foundEmpty());
    }
  }

  /** tcp(7): a receive stops before urgent data, although more is there. */
  @Test
  void urgentData() throws Exception {
    for (boolean taken : new boolean[] {false, true}) {
      fds = Fds.tcp();
      warmUp();
      receivesShortAndKnows();
      send(fds[1], 3, 0);
      send(fds[1], 1, OOB);
      send(fds[1], 4, 0);
      LockSupport.parkNanos(20_000_000);
      if (taken) { // then no event tells of it
        assertEquals(1, Transfer.recv(fds[0], null, new byte[1], 0, 1, OOB));
      }
      assertEquals(3, get(start(() -> recv(fds[0], LONGER))));
      assertEquals(4, get(start(() -> recv(fds[0], LONGER))));
      Fds.close(fds);
      fds = new int[0];
    }
  }

  @RepeatedTest(20)
  void halfClose() throws Exception {
    fds = Fds.tcp();
    warmUp();
    receivesShortAndKnows();
    send(fds[1], 3, 0);
    Fds.ok(Sys.shutdown(fds[1], sys_socket_h.SHUT_WR));
    if (ThreadLocalRandom.current().nextBoolean()) {
      LockSupport.parkNanos(5_000_000);
    }
    assertEquals(3, get(start(() -> recv(fds[0], LONGER))));
    assertEquals(0, get(start(() -> recv(fds[0], LONGER))));
    assertEquals(0, get(start(() -> recv(fds[0], LONGER))));
  }

  @RepeatedTest(20)
  void ownShutdown() throws Exception {
    fds = Fds.tcp();
    warmUp();
    receivesShortAndKnows();
    FutureTask<Long> waits = start(() -> recv(fds[0], LONGER));
    Fds.ok(Sys.shutdown(fds[0], sys_socket_h.SHUT_RD));
    assertEquals(0, get(waits));
    assertEquals(0, get(start(() -> recv(fds[0], LONGER))));
  }

  @RepeatedTest(20)
  void reset() throws Exception {
    fds = Fds.tcp();
    warmUp();
    receivesShortAndKnows();
    send(fds[0], 1, 0);
    Fds.close(fds[1]); // with data unread: a reset
    fds = new int[] {fds[0]};
    assertEquals(
        -berkeley.sockets.bindings.headers.errno_h.ECONNRESET,
        get(start(() -> recv(fds[0], LONGER))));
    assertEquals(0, get(start(() -> recv(fds[0], LONGER))));
  }

  @Test
  void closedAndOpenedAnew() throws Exception {
    for (int i = 0; i < 20; i++) {
      fds = Fds.tcp();
      warmUp();
      receivesShortAndKnows();
      FutureTask<Long> waits = start(() -> recv(fds[0], LONGER));
      for (int j = 0; j < 1000 && DescriptorState.of(fds[0]).in.get() == null; j++) {
        LockSupport.parkNanos(1_000_000);
      }
      assertEquals(0, Descriptors.close(fds[0]));
      assertEquals(-berkeley.sockets.bindings.headers.errno_h.EBADF, get(waits));
      Fds.close(fds[1]);
      fds = new int[0];
    }
  }

  /** What no rule knows is found when the wait is verified. */
  @Tag("linux") // events while nobody waits
  @Test
  void aConclusionThatWasWrongIsFound() throws Exception {
    fds = Fds.tcp();
    warmUp();
    receivesShortAndKnows();
    send(fds[1], 5, 0);
    LockSupport.parkNanos(20_000_000);
    DescriptorState.of(fds[0]).emptied = Parking.ticketIn(fds[0]);
    assertTrue(foundEmpty());
    assertEquals(5, get(start(() -> recv(fds[0], LONGER))));
    assertFalse(foundEmpty());
  }

  /** SO_RCVLOWAT through the library, then smaller again. */
  @Test
  void lowWaterMark() throws Exception {
    fds = Fds.tcp();
    warmUp();
    receivesShortAndKnows();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mark = arena.allocate(4);
      for (int value : new int[] {10, 1}) {
        mark.set(java.lang.foreign.ValueLayout.JAVA_INT, 0, value);
        int option = sys_socket_h.SO_RCVLOWAT;
        Fds.ok(Descriptors.setsockopt(fds[0], sys_socket_h.SOL_SOCKET, option, mark, 4));
        FutureTask<Long> waits = start(() -> recv(fds[0], LONGER));
        send(fds[1], 4, 0);
        LockSupport.parkNanos(20_000_000);
        if (value > 1) {
          assertFalse(waits.isDone());
          send(fds[1], 6, 0);
        }
        assertEquals(value > 1 ? 10 : 4, get(waits));
      }
    }
  }

  /** Threads of both kinds, and a duplicate, read one connection with pauses and urgent data. */
  @RepeatedTest(10)
  void manyReadersGetEverything() throws Exception {
    fds = Fds.tcp();
    int duplicate = Fds.ok(Descriptors.dup(fds[0]));
    AtomicLong received = new AtomicLong();
    List<FutureTask<Long>> readers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int fd = i % 2 == 0 ? fds[0] : duplicate;
      Callable<Long> reader =
          () -> {
            while (true) {
              long n = recv(fd, ThreadLocalRandom.current().nextInt(1, 2 * LONGER));
              if (n <= 0) {
                return n;
              }
              received.addAndGet(n);
            }
          };
      FutureTask<Long> task = new FutureTask<>(reader);
      readers.add(task);
      if (i == 5) {
        Thread.ofPlatform().daemon().start(task);
      } else {
        Thread.startVirtualThread(task);
      }
    }
    long sent = 0;
    int urgent = 0;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < 400; i++) {
      int n = random.nextInt(1, LONGER);
      send(fds[1], n, 0);
      sent += n;
      if (i > 200 && random.nextInt(20) == 0) {
        send(fds[1], 1, OOB);
        urgent++;
      }
      if (random.nextInt(3) == 0) {
        LockSupport.parkNanos(random.nextInt(1, 300_000));
      }
    }
    Fds.ok(Sys.shutdown(fds[1], sys_socket_h.SHUT_WR));
    for (FutureTask<Long> each : readers) {
      assertEquals(0, get(each));
    }
    // of two bytes that are urgent at a time the first becomes one like the others
    long all = received.get();
    assertTrue(all >= sent && all <= sent + urgent, () -> "received " + all);
    Fds.close(duplicate);
  }

  /** A request at a time, and each answer has to come. */
  @Test
  void pingPong() throws Exception {
    fds = Fds.tcp();
    int one = fds[0];
    int other = fds[1];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment on = arena.allocate(4).fill((byte) 1);
      Sys.setsockopt(one, netinet_in_h.IPPROTO_TCP, netinet_tcp_h.TCP_NODELAY, on, 4);
    }
    FutureTask<Long> echo =
        start(
            () -> {
              byte[] buffer = new byte[LONGER];
              long total = 0;
              for (long n; (n = Transfer.recv(one, null, buffer, 0, LONGER, 0)) > 0; total += n) {
                Transfer.send(one, null, buffer, 0, n, 0);
              }
              return total;
            });
    FutureTask<Long> client =
        start(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                send(other, 8, 0);
                if (recv(other, LONGER) != 8) {
                  return (long) i;
                }
              }
              Sys.shutdown(other, sys_socket_h.SHUT_WR);
              return 20_000L;
            });
    assertEquals(20_000, get(client));
    assertEquals(160_000, get(echo));
  }
}
