/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.Signal.*;
import static berkeley.sockets.c.SysEpoll.*;
import static berkeley.sockets.c.SysEventfd.*;
import static berkeley.sockets.c.SysSelect.*;
import static berkeley.sockets.c.SysSignalfd.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysTimerfd.*;
import static berkeley.sockets.c.Time.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Every way to wait for several descriptors finds the one that is ready. */
class MultiplexingTest {
  private static int[] pair(Workspace w) {
    MemorySegment cells = w.arena.allocate(8, 4);
    ok(socketpair(AF_UNIX, SOCK_STREAM, 0, cells));
    return new int[] {w.owned(cells.get(JAVA_INT, 0)), w.owned(cells.get(JAVA_INT, 4))};
  }

  private static MemorySegment time(Workspace w, long nanoseconds) {
    MemorySegment time = timespec.allocate(w.arena);
    timespec.tv_nsec(time, nanoseconds);
    return time;
  }

  @Test
  void epollGivesBackAll64BitsOfEachElement() {
    try (Workspace w = new Workspace()) {
      int epoll = w.owned(epoll_create1(EPOLL_CLOEXEC));
      long[] values = {-1, Long.MIN_VALUE, 0x0123456789abcdefL, 1L << 32};
      MemorySegment event = epoll_events(w.arena, 1);
      for (long value : values) {
        int[] pair = pair(w);
        events(event, 0, EPOLLIN | EPOLLET);
        data(event, 0, value);
        assertEquals(EPOLLIN | EPOLLET, events(event, 0));
        assertEquals(value, data(event, 0));
        assertEquals(0, epoll_ctl(epoll, EPOLL_CTL_ADD, pair[0], event));
        assertEquals(-1, epoll_ctl(epoll, EPOLL_CTL_ADD, pair[0], event));
        assertEquals(EEXIST, errno());
        assertEquals(1, ok(send(pair[1], new byte[1], 1, 0)));
      }
      MemorySegment ready = epoll_events(w.arena, 8);
      assertEquals(4, epoll_wait(epoll, ready, 8, 10_000));
      for (int i = 0; i < values.length; i++) { // in the order they became ready
        assertEquals(values[i], data(ready, i));
        assertEquals(EPOLLIN, events(ready, i));
      }
      assertEquals(0, epoll_wait(epoll, ready, 8, 0)); // edges come once
      assertEquals(0, epoll_pwait(epoll, ready, 8, 0, NULL));
      assertEquals(0, epoll_pwait2(epoll, ready, 8, time(w, 1000), NULL));
      assertThrows(IndexOutOfBoundsException.class, () -> epoll_wait(epoll, ready, 9, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> data(ready, 8));
      assertEquals(-1, epoll_wait(epoll, ready, 0, 0));
      assertEquals(EINVAL, errno());
      assertEquals(-1, epoll_create(0));
      assertEquals(EINVAL, errno());
    }
  }

  @Test
  void pollAndSelect() {
    try (Workspace w = new Workspace()) {
      int[] quiet = pair(w);
      int[] loud = pair(w);
      ok(send(loud[1], new byte[1], 1, 0));
      MemorySegment fds = pollfd.allocateArray(2, w.arena);
      pollfd.fd(pollfd.asSlice(fds, 0), quiet[0]);
      pollfd.fd(pollfd.asSlice(fds, 1), loud[0]);
      pollfd.events(pollfd.asSlice(fds, 0), (short) POLLIN);
      pollfd.events(pollfd.asSlice(fds, 1), (short) (POLLIN | POLLOUT));
      assertEquals(1, poll(fds, 2, -1));
      assertEquals(POLLIN | POLLOUT, pollfd.revents(pollfd.asSlice(fds, 1)));
      assertEquals(1, ppoll(fds, 2, time(w, 1000), NULL));
      assertEquals(0, poll(fds, 1, 1));
      assertEquals(0, poll(NULL, 0, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> poll(fds, 3, 0));

      MemorySegment set = w.arena.allocate(FD_SETSIZE / 8, 8);
      FD_ZERO(set);
      FD_SET(quiet[0], set);
      FD_SET(loud[0], set);
      int n = Math.max(quiet[0], loud[0]) + 1;
      assertEquals(1, select(n, set, NULL, NULL, NULL));
      assertTrue(FD_ISSET(loud[0], set));
      assertFalse(FD_ISSET(quiet[0], set));
      MemorySegment mask = sigset_t.allocate(w.arena);
      assertEquals(1, pselect(n, set, NULL, NULL, time(w, 1000), mask));
      FD_CLR(loud[0], set);
      MemorySegment limit = timeval.allocate(w.arena);
      timeval.tv_usec(limit, 1000);
      assertEquals(0, select(n, set, NULL, NULL, limit));
      assertEquals(0, timeval.tv_usec(limit)); // Linux writes what is left
      assertEquals(-1, select(-1, set, NULL, NULL, limit));
      assertEquals(EINVAL, errno());
      assertThrows(IndexOutOfBoundsException.class, () -> FD_SET(FD_SETSIZE, set));
      assertThrows(IndexOutOfBoundsException.class, () -> FD_SET(-1, set));
    }
  }

  @Test
  void countersTimersAndSignals() {
    try (Workspace w = new Workspace()) {
      MemorySegment value = w.arena.allocate(JAVA_LONG);
      int counter = w.owned(eventfd(3, EFD_NONBLOCK));
      assertEquals(0, eventfd_write(counter, 4));
      assertEquals(0, eventfd_read(counter, value));
      assertEquals(7, value.get(JAVA_LONG, 0));
      assertEquals(-1, eventfd_read(counter, value));
      assertEquals(EAGAIN, errno());
      assertEquals(-1, eventfd_write(counter, -1));
      assertEquals(EINVAL, errno());

      int timer = w.owned(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK));
      MemorySegment setting = itimerspec.allocate(w.arena);
      timespec.tv_sec(itimerspec.it_value(setting), 1000);
      assertEquals(0, timerfd_settime(timer, 0, setting, NULL));
      MemorySegment left = itimerspec.allocate(w.arena);
      assertEquals(0, timerfd_gettime(timer, left));
      assertTrue(timespec.tv_sec(itimerspec.it_value(left)) > 900);
      timespec.tv_sec(itimerspec.it_value(setting), 0);
      timespec.tv_nsec(itimerspec.it_value(setting), 1);
      assertEquals(0, timerfd_settime(timer, 0, setting, left));
      assertTrue(timespec.tv_sec(itimerspec.it_value(left)) > 900);
      w.await(timer, POLLIN);
      assertEquals(8, read(timer, value, 8));
      assertEquals(1, value.get(JAVA_LONG, 0));

      MemorySegment set = sigset_t.allocate(w.arena);
      assertEquals(0, sigfillset(set));
      assertEquals(1, sigismember(set, SIGTERM));
      assertEquals(0, sigemptyset(set));
      assertEquals(0, sigaddset(set, SIGURG));
      assertEquals(1, sigismember(set, SIGURG));
      assertEquals(0, sigdelset(set, SIGURG));
      assertEquals(0, sigismember(set, SIGURG));
      assertEquals(-1, sigaddset(set, 1000));
      assertEquals(EINVAL, errno());
      int signals = w.owned(signalfd(-1, set, SFD_NONBLOCK));
      assertEquals(-1, read(signals, w.arena.allocate(signalfd_siginfo.sizeof()), 128));
      assertEquals(EAGAIN, errno());
      assertEquals(0, pthread_sigmask(SIG_BLOCK, NULL, set));
      assertEquals(EINVAL, pthread_sigmask(99, set, NULL));
    }
  }
}
