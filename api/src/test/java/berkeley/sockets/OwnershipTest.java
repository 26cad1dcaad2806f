/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.Unistd;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who owns a descriptor, and that none is lost, closed twice or mistaken for another. */
class OwnershipTest {
  @Test
  void adoptOfABadDescriptorFails() throws Exception {
    ErrnoException closed = assertThrows(ErrnoException.class, () -> Socket.adopt(9999));
    assertSame(Errno.EBADF, closed.errno());
    assertEquals(9999, closed.fd());
    assertSame(Errno.EBADF, assertThrows(ErrnoException.class, () -> Socket.adopt(-1)).errno());
    Path file = Files.createTempFile("adopt", "");
    try (var channel = new java.io.RandomAccessFile(file.toFile(), "r")) {
      int fd = descriptorOf(file);
      ErrnoException e = assertThrows(ErrnoException.class, () -> Socket.adopt(fd));
      assertSame(Errno.ENOTSOCK, e.errno());
      assertEquals(0, channel.length(), "still open");
    } finally {
      Files.delete(file);
    }
  }

  private static int descriptorOf(Path file) throws IOException {
    for (Path link : links()) {
      if (Files.exists(link) && Files.readSymbolicLink(link).equals(file)) {
        return Integer.parseInt(link.getFileName().toString());
      }
    }
    return fail("not open: " + file);
  }

