/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.DGRAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Poller;
import berkeley.sockets.PollerEvents;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Messages;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Transfer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An error that comes after a part belongs to the next call. What is right is what the kernel does
 * with the same calls on a platform thread, where each is one system call.
 */
@Timeout(120)
class ErrorAfterPartTest {
  private static final long RESET = -errno_h.ECONNRESET;
  private static final long PART = Long.MAX_VALUE; // any count above 0 and below all
  private static final int MUCH = 16 << 20;
  private static final int FD_SETSIZE = 1024;
  private static final int WAITALL = sys_socket_h.MSG_WAITALL;
  private static final int NOSIGNAL = sys_socket_h.MSG_NOSIGNAL;
  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  private final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Fds::close);
    arena.close();
  }

  private static long recv(int fd) {
    return Transfer.recv(fd, null, new byte[8], 0, 8, 0);
  }

  private static long recvAll(int fd) {
    return Transfer.recv(fd, null, new byte[20], 0, 20, WAITALL);
  }

  private static long send(int fd) {
    return Transfer.send(fd, null, new byte[8], 0, 8, NOSIGNAL);
  }

  private long error(int fd) {
    MemorySegment value = arena.allocate(4, 4);
    MemorySegment length = arena.allocate(4, 4);
    length.set(ValueLayout.JAVA_INT, 0, 4);
    Descriptors.getsockopt(fd, sys_socket_h.SOL_SOCKET, sys_socket_h.SO_ERROR, value, length);
    return value.get(ValueLayout.JAVA_INT, 0);
  }

  private MemorySegment iov() {
    MemorySegment iov = arena.allocate(2 * iovec.sizeof(), 8);
    MemorySegment data = arena.allocate(MUCH);
    for (int i = 0; i < 2; i++) {
      MemorySegment half = data.asSlice(i * (MUCH / 2), MUCH / 2);
      iovec.iov_base(iov.asSlice(i * iovec.sizeof(), iovec.sizeof()), half);
      iovec.iov_len(iov.asSlice(i * iovec.sizeof(), iovec.sizeof()), MUCH / 2);
    }
    return iov;
  }

  private static void reset(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment linger = arena.allocate(8, 4);
      linger.set(ValueLayout.JAVA_INT, 0, 1);
      Fds.ok(Sys.setsockopt(fd, sys_socket_h.SOL_SOCKET, sys_socket_h.SO_LINGER, linger, 8));
    }
    Fds.close(fd);
  }

  /** Makes the calls, of which the first one waits when the peer, having sent, resets. */
  private List<Long> onTcp(boolean virtual, int bytes, IntToLongFunction... calls) {
    int[] pair = Fds.tcp();
    open.add(pair[0]);
    FutureTask<List<Long>> task =
        new FutureTask<>(
            () -> {
              List<Long> results = new ArrayList<>();
              for (IntToLongFunction call : calls) {
                long result = call.applyAsLong(pair[0]);
                results.add(result > 1000 && result < MUCH ? PART : result);
              }
              return results;
            });
    return run(
        virtual,
        task,
        () -> {
          if (bytes > 0) {
            Fds.ok(Transfer.send(pair[1], null, new byte[bytes], 0, bytes, 0));
          } else {
            assertTrue(hasReceived(pair[1]), "the call has begun");
          }
          pause(100);
          reset(pair[1]);
        });
  }

  /** Waits until the peer has sent something, for a minute at most. */
  private static boolean hasReceived(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(pollfd.sizeof(), 8);
      pollfd.fd(entry, fd);
      pollfd.events(entry, (short) poll_h.POLLIN);
      return Sys.poll(entry, 1, 60_000) == 1;
    }
  }

  private static List<Long> run(boolean virtual, FutureTask<List<Long>> task, Runnable peer) {
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
    pause(300);
    peer.run();
    try {
      return task.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void onBoth(List<Long> expected, int bytes, IntToLongFunction... calls) {
    assertEquals(expected, onTcp(false, bytes, calls), "the kernel");
    assertEquals(expected, onTcp(true, bytes, calls), "on a virtual thread");
  }

  @Test
  void theNextReceiveTellsOfAResetOnce() {
    onBoth(List.of(10L, RESET, 0L), 10, fd -> recvAll(fd), fd -> recv(fd), fd -> recv(fd));
  }

  @Test
  void theNextSendTellsOfIt() {
    long pipe = -errno_h.EPIPE;
    onBoth(
        List.of(10L, RESET, pipe, 0L),
        10,
        fd -> recvAll(fd),
        fd -> send(fd),
        fd -> send(fd),
        fd -> recv(fd));
  }

  @Test
  void theOptionTellsOfIt() {
    long reset = errno_h.ECONNRESET;
    onBoth(
        List.of(10L, reset, 0L, 0L),
        10,
        fd -> recvAll(fd),
        fd -> error(fd),
        fd -> error(fd),
        fd -> recv(fd));
  }

  @Test
  void messagesAndVectorsTellOfIt() {
    MemorySegment message = arena.allocate(msghdr.sizeof(), 8);
    MemorySegment iov = iov();
    msghdr.msg_iov(message, iov);
    msghdr.msg_iovlen(message, 2);
    onBoth(
        List.of(10L, RESET, 0L),
        10,
        fd -> recvAll(fd),
        fd -> Messages.recvmsg(fd, message, 0),
        fd -> recv(fd));
    onBoth(
        List.of(10L, RESET, 0L),
        10,
        fd -> recvAll(fd),
        fd -> ReadWrite.readv(fd, iov, 2),
        fd -> recv(fd));
    onBoth(
        List.of(10L, RESET, 0L),
        10,
        fd -> recvAll(fd),
        fd -> ReadWrite.read(fd, null, new byte[8], 0, 8),
        fd -> recv(fd));
  }

  @Test
  void aDuplicateTellsOfIt() {
    int[] copy = {-1};
    onBoth(
        List.of(10L, 0L, RESET, 0L),
        10,
        fd -> recvAll(fd),
        fd -> {
          copy[0] = Fds.ok(Descriptors.dup(fd));
          open.add(copy[0]);
          return 0;
        },
        fd -> recv(copy[0]),
        fd -> recv(fd));
  }

  @Test
  void anotherFileUnderTheNumberDoesNot() {
    onBoth(
        List.of(10L, 0L, 8L, 8L),
        10,
        fd -> recvAll(fd),
        fd -> {
          int[] other = Fds.pair(DGRAM);
          open.add(other[0]);
          Fds.ok(Sys.dup2(other[1], fd)); // as foreign code would
          Fds.close(other[1]);
          return 0;
        },
        fd -> send(fd),
        fd -> {
          send(open.getLast());
          return recv(fd);
        });
  }

  @Test
  void aPartThatWasSentHidesNoReset() {
    MemorySegment data = arena.allocate(MUCH);
    MemorySegment message = arena.allocate(msghdr.sizeof(), 8);
    MemorySegment iov = iov();
    msghdr.msg_iov(message, iov);
    msghdr.msg_iovlen(message, 2);
    List<IntToLongFunction> sends =
        List.of(
            fd -> Transfer.send(fd, data, null, 0, MUCH, NOSIGNAL),
            fd -> Transfer.send(fd, null, new byte[MUCH], 0, MUCH, NOSIGNAL),
            fd ->
                Transfer.sendto(fd, null, new byte[MUCH], 0, MUCH, NOSIGNAL, MemorySegment.NULL, 0),
            fd -> Messages.sendmsg(fd, message, NOSIGNAL),
            fd -> ReadWrite.write(fd, data, null, 0, MUCH),
            fd -> ReadWrite.writev(fd, iov, 2));
    for (IntToLongFunction each : sends) {
      onBoth(List.of(PART, RESET, 0L), 0, each, fd -> recv(fd), fd -> recv(fd));
    }
  }

  private long poll(int fd) {
    MemorySegment entry = arena.allocate(pollfd.sizeof(), 8);
    pollfd.fd(entry, fd);
    pollfd.events(entry, (short) poll_h.POLLIN);
    Multiplexing.poll(entry, 1, -1);
    return pollfd.revents(entry);
  }

  private long select(int fd) {
    MemorySegment sets = arena.allocate(3 * FD_SETSIZE / 8, 8);
    MemorySegment[] set = new MemorySegment[3];
    for (int i = 0; i < set.length; i++) {
      set[i] = sets.asSlice(i * FD_SETSIZE / 8, FD_SETSIZE / 8);
      set[i].set(ValueLayout.JAVA_INT, fd / 32 * 4, 1 << fd % 32);
    }
    return Multiplexing.select(fd + 1, set[0], set[1], set[2], MemorySegment.NULL);
  }

  @Test
  void pollAndSelectReportWhatTheNextCallWillTell() {
    long all = poll_h.POLLIN | poll_h.POLLERR | poll_h.POLLHUP;
    onBoth(
        List.of(10L, all, 2L, RESET, all & ~poll_h.POLLERR, 2L),
        10,
        fd -> recvAll(fd),
        fd -> poll(fd),
        fd -> select(fd),
        fd -> recv(fd),
        fd -> poll(fd),
        fd -> select(fd));
  }

  /** As pollAndSelectReportWhatTheNextCallWillTell, in the words of epoll. */
  @Test
  void aPollerReportsIt() throws Exception {
    PollerEvents ready = new PollerEvents(4);
    long all = Poller.IN | Poller.ERR | Poller.HUP;
    try (Poller poller = Poller.open()) {
      IntToLongFunction await =
          fd -> {
            try {
              poller.add(fd, Poller.IN, null);
              assertEquals(1, poller.await(ready, -1));
              poller.remove(fd);
              return ready.events(0);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          };
      onBoth(
          List.of(10L, all, RESET, all & ~Poller.ERR),
          10,
          fd -> recvAll(fd),
          await,
          fd -> recv(fd),
          await);
    }
  }

  /** The kernel drops it, as sendmmsg(2) says under BUGS. */
  @Test
  void theErrorThatEndsASentBatchIsDropped() {
    for (boolean virtual : new boolean[] {false, true}) {
      int mine = Fds.bound(DGRAM, 0);
      int peer = Fds.bound(DGRAM, 0);
      open.add(mine);
      Fds.ok(Sys.connect(mine, Fds.name(arena, peer), 16));
      Fds.close(peer);
      MemorySegment batch = batch(4);
      FutureTask<List<Long>> task =
          new FutureTask<>(
              () ->
                  List.of(
                      Messages.sendmmsg(mine, batch, 4, 0),
                      Transfer.recv(mine, null, new byte[8], 0, 8, DONTWAIT)));
      List<Long> results = run(virtual, task, () -> {});
      assertEquals(List.of(1L, Fds.EAGAIN), results, "" + virtual);
    }
  }

  private MemorySegment batch(int count) {
    MemorySegment batch = arena.allocate(count * mmsghdr.sizeof(), 8);
    MemorySegment iov = arena.allocate(iovec.sizeof(), 8);
    iovec.iov_base(iov, arena.allocate(100));
    iovec.iov_len(iov, 100);
    for (int i = 0; i < count; i++) {
      MemorySegment one = batch.asSlice(i * mmsghdr.sizeof(), msghdr.sizeof());
      msghdr.msg_iov(one, iov);
      msghdr.msg_iovlen(one, 1);
    }
    return batch;
  }

  @Test
  void theErrorThatEndsABatchIsTheNextCalls() {
    for (boolean virtual : new boolean[] {false, true}) {
      int mine = Fds.bound(DGRAM, 0);
      int peer = Fds.bound(DGRAM, 0);
      open.add(mine);
      Fds.ok(Sys.connect(mine, Fds.name(arena, peer), 16));
      Fds.ok(Sys.connect(peer, Fds.name(arena, mine), 16));
      MemorySegment batch = batch(2);
      FutureTask<List<Long>> task =
          new FutureTask<>(
              () ->
                  List.of(
                      Messages.recvmmsg(mine, batch, 2, 0, MemorySegment.NULL),
                      Transfer.recv(mine, null, new byte[8], 0, 8, DONTWAIT),
                      Transfer.recv(mine, null, new byte[8], 0, 8, DONTWAIT)));
      List<Long> results =
          run(
              virtual,
              task,
              () -> {
                send(peer);
                pause(100);
                Fds.close(peer);
                send(mine); // answered: port unreachable
              });
      assertEquals(List.of(1L, (long) -errno_h.ECONNREFUSED, Fds.EAGAIN), results, "" + virtual);
    }
  }
}
