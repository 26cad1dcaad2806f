/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.EXIST;
import static berkeley.sockets.internal.memory.Results.INTR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.pollfd;
import berkeley.sockets.bindings.linux.sys_epoll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * poll, select and epoll_wait on a virtual thread: tried with a timeout of 0; then the thread parks
 * on the one descriptor, or on an epoll made for the call that watches all of them. Each wake-up
 * only leads to another try, so that what the caller gets is always the kernel's own answer.
 */
final class ParkedSelect {
  private static final int EPOLLET = sys_epoll_h.EPOLLET();
  private static final int EPOLLIN = sys_epoll_h.EPOLLIN();
  private static final int EPOLLOUT = sys_epoll_h.EPOLLOUT();
  private static final int EPOLLPRI = sys_epoll_h.EPOLLPRI();

  private static final long POLLFD = pollfd.sizeof();
  private static final long EVENTS = pollfd.events$offset();
  private static final long PAUSE = 1_000_000;
  private static final int BITS = Long.SIZE;

  private ParkedSelect() {}

  /** The call with a timeout of 0. */
  private interface Attempt {
    long run();
  }

  /** With a deadline from {@link Parking#after}. */
  static long poll(MemorySegment fds, long count, long deadline) {
    Attempt attempt = () -> Sys.poll(fds, count, 0);
    long ready = attempt.run();
    if (ready != 0) {
      return ready;
    }
    int only = count == 1 ? fds.get(JAVA_INT, 0) : -1;
    if (only >= 0) {
      int events = fds.get(JAVA_SHORT, EVENTS);
      if (events != 0 && (events & ~(EPOLLIN | EPOLLOUT)) == 0) {
        return park(only, events, attempt, deadline);
      }
    }
    try (Watch watch = new Watch()) {
      for (int i = 0; i < count; i++) {
        int fd = fds.get(JAVA_INT, i * POLLFD);
        int events = fds.get(JAVA_SHORT, i * POLLFD + EVENTS);
        if (watch.add(fd, events) == EXIST) {
          for (int j = 0; j < i; j++) { // twice in the array: watched for what both want
            if (fds.get(JAVA_INT, j * POLLFD) == fd) {
              events |= fds.get(JAVA_SHORT, j * POLLFD + EVENTS);
            }
          }
          watch.replace(fd, events);
        }
      }
      return watch.park(attempt, deadline);
    }
  }

  static long epoll(int fd, MemorySegment events, int max, long deadline) {
    Attempt attempt = () -> Sys.epoll_wait(fd, events, max, 0);
    long ready = attempt.run();
    return ready != 0 ? ready : park(fd, EPOLLIN, attempt, deadline);
  }

  static long select(
      int n, MemorySegment read, MemorySegment write, MemorySegment except, long deadline) {
    try (Arena arena = Arena.ofConfined()) {
      long size = (n + BITS - 1L) / BITS * Long.BYTES;
      MemorySegment[] sets = {read, write, except};
      MemorySegment[] wanted = new MemorySegment[sets.length];
      for (int i = 0; i < sets.length; i++) {
        wanted[i] = arena.allocate(size, Long.BYTES);
        if (sets[i].address() != 0) {
          wanted[i].copyFrom(sets[i].asSlice(0, size));
        }
      }
      MemorySegment zero = arena.allocate(2 * Long.BYTES, Long.BYTES);
      Attempt attempt =
          () -> {
            for (int i = 0; i < sets.length; i++) {
              if (sets[i].address() != 0) {
                MemorySegment.copy(wanted[i], 0, sets[i], 0, size);
              }
            }
            return Sys.select(n, read, write, except, zero.fill((byte) 0));
          };
      long ready = attempt.run();
      if (ready != 0) {
        return ready;
      }
      try (Watch watch = new Watch()) {
        for (int fd = 0; fd < n; fd++) {
          int events =
              (has(wanted[0], fd) ? EPOLLIN : 0)
                  | (has(wanted[1], fd) ? EPOLLOUT : 0)
                  | (has(wanted[2], fd) ? EPOLLPRI : 0);
          if (events != 0) {
            watch.add(fd, events);
          }
        }
        return watch.park(attempt, deadline);
      }
    }
  }

  private static boolean has(MemorySegment set, int fd) {
    return (set.getAtIndex(JAVA_LONG, fd / BITS) >>> fd & 1) != 0;
  }

  private static long park(int fd, int events, Attempt attempt, long deadline) {
    while (true) {
      // no ticket: registering anew reports what is ready by now
      boolean in = (events & EPOLLIN) != 0;
      boolean out = (events & EPOLLOUT) != 0;
      long until = Parking.await(fd, in, out, 0, deadline);
      if (until == AGAIN || until == INTR || until == BADF) {
        return until == AGAIN ? 0 : until;
      }
      if (until < 0) { // an epoll of epolls too deep
        return retry(attempt, deadline);
      }
      long ready = attempt.run();
      if (ready != 0) {
        return ready;
      }
    }
  }

  /** Where no epoll is to be had. */
  private static long retry(Attempt attempt, long deadline) {
    while (true) {
      long ready = attempt.run();
      if (ready != 0 || Parking.now() >= deadline) {
        return ready;
      }
      if (Thread.currentThread().isInterrupted()) {
        return INTR;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** An epoll for one call; edge-triggered, so that nothing that is ignored wakes twice. */
  private static final class Watch implements AutoCloseable {
    private static final int SOME = 16;

    private final int epoll = (int) Sys.epoll_create1(0);

    long add(int fd, int events) {
      return EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_ADD(), fd, events | EPOLLET, fd);
    }

    void replace(int fd, int events) {
      EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_MOD(), fd, events | EPOLLET, fd);
    }

    long park(Attempt attempt, long deadline) {
      if (epoll < 0) {
        return retry(attempt, deadline);
      }
      MemorySegment events = Arena.ofAuto().allocate(SOME * EpollEvents.SIZE, Long.BYTES);
      Attempt drained =
          () -> {
            while (Sys.epoll_wait(epoll, events, SOME, 0) == SOME) {
              // the rest
            }
            return attempt.run();
          };
      return ParkedSelect.park(epoll, EPOLLIN, drained, deadline);
    }

    @Override
    public void close() {
      if (epoll >= 0) {
        Waiting.close(epoll);
      }
    }
  }
}
