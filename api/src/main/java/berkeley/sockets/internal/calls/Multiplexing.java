/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.EXIST;
import static berkeley.sockets.internal.memory.Results.INTR;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * poll, ppoll, select, pselect, epoll_wait and its variants.
 *
 * <p>On a virtual thread they are tried with a timeout of 0; then the thread parks on the one
 * descriptor, or on a {@link OneShotPoller} that watches all of them. Each wake-up only leads to
 * another try, so that what the caller gets is always the kernel's own answer.
 */
public final class Multiplexing {
  private static final int POLLIN = poll_h.POLLIN;
  private static final int POLLOUT = poll_h.POLLOUT;
  private static final int POLLPRI = poll_h.POLLPRI;

  private static final long POLLFD = pollfd.sizeof();
  private static final long FD = pollfd.fd$offset();
  private static final long EVENTS = pollfd.events$offset();
  private static final long REVENTS = pollfd.revents$offset();
  private static final long SHORTEST_PAUSE = 100_000;
  private static final long LONGEST_PAUSE = 8_000_000;
  private static final int BITS = Long.SIZE;

  private Multiplexing() {}

  public static long poll(MemorySegment fds, long count, int timeout) {
    if (!PendingErrors.none() && KeptErrorReports.concern(fds, count)) {
      return KeptErrorReports.poll(fds, count);
    }
    return pollKernel(fds, count, timeout);
  }

  /** poll(2) of what the kernel knows. */
  static long pollKernel(MemorySegment fds, long count, int timeout) {
    return timeout != 0 && Parking.applies()
        ? pollParking(fds, count, Timeouts.milliseconds(timeout))
        : Sys.poll(fds, count, timeout);
  }

  public static long ppoll(
      MemorySegment fds, long count, MemorySegment timeout, MemorySegment mask) {
    if (!PendingErrors.none() && KeptErrorReports.concern(fds, count)) {
      return KeptErrorReports.poll(fds, count);
    }
    if (!Parking.applies() || !Timeouts.waits(timeout, Timeouts.NANOSECONDS)) {
      return Sys.ppoll(fds, count, timeout, mask);
    }
    if (mask.address() == 0) {
      return pollParking(fds, count, Timeouts.deadline(timeout, Timeouts.NANOSECONDS));
    }
    MemorySegment[] m = Offload.lend(fds, timeout, mask);
    return Offload.run(() -> Sys.ppoll(m[0], count, m[1], m[2]));
  }

  public static long select(
      int n, MemorySegment read, MemorySegment write, MemorySegment except, MemorySegment timeout) {
    if (!PendingErrors.none() && KeptErrorReports.concern(n, read, write)) {
      return KeptErrorReports.select(n, read, write, except);
    }
    if (n < 0 || !Parking.applies() || !Timeouts.waits(timeout, Timeouts.MICROSECONDS)) {
      return Sys.select(n, read, write, except, timeout);
    }
    if (Timeouts.isForLibc(timeout)) {
      MemorySegment[] m = Offload.lend(read, write, except, timeout);
      return Offload.run(() -> Sys.select(n, m[0], m[1], m[2], m[3]));
    }
    long start = Deadline.now();
    long deadline = Timeouts.deadline(timeout, Timeouts.MICROSECONDS);
    long ready = selectParking(n, read, write, except, deadline);
    Timeouts.subtract(timeout, Deadline.now() - start);
    return ready;
  }

  public static long pselect(
      int n,
      MemorySegment read,
      MemorySegment write,
      MemorySegment except,
      MemorySegment timeout,
      MemorySegment mask) {
    if (!PendingErrors.none() && KeptErrorReports.concern(n, read, write)) {
      return KeptErrorReports.select(n, read, write, except);
    }
    if (n < 0 || !Parking.applies() || !Timeouts.waits(timeout, Timeouts.NANOSECONDS)) {
      return Sys.pselect(n, read, write, except, timeout, mask);
    }
    if (mask.address() == 0) {
      long deadline = Timeouts.deadline(timeout, Timeouts.NANOSECONDS);
      return selectParking(n, read, write, except, deadline);
    }
    MemorySegment[] m = Offload.lend(read, write, except, timeout, mask);
    return Offload.run(() -> Sys.pselect(n, m[0], m[1], m[2], m[3], m[4]));
  }

  public static long epoll_wait(int fd, MemorySegment events, int max, int timeout) {
    return timeout != 0 && Parking.applies()
        ? epollParking(fd, events, max, Timeouts.milliseconds(timeout))
        : Sys.epoll_wait(fd, events, max, timeout);
  }

  public static long epoll_pwait(
      int fd, MemorySegment events, int max, int timeout, MemorySegment mask) {
    if (timeout == 0 || !Parking.applies()) {
      return Sys.epoll_pwait(fd, events, max, timeout, mask);
    }
    if (mask.address() == 0) {
      return epollParking(fd, events, max, Timeouts.milliseconds(timeout));
    }
    MemorySegment[] m = Offload.lend(events, mask);
    return Offload.run(() -> Sys.epoll_pwait(fd, m[0], max, timeout, m[1]));
  }

