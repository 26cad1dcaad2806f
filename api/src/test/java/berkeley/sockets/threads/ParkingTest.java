/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.DGRAM;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.KernelCopies;
import berkeley.sockets.internal.calls.Messages;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.threads.Virtual.Running;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each call that blocks, on more virtual threads than there are carriers. */
@Timeout(60)
class ParkingTest {
  private static final int THREADS = 3 * Runtime.getRuntime().availableProcessors();
  private static final MemorySegment NULL = MemorySegment.NULL;

  private final Arena arena = Arena.ofShared();
  private int[] fds = {};

  @AfterEach
  void close() {
    Fds.close(fds);
    arena.close();
  }

  private MemorySegment memory(long n) {
    return arena.allocate(n, 8);
  }

  private MemorySegment message(MemorySegment buffer) {
    MemorySegment iov = iov(buffer);
    MemorySegment message = memory(mmsghdr.sizeof());
    message.set(ValueLayout.ADDRESS, msghdr.msg_iov$offset(), iov);
    message.set(ValueLayout.JAVA_LONG, msghdr.msg_iovlen$offset(), 1);
    return message;
  }

  private MemorySegment iov(MemorySegment buffer) {
    MemorySegment iov = memory(iovec.sizeof());
    iov.set(ValueLayout.ADDRESS, 0, buffer);
    iov.set(ValueLayout.JAVA_LONG, iovec.iov_len$offset(), buffer.byteSize());
    return iov;
  }

  /** The call waits for a byte on fds[0] in each thread, and gets it from fds[1]. */
  private void receives(long expected, LongSupplier call) {
    List<Running> calls = Virtual.blocked(THREADS, call);
    int blocking = Fds.flags(fds[0]);
    for (int i = 0; i < THREADS; i++) {
      assertEquals(8, Sys.write(fds[1], memory(8).fill((byte) 1), 8));
    }
    for (Running each : calls) {
      assertEquals(expected, each.result());
    }
    assertEquals(blocking, Fds.flags(fds[0]), "O_NONBLOCK has changed");
  }

  @Test
  void recvOfASegment() {
    fds = Fds.tcp();
    MemorySegment buffer = memory(8);
    receives(8, () -> Transfer.recv(fds[0], buffer, null, 0, 8, 0));
  }

  @Test
  void recvOfAnArray() {
    fds = Fds.pair(STREAM);
    receives(8, () -> Transfer.recv(fds[0], null, new byte[8], 0, 8, 0));
  }

  @Test
  void recvfrom() {
    fds = Fds.pair(DGRAM);
    MemorySegment length = memory(4);
    receives(8, () -> Transfer.recvfrom(fds[0], null, new byte[99], 0, 99, 0, memory(16), length));
  }

  @Test
  void recvmsg() {
    fds = Fds.pair(DGRAM);
    receives(8, () -> Messages.recvmsg(fds[0], message(memory(99)), 0));
  }

  @Test
  void recvmmsg() {
    fds = Fds.pair(DGRAM);
    receives(1, () -> Messages.recvmmsg(fds[0], message(memory(99)), 1, 0, NULL));
  }

  @Test
  void readOfASocket() {
    fds = Fds.pair(STREAM);
    receives(8, () -> ReadWrite.read(fds[0], memory(8), null, 0, 8));
  }

  @Test
  void readOfAPipe() {
    fds = Fds.pipe();
    receives(8, () -> ReadWrite.read(fds[0], null, new byte[8], 0, 8));
  }

  @Test
  void readvOfAPipe() {
    fds = Fds.pipe();
    receives(8, () -> ReadWrite.readv(fds[0], iov(memory(8)), 1));
  }

  @Test
  void readOfAnEventfd() {
    int fd = Fds.ok(Sys.eventfd(0, berkeley.sockets.bindings.headers.sys_eventfd_h.EFD_SEMAPHORE));
    fds = new int[] {fd, Fds.ok(Sys.dup(fd))};
    List<Running> calls =
        Virtual.blocked(THREADS, () -> ReadWrite.read(fds[0], memory(8), null, 0, 8));
    Fds.ok(Sys.eventfd_write(fds[1], THREADS));
    calls.forEach(each -> assertEquals(8, each.result()));
  }

  @Test
  void spliceFromAnEmptyPipe() {
    int[] from = Fds.pipe();
    int[] to = Fds.pipe();
    fds = new int[] {from[0], from[1], to[0], to[1]};
    receives(8, () -> KernelCopies.splice(fds[0], NULL, fds[3], NULL, 8, 0));
  }

  private MemorySegment pollfd(MemorySegment fds, int index, int fd) {
    fds.set(ValueLayout.JAVA_INT, index * 8L, fd);
    fds.set(ValueLayout.JAVA_SHORT, index * 8L + 4, (short) poll_h.POLLIN);
    return fds;
  }