  @Test
  void detachAndAdoptMoveADescriptor() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    int fd = pair[0].detach();
    assertFalse(pair[0].isOpen());
    pair[0].close(); // closes nothing
    try (Socket adopted = Socket.adopt(fd);
        Socket peer = pair[1]) {
      assertEquals(fd, adopted.fd());
      adopted.send(new byte[] {7}, 0, 1, 0);
      byte[] one = new byte[1];
      assertEquals(1, peer.recv(one, 0, 1, 0));
      assertEquals(7, one[0]);
    }
    assertThrows(ClosedChannelException.class, pair[0]::detach);
  }

  @Test
  void detachWithACallInFlightIsRefused() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread user =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    pair[0].use(
                        fd -> {
                          inside.countDown();
                          return done.await(10, TimeUnit.SECONDS);
                        });
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                });
    assertTrue(inside.await(10, TimeUnit.SECONDS), "the call does not begin");
    assertThrows(IllegalStateException.class, pair[0]::detach);
    assertTrue(pair[0].isOpen(), "as it was");
    done.countDown();
    assertTrue(user.join(Duration.ofSeconds(10)), "the call does not end");
    Unistd.close(pair[0].detach());
    pair[1].close();
  }

  @Test
  void useKeepsTheDescriptorOpen() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    boolean open =
        pair[0].use(
            fd -> {
              pair[0].close();
              return Fcntl.fcntl(fd, Fcntl.F_GETFD, 0) >= 0;
            });
    assertTrue(open, "open until use returns");
    assertThrows(ClosedChannelException.class, () -> pair[0].use(fd -> fd));
    assertEquals(0, pair[1].recv(new byte[1], 0, 1, 0), "the peer sees the end");
    pair[1].close();
  }

  @Test
  void dupIsAnotherDescriptorOfTheSameSocket() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    Socket dup = pair[0].dup();
    assertNotEquals(pair[0].fd(), dup.fd());
    pair[0].close();
    assertEquals(1, dup.send(new byte[1], 0, 1, 0), "an idle close leaves the connection alone");
    assertEquals(1, pair[1].recv(new byte[9], 0, 9, 0));
    dup.close();
    assertEquals(0, pair[1].recv(new byte[9], 0, 9, 0));
    pair[1].close();
  }

  @Test
  void everyDescriptorIsClosedOnExec() throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      try (Socket client = Socket.open(Domain.INET, Type.STREAM)) {
        client.connect(listener.localAddress());
        Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
        for (Socket each : List.of(client, listener.accept(), client.dup(), pair[0], pair[1])) {
          try (each) {
            assertEquals(Fcntl.FD_CLOEXEC, Fcntl.fcntl(each.fd(), Fcntl.F_GETFD, 0));
          }
        }
      }
    }
  }

  /**
   * A reader blocks on one socket while another thread closes it and opens new ones, which get its
   * number and have other data waiting: data of theirs must never reach the reader.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(60)
  void closeRaces(boolean virtual) throws Exception {
    AtomicInteger closedInTime = new AtomicInteger();
    AtomicReference<Throwable> wrong = new AtomicReference<>();
    for (int round = 0; round < 1500 && wrong.get() == null; round++) {
      Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
      boolean spinFirst = round % 3 == 0;
      Runnable reader =
          () -> {
            byte[] buffer = new byte[8];
            try {
              while (true) {
                int n = pair[0].recv(buffer, 0, 8, 0);
                throw new AssertionError("received " + n + " bytes: " + buffer[0]);
              }
            } catch (ClosedChannelException e) { // or AsynchronousCloseException
              closedInTime.addAndGet(e instanceof AsynchronousCloseException ? 1 : 0);
            } catch (Throwable e) {
              wrong.set(e);
            }
          };
      Thread thread =
          virtual ? Thread.ofVirtual().start(reader) : Thread.ofPlatform().start(reader);
      if (spinFirst) {
        Thread.sleep(0, ThreadLocalRandom.current().nextInt(100_000));
      }
      pair[0].close();
      List<Socket> strangers =
          new ArrayList<>(); // one of them has the number as soon as it is free
      for (int i = 0; i < 2; i++) {
        Socket[] stranger = Socket.pair(Domain.UNIX, Type.STREAM);
        strangers.addAll(List.of(stranger));
        stranger[0].send(new byte[] {'X'}, 0, 1, 0);
        stranger[1].send(new byte[] {'X'}, 0, 1, 0);
      }
      thread.join(10_000);
      assertFalse(thread.isAlive(), "stuck in round " + round);
      byte[] own = new byte[8];
      for (Socket stranger : strangers) {
        assertEquals(1, stranger.recv(own, 0, 8, 0), "nobody took its byte");
        stranger.close();
      }
      pair[1].close();
    }
    if (wrong.get() != null) {
      throw new AssertionError(wrong.get());
    }
    assertTrue(closedInTime.get() > 0, "no reader was blocked in 1500 rounds");
  }

  /** Eight threads do everything to descriptors; in the end there are those of the beginning. */
  @Test
  @Timeout(60)
  void stress() throws Exception {
    Socket.open(Domain.UNIX, Type.STREAM).close(); // what is opened once for all is open now
    Set<String> before = table();
    AtomicReference<Throwable> wrong = new AtomicReference<>();
    AtomicReference<Socket> shared = new AtomicReference<>(Socket.open(Domain.UNIX, Type.DGRAM));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int round = 0; round < 1000; round++) {
                        step(shared, ThreadLocalRandom.current().nextInt(6));
                      }
                    } catch (Throwable e) {
                      wrong.set(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      assertTrue(thread.join(Duration.ofSeconds(60)), "a thread is stuck");
    }
    shared.get().close();
    if (wrong.get() != null) {
      throw new AssertionError(wrong.get());
    }
    for (int i = 0; i < 100 && !table().equals(before); i++) {
      Thread.sleep(10); // the last of the closers
    }
    assertEquals(before, table());
  }

  private static void step(AtomicReference<Socket> shared, int what) throws Exception {
    Socket socket = shared.get();
    try {
      switch (what) {
        case 0 -> {
          try (Socket fresh = Socket.open(Domain.UNIX, Type.DGRAM)) {
            assertTrue(fresh.fd() >= 0);
          }
        }
        case 1 -> {
          try (Socket dup = socket.dup()) {
            dup.localAddress();
          }
        }
        case 2 -> Socket.adopt(socket.detach()).close();
        case 3 -> socket.close();
        case 4 -> socket.use(fd -> Fcntl.fcntl(fd, Fcntl.F_GETFD, 0) >= 0 ? fd : fail("closed"));
        default -> {
          Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
          assertEquals(1, pair[0].send(new byte[1], 0, 1, 0));
          pair[0].close();
          Unistd.close(pair[1].detach());
        }
      }
    } catch (ClosedChannelException e) {
      Socket fresh = Socket.open(Domain.UNIX, Type.DGRAM);
      if (!shared.compareAndSet(socket, fresh)) {
        fresh.close();
      }
    } catch (IllegalStateException e) {
      assertEquals(2, what, "only detach minds others");
    }
  }

  private static List<Path> links() throws IOException {
    try (var entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.toList();
    }
  }

  /** The open descriptors, but for the directory that this reads. */
  private static Set<String> table() throws IOException {
    Set<String> table = new TreeSet<>();
    for (Path link : links()) {
      if (Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        table.add(link.getFileName() + " " + Files.readSymbolicLink(link));
      }
    }
    return table;
  }
}