  public static long epoll_pwait2(
      int fd, MemorySegment events, int max, MemorySegment timeout, MemorySegment mask) {
    if (!Parking.applies() || !Timeouts.waits(timeout, Timeouts.NANOSECONDS)) {
      return Sys.epoll_pwait2(fd, events, max, timeout, mask);
    }
    if (mask.address() == 0) {
      return epollParking(fd, events, max, Timeouts.deadline(timeout, Timeouts.NANOSECONDS));
    }
    MemorySegment[] m = Offload.lend(events, timeout, mask);
    return Offload.run(() -> Sys.epoll_pwait2(fd, m[0], max, m[1], m[2]));
  }

  // ---- on a virtual thread

  /** One call. */
  private interface Attempt {
    long run();
  }

  /** With a deadline from {@link Deadline#after}. */
  private static long pollParking(MemorySegment fds, long count, long deadline) {
    Attempt attempt = () -> Sys.poll(fds, count, 0);
    long ready = attempt.run();
    if (ready != 0) {
      return ready;
    }
    int only = count == 1 ? fds.get(JAVA_INT_UNALIGNED, FD) : -1;
    if (only >= 0) {
      int events = fds.get(JAVA_SHORT_UNALIGNED, EVENTS);
      if (events != 0 && (events & ~(POLLIN | POLLOUT)) == 0) {
        long result = park(only, events, attempt, deadline);
        if (result == BADF) { // closed meanwhile, of which poll(2) makes a result
          fds.set(JAVA_SHORT_UNALIGNED, REVENTS, (short) poll_h.POLLNVAL);
          return 1;
        }
        return result;
      }
    }
    try (OneShotPoller poller = OneShotPoller.open()) {
      boolean all = true;
      for (int i = 0; i < count; i++) {
        int fd = fds.get(JAVA_INT_UNALIGNED, i * POLLFD + FD);
        int events = fds.get(JAVA_SHORT_UNALIGNED, i * POLLFD + EVENTS);
        if (fd < 0) {
          continue;
        }
        long added = poller.add(fd, events);
        if (added == EXIST) {
          for (int j = 0; j < i; j++) { // twice in the array: watched for what both want
            if (fds.get(JAVA_INT_UNALIGNED, j * POLLFD + FD) == fd) {
              events |= fds.get(JAVA_SHORT_UNALIGNED, j * POLLFD + EVENTS);
            }
          }
          added = poller.replace(fd, events);
        }
        all &= added == 0;
      }
      return all ? park(poller, attempt, deadline) : retry(attempt, deadline);
    }
  }

  private static long epollParking(int fd, MemorySegment events, int max, long deadline) {
    Attempt attempt = () -> Sys.epoll_wait(fd, events, max, 0);
    long ready = attempt.run();
    return ready != 0 ? ready : park(fd, POLLIN, attempt, deadline);
  }

  private static long selectParking(
      int n, MemorySegment read, MemorySegment write, MemorySegment except, long deadline) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] sets = {read, write, except};
      MemorySegment[] wanted = new MemorySegment[sets.length];
      long size = (n + BITS - 1L) / BITS * Long.BYTES;
      int members = 0; // of no set, whatever n is: then select(2) is a sleep
      for (int i = 0; i < sets.length; i++) {
        wanted[i] = MemorySegment.NULL;
        if (sets[i].address() != 0) {
          members = n;
          wanted[i] = arena.allocate(size, Long.BYTES).copyFrom(sets[i].asSlice(0, size));
        }
      }
      MemorySegment zero = arena.allocate(timeval.sizeof(), Long.BYTES);
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
      try (OneShotPoller poller = OneShotPoller.open()) {
        boolean all = true;
        for (int fd = 0; fd < members; fd++) {
          int events =
              (has(wanted[0], fd) ? POLLIN : 0)
                  | (has(wanted[1], fd) ? POLLOUT : 0)
                  | (has(wanted[2], fd) ? POLLPRI : 0);
          if (events != 0) {
            all &= poller.add(fd, events) == 0;
          }
        }
        return all ? park(poller, attempt, deadline) : retry(attempt, deadline);
      }
    }
  }

  private static boolean has(MemorySegment set, int fd) {
    return set.address() != 0 && (set.getAtIndex(JAVA_LONG_UNALIGNED, fd / BITS) >>> fd & 1) != 0;
  }

  private static long park(OneShotPoller poller, Attempt attempt, long deadline) {
    if (!poller.canWait()) {
      return retry(attempt, deadline);
    }
    Attempt drained =
        () -> {
          poller.drain();
          return attempt.run();
        };
    return park(() -> poller.await(deadline), drained, deadline);
  }

  private static long park(int fd, int events, Attempt attempt, long deadline) {
    // no ticket: registering anew reports what is ready by now
    boolean in = (events & POLLIN) != 0;
    boolean out = (events & POLLOUT) != 0;
    return park(() -> Parking.await(fd, in, out, 0, deadline), attempt, deadline);
  }

  /**
   * Parks between attempts.
   *
   * @param wait parks once, and returns as {@link Parking#await}
   */
  private static long park(Attempt wait, Attempt attempt, long deadline) {
    while (true) {
      long until = wait.run();
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

  /** Where epoll is not to be had, or refuses to watch one of the descriptors. */
  private static long retry(Attempt attempt, long deadline) {
    for (long pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      long ready = attempt.run();
      if (ready != 0 || Deadline.now() >= deadline) {
        return ready;
      }
      if (Thread.currentThread().isInterrupted()) {
        return INTR;
      }
      LockSupport.parkNanos(Math.min(pause, deadline - Deadline.now()));
    }
  }
}
