/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** poll and select at their limits: a virtual thread answers as the kernel does. */
@Timeout(60)
class WaitLimitsTest {
  private static final MemorySegment NULL = MemorySegment.NULL;
  private static final int IN = poll_h.POLLIN;

  private final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Fds::close);
    arena.close();
  }

  private int[] pair() {
    int[] pair = Fds.pair(Fds.STREAM);
    open.add(pair[0]);
    open.add(pair[1]);
    return pair;
  }

  private long select(int n, MemorySegment read, long seconds, long micros) {
    MemorySegment time = timeval.allocate(arena);
    timeval.tv_sec(time, seconds);
    timeval.tv_usec(time, micros);
    return Multiplexing.select(n, read, NULL, NULL, time);
  }

  private static void same(long expected, LongSupplier call) {
    assertEquals(expected, call.getAsLong(), "the kernel");
    assertEquals(expected, Virtual.call(call), "on a virtual thread");
  }

  /** Without sets there is nothing to read of, however large nfds is: select sleeps. */
  @Test
  void selectIsASleep() {
    same(0, () -> select(Integer.MAX_VALUE, NULL, 0, 1000));
    same(0, () -> select(0, NULL, 0, 1000));
  }

  /** Expected values from a C program with glibc. */
  @Test
  void selectTakesTheLongestTimes() {
    int[] pair = pair();
    Transfer.send(pair[1], null, new byte[1], 0, 1, 0);
    long[][] times = {
      {Long.MAX_VALUE, 0, 1},
      {Long.MAX_VALUE, 999_999, 1},
      {Long.MAX_VALUE - 1, 5_000_000, 1},
      {Long.MAX_VALUE / 1_000_000_000, 999_999, 1},
      {10, 3_000_000, 1},
      {0, Long.MAX_VALUE, -errno_h.EINVAL},
      {0, -1, -errno_h.EINVAL},
      {-1, 0, -errno_h.EINVAL}
    };
    for (long[] each : times) {
      same(
          each[2],
          () -> {
            MemorySegment set = arena.allocate(128, 8);
            set.set(java.lang.foreign.ValueLayout.JAVA_INT, pair[0] / 32 * 4, 1 << pair[0] % 32);
            return select(pair[0] + 1, set, each[0], each[1]);
          });
    }
    Virtual.Running waiting =
        Virtual.start(() -> select(0, NULL, Long.MAX_VALUE, 999_999)).blocked();
    waiting.thread.interrupt();
    assertEquals(Fds.EINTR, waiting.result());
  }

  private MemorySegment fds(int... numbers) {
    MemorySegment fds = arena.allocate(numbers.length * pollfd.sizeof() + 1, 8).asSlice(1);
    for (int i = 0; i < numbers.length; i++) {
      pollfd.fd(fds.asSlice(i * pollfd.sizeof()), numbers[i]);
      pollfd.events(fds.asSlice(i * pollfd.sizeof()), (short) IN);
    }
    return fds; // C takes any address
  }

  /** An epoll of epolls as deep as the kernel lets, which another epoll cannot watch. */
  private int deepest(int fd) {
    int top = fd;
    while (true) {
      int epoll = Fds.ok(Sys.epoll_create1(0));
      open.add(epoll);
      if (EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_ADD, top, IN, 0) != 0) {
        return top;
      }
      top = epoll;
    }
  }

  @Test
  void whatEpollCannotWatchIsWaitedForAllTheSame() {
    int[] pair = pair();
    int deepest = deepest(pair[0]);
    Virtual.Running waiting =
        Virtual.start(() -> Multiplexing.poll(fds(deepest, pair()[0], -1), 3, -1)).blocked();
    Transfer.send(pair[1], null, new byte[1], 0, 1, 0);
    assertEquals(1, waiting.result());
  }

  /** POLLNVAL, as poll(2) says of a descriptor that is not open. */
  @Test
  void aDescriptorThatIsClosedMeanwhileIsNotOpen() {
    int[] pair = Fds.pair(Fds.STREAM);
    MemorySegment fds = fds(pair[0]);
    Virtual.Running waiting = Virtual.start(() -> Multiplexing.poll(fds, 1, -1)).blocked();
    Fds.close(pair[0]);
    assertEquals(1, waiting.result());
    assertEquals(poll_h.POLLNVAL, pollfd.revents(fds));
    Fds.close(pair[1]);
  }
}
