/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.PollSet;
import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.internal.calls.Fds;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PollerTest {
  private final PollerEvents ready = new PollerEvents(8);
  private Poller poller;
  private Socket[] pair;

  @BeforeEach
  void open() throws IOException {
    poller = Poller.open();
    pair = Socket.pair(Domain.UNIX, Type.STREAM);
  }

  @AfterEach
  void close() throws IOException {
    poller.close();
    pair[0].close();
    pair[1].close();
  }

  private static final byte[] ONE = {1};

  private void send() throws IOException {
    pair[1].send(ONE, 0, 1, 0);
  }

  private void drain() throws IOException {
    pair[0].recv(new byte[9], 0, 9, 0);
  }

  @Test
  void reportsWithTheAttachment() throws IOException {
    Object attachment = new Object();
    poller.add(pair[0], Poller.IN, attachment);
    assertEquals(0, poller.await(ready, 0));
    assertEquals(0, poller.await(ready, Duration.ofMillis(5)));
    send();
    assertEquals(1, poller.await(ready));
    assertSame(attachment, ready.attachment(0));
    assertEquals(Poller.IN, ready.events(0));
    assertEquals(pair[0].fd(), ready.fd(0));
    assertTrue(ready.isReadable(0));
    assertFalse(ready.isWritable(0));
    assertEquals(1, poller.await(ready), "level-triggered");
    Object other = new Object();
    poller.modify(pair[0], Poller.OUT, other);
    assertEquals(1, poller.await(ready));
    assertSame(other, ready.attachment(0));
    assertEquals(Poller.OUT, ready.events(0));
    assertTrue(poller.remove(pair[0]));
    assertFalse(poller.remove(pair[0]));
    assertEquals(0, poller.await(ready, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> ready.events(0));
  }

  @Test
  void withoutAnAttachmentItIsTheSocket() throws IOException {
    poller.add(pair[0], Poller.IN);
    send();
    assertEquals(1, poller.await(ready));
    assertSame(pair[0], ready.attachment(0));
  }

  @Tag("linux") // EPOLLET
  @Test
  void edgeAndOneShot() throws IOException {
    poller.add(pair[0], Poller.IN | Poller.EDGE, "edge");
    send();
    assertEquals(1, poller.await(ready, 0));
    assertEquals(0, poller.await(ready, 0));
    send();
    assertEquals(1, poller.await(ready, 0));
    poller.modify(pair[0], Poller.IN | Poller.ONESHOT, "once");
    assertEquals(1, poller.await(ready, 0));
    send();
    assertEquals(0, poller.await(ready, 0));
    poller.modify(pair[0], Poller.IN | Poller.ONESHOT, "again");
    assertEquals(1, poller.await(ready, 0));
    assertSame("again", ready.attachment(0));
  }

  @Test
  void hangUpIsReportedUnasked() throws IOException {
    poller.add(pair[0], Poller.RDHUP, null);
    pair[1].close();
    assertEquals(1, poller.await(ready, 1000));
    assertEquals(Poller.RDHUP | Poller.HUP, ready.events(0));
  }

  @Test
  void exclusiveIsTakenToAddOnly() throws IOException {
    poller.add(pair[0], Poller.IN | Poller.EXCLUSIVE, null);
    send();
    assertEquals(1, poller.await(ready, 0));
    int invalid = Poller.IN | Poller.EXCLUSIVE;
    errno(errno_h.EINVAL, () -> poller.modify(pair[0], invalid, null));
  }

  @Tag("linux") // EPOLLET
  @Test
  void anAddThatFailsLosesNoEvent() throws Exception {
    poller.add(pair[0], Poller.IN | Poller.EDGE, "mine");
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Integer> adder =
        CompletableFuture.supplyAsync(
            () -> {
              int refused = 0;
              while (!stop.get()) {
                errno(errno_h.EEXIST, () -> poller.add(pair[0], Poller.IN | Poller.EDGE, "other"));
                refused++;
              }
              return refused;
            });
    try {
      for (int i = 0; i < 30_000; i++) {
        send();
        assertEquals(1, poller.await(ready, 1000), "event " + i);
        assertSame("mine", ready.attachment(0));
        drain();
      }
    } finally {
      stop.set(true);
    }
    assertTrue(adder.get(10, TimeUnit.SECONDS) > 100);
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void errno(int expected, Action action) {
    assertEquals(expected, assertThrows(ErrnoException.class, action::run).value());
  }

  @Test
  void mistakesHaveTheErrnoOfTheKernel() throws IOException {
    poller.add(pair[0], Poller.IN, "first");
    errno(errno_h.EEXIST, () -> poller.add(pair[0], Poller.OUT, "second"));
    errno(errno_h.EEXIST, () -> poller.add(pair[0].fd(), Poller.OUT, "second"));
    errno(errno_h.ENOENT, () -> poller.modify(pair[1], Poller.IN, null));
    errno(errno_h.EBADF, () -> poller.add(-1, Poller.IN, null));
    errno(errno_h.EBADF, () -> poller.add(1 << 20, Poller.IN, null));
    send();
    assertEquals(1, poller.await(ready, 0));
    assertSame("first", ready.attachment(0), "a failed add changes nothing");
    Socket closed = Socket.open(Domain.UNIX, Type.STREAM);
    closed.close();
    assertThrows(ClosedChannelException.class, () -> poller.add(closed, Poller.IN, null));
    assertFalse(poller.remove(closed));
    assertThrows(IllegalArgumentException.class, () -> new PollerEvents(0));
  }

  @Test
  void aStaleEventDoesNotReachTheSuccessor() throws IOException {
    for (int round = 0; round < 100; round++) {
      int[] old = Fds.pair(Fds.STREAM);
      int duplicate = Fds.ok(Sys.dup(old[0])); // keeps the registration alive in the kernel
      poller.add(old[0], Poller.IN, "old");
      Sys.write(old[1], java.lang.foreign.Arena.ofAuto().allocate(1), 1);
      Fds.close(old[0]);
      int[] next = Fds.pair(Fds.STREAM);
      assertEquals(old[0], next[0], "the number is used again");
      poller.add(next[0], Poller.IN, "new");
      assertEquals(0, poller.await(ready, 1));
      assertTrue(poller.remove(next[0]));
      Fds.close(duplicate, old[1], next[0], next[1]);
    }
  }

  @Test
  void aClosedSocketLetsItsAttachmentGo() throws IOException {
    poller.add(pair[0], Poller.IN, "attachment");
    pair[0].close();
    assertEquals(0, poller.await(ready, 0));
    assertTrue(poller.remove(pair[0]));
    assertFalse(poller.remove(pair[0]));
  }

  private static CompletableFuture<Object> async(ThreadFactory threads, Waiter waiter) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread thread =
        threads.newThread(
            () -> {
              try {
                result.complete(waiter.await());
              } catch (IOException | RuntimeException e) {
                result.complete(e);
              }
            });
    thread.start();
    while (thread.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }
    return result;
  }

  private interface Waiter {
    int await() throws IOException;
  }

  private static ThreadFactory threads(boolean virtual) {
    return virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().factory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wakesUpFromAnotherThread(boolean virtual) throws Exception {
    for (int round = 0; round < 50; round++) {
      CompletableFuture<Object> result = async(threads(virtual), () -> poller.await(ready));
      if (round % 2 == 0) {
        Thread.sleep(1);
      }
      poller.wakeup();
      assertEquals(0, result.get());
    }
    poller.wakeup();
    poller.wakeup();
    assertEquals(0, poller.await(ready), "kept for the next wait");
    assertEquals(0, poller.await(ready, 0));
    send();
    poller.add(pair[0], Poller.IN, null);
    assertEquals(1, poller.await(ready));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeWakesAllThatWait(boolean virtual) throws Exception {
    int woken = 0;
    for (int round = 0; round < 30; round++) {
      Poller closing = Poller.open();
      CompletableFuture<Object> one =
          async(threads(virtual), () -> closing.await(new PollerEvents(1)));
      CompletableFuture<Object> two =
          async(threads(virtual), () -> closing.await(new PollerEvents(1)));
      if (round % 2 == 0) {
        Thread.sleep(5); // usually enough for both to wait
      }
      closing.close();
      assertInstanceOf(ClosedChannelException.class, one.get());
      assertInstanceOf(ClosedChannelException.class, two.get());
      woken += one.get() instanceof AsynchronousCloseException ? 1 : 0;
      closing.close();
      closing.wakeup();
      assertThrows(ClosedChannelException.class, () -> closing.await(ready));
      assertThrows(ClosedChannelException.class, () -> closing.add(pair[0], Poller.IN, null));
    }
    assertTrue(woken > 0, "a wait that close ends is told so");
  }

  @Test
  void anInterruptedVirtualThreadReturns() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                poller.await(ready);
              } catch (IOException e) {
                interrupted.completeExceptionally(e);
              }
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    thread.interrupt();
    assertTrue(interrupted.get());
  }

  @Test
  void aSetIsPolled() throws Exception {
    PollSet set = new PollSet().add(pair[0], Poller.IN).add(pair[1], Poller.IN | Poller.OUT);
    assertEquals(1, set.poll(0));
    assertEquals(0, set.events(0));
    assertEquals(Poller.OUT, set.events(1));
    send();
    assertEquals(2, set.poll(Duration.ofDays(100)));
    drain();
    set.events(1, Poller.IN);
    assertEquals(0, set.poll(5));
    Thread[] thread = new Thread[1];
    CompletableFuture<Object> waiting =
        async(body -> thread[0] = Thread.ofVirtual().unstarted(body), () -> set.poll(-1));
    while (thread[0].getState() != Thread.State.WAITING && !waiting.isDone()) {
      Thread.sleep(1);
    }
    pair[1].close();
    assertInstanceOf(Integer.class, waiting.get(), () -> waiting.join().toString());
    assertThrows(ClosedChannelException.class, () -> set.poll(0));
    PollSet bad = new PollSet().add(1 << 20, Poller.IN).add(-1, Poller.IN);
    assertEquals(1, bad.poll(0));
    assertEquals(PollSet.NVAL, bad.events(0));
  }

  @Tag("allocation")
  @Test
  void nothingIsAllocatedPerEvent() throws IOException {
    Object attachment = new Object();
    poller.add(pair[0], Poller.IN, attachment);
    PollSet set = new PollSet().add(pair[0], Poller.IN);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] buffer = new byte[9];
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 300 && least >= 1000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        pair[1].send(ONE, 0, 1, 0);
        if (poller.await(ready, -1) != 1 || ready.attachment(0) != attachment) {
          throw new AssertionError();
        }
        set.poll(-1);
        pair[0].recv(buffer, 0, 9, 0);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1000, least + " bytes in 1000 rounds");
  }
}
