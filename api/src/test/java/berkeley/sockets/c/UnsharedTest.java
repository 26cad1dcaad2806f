/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.Pointers.array;
import static berkeley.sockets.c.Spawn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysWait.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.control;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Codec;
import berkeley.sockets.ControlMessage;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.internal.parking.Unshared;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which sockets nobody else has: those of socket(2), until they are handed on in one of the ways
 * that Linux has.
 */
class UnsharedTest {
  private static int ok(long result) {
    return (int) Workspace.ok(result);
  }

  private static void sharedBy(String how, IntConsumer sharing) {
    int fd = ok(socket(AF_INET, SOCK_STREAM, 0));
    assertTrue(Unshared.contains(fd), how);
    sharing.accept(fd);
    assertFalse(Unshared.contains(fd), how);
    ok(close(fd));
  }

  @Test
  void duplicatesAreShared() {
    sharedBy("dup", fd -> ok(close(ok(dup(fd)))));
    sharedBy("dup2", fd -> ok(close(ok(dup2(fd, 700)))));
    sharedBy("dup3", fd -> ok(close(ok(dup3(fd, 701, O_CLOEXEC)))));
    sharedBy("F_DUPFD", fd -> ok(close(ok(fcntl(fd, F_DUPFD, 0)))));
    sharedBy("F_DUPFD_CLOEXEC", fd -> ok(close(ok(fcntl(fd, F_DUPFD_CLOEXEC, 0)))));
    sharedBy("the target of dup2", fd -> ok(dup2(0, fd)));
    sharedBy("the target of dup3", fd -> ok(dup3(0, fd, 0)));
  }