  /** The call waits until fds[0] is readable. */
  private void notices(long expected, LongSupplier call) {
    List<Running> calls = Virtual.blocked(THREADS, call);
    assertEquals(1, Sys.write(fds[1], memory(1), 1));
    for (Running each : calls) {
      assertEquals(expected, each.result());
    }
  }

  @Test
  void pollOfOne() {
    fds = Fds.pipe();
    notices(1, () -> Multiplexing.poll(pollfd(memory(8), 0, fds[0]), 1, -1));
  }

  @Test
  void pollOfMany() {
    int[] pipe = Fds.pipe();
    int[] other = Fds.pair(STREAM);
    fds = new int[] {pipe[0], pipe[1], other[0], other[1]};
    notices(
        2,
        () -> {
          MemorySegment set = pollfd(pollfd(memory(24), 0, fds[2]), 1, fds[0]);
          return Multiplexing.ppoll(pollfd(set, 2, fds[0]), 3, NULL, NULL);
        });
  }

  @Test
  void select() {
    fds = Fds.pipe();
    notices(
        1,
        () -> {
          MemorySegment set = memory(128);
          long word = fds[0] / 64 * 8L;
          set.set(ValueLayout.JAVA_LONG, word, 1L << fds[0]);
          long ready = Multiplexing.select(fds[0] + 1, set, NULL, NULL, NULL);
          return set.get(ValueLayout.JAVA_LONG, word) == 1L << fds[0] ? ready : -1;
        });
  }

  @Test
  void epollWait() {
    int[] pipe = Fds.pipe();
    int epoll = Fds.ok(Sys.epoll_create1(0));
    fds = new int[] {pipe[0], pipe[1], epoll};
    MemorySegment event = memory(epoll_event.sizeof());
    event.set(ValueLayout.JAVA_INT, 0, sys_epoll_h.EPOLLIN);
    Fds.ok(Sys.epoll_ctl(epoll, sys_epoll_h.EPOLL_CTL_ADD, pipe[0], event));
    notices(1, () -> Multiplexing.epoll_wait(epoll, memory(epoll_event.sizeof()), 1, -1));
  }

  @Test
  void acceptByManyOnOneListener() {
    int listener = Fds.bound(STREAM, THREADS);
    List<Running> calls = Virtual.blocked(THREADS, () -> Connections.accept(listener, NULL, NULL));
    fds = new int[2 * THREADS + 1];
    fds[2 * THREADS] = listener;
    MemorySegment name = Fds.name(arena, listener);
    for (int i = 0; i < THREADS; i++) {
      fds[i] = Fds.ok(Sys.socket(Fds.AF_INET, STREAM, 0));
      assertEquals(0, Virtual.call(connect(fds[i], name)));
    }
    for (int i = 0; i < THREADS; i++) {
      fds[THREADS + i] = Fds.ok(calls.get(i).result());
    }
  }

  /** Who loses a connection to a platform thread holds a carrier, but no more than one. */
  @Test
  void acceptBesideAPlatformThread() throws InterruptedException {
    assumeTrue(
        Integer.getInteger("jdk.virtualThreadScheduler.parallelism", THREADS / 3) > 1,
        "the only carrier may be the one that is held");
    int listener = Fds.bound(STREAM, 128);
    fds = new int[] {listener};
    AtomicInteger accepted = new AtomicInteger();
    LongSupplier loop =
        () -> {
          while (true) {
            long fd = Connections.accept(listener, NULL, NULL);
            if (fd < 0) {
              return fd;
            }
            Fds.close((int) fd);
            accepted.incrementAndGet();
          }
        };
    Thread platform = Thread.ofPlatform().daemon().start(loop::getAsLong);
    List<Running> calls = Virtual.blocked(THREADS, loop);
    MemorySegment name = Fds.name(arena, listener);
    for (int i = 1; i <= 300; i++) {
      int client = Fds.ok(Sys.socket(Fds.AF_INET, STREAM, 0));
      Fds.ok(Sys.connect(client, name, 16));
      for (int pauses = 0; accepted.get() < i && pauses < 10_000; pauses++) {
        Virtual.pause();
      }
      Fds.close(client);
    }
    assertEquals(300, accepted.get());
    assertEquals(0, Virtual.call(() -> 0), "all carriers are held");
    Fds.ok(Sys.shutdown(listener, sys_socket_h.SHUT_RDWR));
    for (Running each : calls) {
      assertEquals(-errno_h.EINVAL, each.result());
    }
    assertTrue(platform.join(Duration.ofSeconds(10)), "the platform thread is stuck");
  }

  private static LongSupplier connect(int fd, MemorySegment name) {
    return () -> Connections.connect(fd, name, 16);
  }

  @Test
  void connectToAFullBacklog() {
    int listener = Fds.ok(Sys.socket(Fds.AF_UNIX, STREAM, 0));
    MemorySegment any = memory(16);
    any.set(ValueLayout.JAVA_SHORT, 0, (short) Fds.AF_UNIX);
    Fds.ok(Sys.bind(listener, any, 2)); // picks an abstract name
    Fds.ok(Sys.listen(listener, 0));
    MemorySegment name = Fds.name(arena, listener);
    fds = new int[] {listener, Fds.ok(Sys.socket(Fds.AF_UNIX, STREAM, 0))};
    Fds.ok(Sys.connect(fds[1], name, 8)); // the one that the queue has room for
    List<Running> calls =
        Virtual.blocked(
            THREADS,
            () -> {
              int fd = Fds.ok(Sys.socket(Fds.AF_UNIX, STREAM, 0));
              long result = Connections.connect(fd, name, 8);
              Fds.close(fd);
              return result;
            });
    for (int i = 0; i <= THREADS; i++) {
      Fds.close(Fds.ok(Sys.accept(listener, NULL, NULL)));
    }
    calls.forEach(each -> assertEquals(0, each.result()));
  }

  /** Each thread fills one end of its own pair until it must wait; then the other end drains. */
  private void sendsAll(boolean pipe, long n, Call call) {
    int[][] pairs = new int[THREADS][];
    for (int i = 0; i < THREADS; i++) {
      pairs[i] = pipe ? Fds.pipe() : Fds.pair(STREAM);
    }
    int[] next = {0};
    List<Running> calls =
        Virtual.blocked(
            THREADS,
            () -> {
              int[] pair;
              synchronized (next) {
                pair = pairs[next[0]++];
              }
              return call.run(pair[1]);
            });
    MemorySegment sink = memory(n);
    for (int i = 0; i < THREADS; i++) {
      for (long left = n; left > 0; ) {
        left -= Fds.ok(Sys.read(pairs[i][0], sink, left));
      }
    }
    calls.forEach(each -> assertEquals(n, each.result()));
    for (int[] pair : pairs) {
      Fds.close(pair);
    }
  }

  private interface Call {
    long run(int fd);
  }

  private static final int MUCH = 3 << 20;

  @Test
  void sendOfASegment() {
    MemorySegment much = memory(MUCH);
    sendsAll(false, MUCH, fd -> Transfer.send(fd, much, null, 0, MUCH, 0));
  }

  @Test
  void sendOfAnArray() {
    byte[] much = new byte[MUCH];
    sendsAll(false, MUCH, fd -> Transfer.send(fd, null, much, 0, MUCH, 0));
  }

  @Test
  void sendmsg() {
    MemorySegment much = memory(MUCH);
    sendsAll(false, MUCH, fd -> Messages.sendmsg(fd, message(much), 0));
  }

  @Test
  void sendmmsg() {
    MemorySegment vector = memory(2 * mmsghdr.sizeof());
    vector.copyFrom(message(memory(MUCH)));
    vector.asSlice(mmsghdr.sizeof()).copyFrom(message(memory(MUCH)));
    sendsAll(
        false,
        2 * MUCH,
        fd -> {
          MemorySegment own = memory(vector.byteSize()).copyFrom(vector);
          long sent = Messages.sendmmsg(fd, own, 2, 0);
          long first = own.get(ValueLayout.JAVA_INT, mmsghdr.msg_len$offset());
          long second = own.get(ValueLayout.JAVA_INT, mmsghdr.sizeof() + mmsghdr.msg_len$offset());
          return sent == 2 ? first + second : sent;
        });
  }

  @Test
  void writeOfAPipe() {
    byte[] much = new byte[MUCH];
    sendsAll(true, MUCH, fd -> ReadWrite.write(fd, null, much, 0, MUCH));
  }

  @Test
  void writevOfAPipeAndASocket() {
    MemorySegment much = memory(MUCH);
    sendsAll(true, MUCH, fd -> ReadWrite.writev(fd, iov(much), 1));
    sendsAll(false, MUCH, fd -> ReadWrite.writev(fd, iov(much), 1));
  }

  @Test
  void sendtoAFullQueueOfAnotherSocket() {
    int receiver = Fds.ok(Sys.socket(Fds.AF_UNIX, DGRAM, 0));
    int sender = Fds.ok(Sys.socket(Fds.AF_UNIX, DGRAM, 0));
    fds = new int[] {receiver, sender};
    MemorySegment any = memory(16);
    any.set(ValueLayout.JAVA_SHORT, 0, (short) Fds.AF_UNIX);
    Fds.ok(Sys.bind(receiver, any, 2));
    MemorySegment name = Fds.name(arena, receiver);
    long filled = 0;
    while (Sys.sendto(sender, memory(8), 8, Fds.DONTWAIT, name, 8) == 8) {
      filled++;
    }
    assertTrue(filled > 0);
    List<Running> calls =
        Virtual.blocked(
            THREADS, () -> Transfer.sendto(sender, null, new byte[8], 0, 8, 0, name, 8));
    for (long i = 0; i < filled + THREADS; i++) {
      assertEquals(8, Sys.recv(receiver, any, 8, 0));
    }
    calls.forEach(each -> assertEquals(8, each.result()));
  }
}