  @Test
  void theNumbersNextFileIsAnother() {
    sharedBy(
        "open",
        fd -> {
          ok(close(fd));
          assertFalse(Unshared.contains(fd), "closed");
          assertEquals(fd, ok(open("/dev/null", O_RDONLY)));
        });
    try (Workspace w = new Workspace()) {
      MemorySegment pair = w.arena.allocate(8, 4);
      ok(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
      for (int i = 0; i < 2; i++) {
        assertFalse(Unshared.contains(pair.getAtIndex(JAVA_INT, i)));
        ok(close(pair.getAtIndex(JAVA_INT, i)));
      }
    }
  }

  @Test
  void whatIsSentIsShared() {
    try (Workspace w = new Workspace()) {
      MemorySegment pair = w.arena.allocate(8, 4);
      ok(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
      int channel = w.owned(pair.get(JAVA_INT, 0));
      w.owned(pair.get(JAVA_INT, 4));
      sharedBy(
          "sendmsg",
          fd -> {
            MemorySegment message = w.message(w.arena.allocate(1), CMSG_SPACE(4));
            control(message, SOL_SOCKET, SCM_RIGHTS, 4).set(JAVA_INT, 0, fd);
            assertEquals(1, ok(sendmsg(channel, message, 0)));
          });
      sharedBy(
          "sendmmsg",
          fd -> {
            MemorySegment message = w.message(w.arena.allocate(1), CMSG_SPACE(8));
            MemorySegment rights = control(message, SOL_SOCKET, SCM_RIGHTS, 8);
            rights.set(JAVA_INT, 0, channel);
            rights.set(JAVA_INT, 4, fd);
            MemorySegment vector = mmsghdr.allocateArray(2, w.arena);
            for (int i = 0; i < 2; i++) {
              MemorySegment at = mmsghdr.asSlice(vector, i);
              MemorySegment one = i == 0 ? w.message(w.arena.allocate(1), 0) : message;
              MemorySegment.copy(one, 0, at, 0, msghdr.sizeof());
            }
            assertEquals(2, ok(sendmmsg(channel, vector, 2, 0)));
          });
    }
  }

  @Test
  void whatAChildHasIsShared() {
    try (Workspace w = new Workspace()) {
      int inherited = w.owned(ok(socket(AF_INET, SOCK_STREAM, 0)));
      int given = w.owned(ok(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
      int[] ours = new int[100]; // more than the numbers that file actions have ever named here
      for (int i = 0; i < ours.length; i++) {
        ours[i] = w.owned(ok(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)));
      }
      MemorySegment actions = posix_spawn_file_actions_t.allocate(w.arena);
      assertEquals(0, posix_spawn_file_actions_init(actions));
      assertEquals(0, posix_spawn_file_actions_adddup2(actions, given, 5));
      MemorySegment pid = w.arena.allocate(JAVA_INT);
      MemorySegment argv = array(w.arena, "true");
      assertEquals(0, posix_spawnp(pid, "true", actions, NULL, argv, environ()));
      assertEquals(0, posix_spawn_file_actions_destroy(actions));
      ok(waitpid(pid.get(JAVA_INT, 0), NULL, 0));
      assertFalse(Unshared.contains(inherited));
      assertFalse(Unshared.contains(given));
      assertTrue(IntStream.of(ours).anyMatch(Unshared::contains));
    }
  }

  /** A thread that waits in the kernel waits, though it meets the moment of another mode. */
  @Test
  void noReceiveIsMisledByAChangeOfMode() throws Exception {
    try (Workspace w = new Workspace()) {
      MemorySegment address = w.arena.allocate(16, 4);
      address.set(JAVA_SHORT, 0, (short) AF_INET);
      int from = w.owned(ok(socket(AF_INET, SOCK_DGRAM, 0)));
      int to = w.owned(ok(socket(AF_INET, SOCK_DGRAM, 0)));
      MemorySegment length = w.arena.allocate(JAVA_INT);
      length.set(JAVA_INT, 0, 16);
      ok(bind(to, address, 16));
      ok(getsockname(to, address, length));
      MemorySegment data = w.arena.allocate(8);
      MemorySegment message = w.message(data, 0);
      MemorySegment vector = mmsghdr.allocateArray(1, w.arena);
      MemorySegment.copy(message, 0, vector, 0, msghdr.sizeof());
      MemorySegment iov = SysUio.iovec.allocate(w.arena);
      SysUio.iovec.iov_base(iov, data);
      SysUio.iovec.iov_len(iov, data.byteSize());
      List<LongSupplier> receives =
          List.of(
              () -> recv(to, data, 8, 0),
              () -> recv(to, new byte[8], 8, 0),
              () -> recvfrom(to, data, 8, 0, NULL, NULL),
              () -> recvmsg(to, message, 0),
              () -> recvmmsg(to, vector, 1, 0, NULL) == 1 ? mmsghdr.msg_len(vector) : -1,
              () -> read(to, data, 8),
              () -> read(to, new byte[8], 8),
              () -> SysUio.readv(to, iov, 1));
      for (LongSupplier receive : receives) {
        FutureTask<Long> waits = new FutureTask<>(receive::getAsLong);
        Thread thread = new Thread(waits);
        Unshared.withoutWaiting(to, () -> startAndMislead(thread));
        ok(sendto(from, new byte[3], 3, 0, address, 16));
        assertEquals(3, waits.get(20, TimeUnit.SECONDS));
      }
    }
  }

  /** Until the thread knows that its call has failed. */
  private static long startAndMislead(Thread thread) {
    thread.start();
    long end = System.nanoTime() + 20_000_000_000L;
    while (thread.getState() != Thread.State.BLOCKED && thread.isAlive()) {
      assertTrue(System.nanoTime() < end, "the call waits");
      Thread.onSpinWait();
    }
    return 0;
  }

  @Test
  void whatLeavesTheObjectsIsShared() throws IOException {
    Socket lent = Socket.open(Domain.INET, Type.STREAM);
    assertFalse(Unshared.contains(lent.fd()));
    int fd = lent.detach();
    try (Socket adopted = Socket.adopt(fd)) {
      assertEquals(fd, adopted.<Integer, RuntimeException>use(number -> number));
      assertFalse(Unshared.contains(fd));
    }
  }

  /** In the form of a row of the program's own as well. */
  @Test
  void whatAMessageGetsIsShared() throws IOException {
    int fd = ok(socket(AF_INET, SOCK_STREAM, 0));
    try (Message message = Message.builder().data(8).controlBytes(64).build()) {
      assertTrue(Unshared.contains(fd));
      message.add(ControlMessage.raw(SOL_SOCKET, SCM_RIGHTS, Codec.INT), fd);
      assertFalse(Unshared.contains(fd));
    } finally {
      close(fd);
    }
  }
}
