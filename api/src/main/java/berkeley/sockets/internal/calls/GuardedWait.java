/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.Parking;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Waits in poll(2) for a socket whose calls are made with {@code MSG_DONTWAIT}: because shutdown(2)
 * does not end its waits, as with netlink and packet sockets, which {@link Guard#close} wakes
 * through a second descriptor; or because a signal has ended a call that had a timeout, of which
 * only the rest must be waited.
 */
public final class GuardedWait {
  /** {@code POLLIN}. */
  public static final int IN = poll_h.POLLIN;

  /** {@code POLLOUT}. */
  public static final int OUT = poll_h.POLLOUT;

  private static final long MILLISECOND = 1_000_000;
  private static final int FOREVER = -1;

  private GuardedWait() {}

  /**
   * When a call that starts to wait now gives up.
   *
   * @param events {@link #IN} or {@link #OUT}
   * @return the deadline, or -EAGAIN if it must not wait
   */
  public static long deadline(Guard guard, int events) {
    int option = events == IN ? sys_socket_h.SO_RCVTIMEO : sys_socket_h.SO_SNDTIMEO;
    return Parking.deadline(guard.fd(), option);
  }

  /**
   * Waits until the socket is ready, closed or timed out; signals do not prolong it.
   *
   * @param guard entered by the caller
   * @param events {@link #IN} or {@link #OUT}
   * @param deadline from {@link #deadline}
   * @param shut whether shutdown(2) ends waits for the socket
   * @return above 0 to make the call again; -EAGAIN after the deadline or closing; -EINTR after an
   *     interrupt, another error of poll(2), or -EMFILE and its like if nothing can be had through
   *     which closing would end the wait
   */
  public static long await(Guard guard, int events, long deadline, boolean shut) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment both = arena.allocate(2 * pollfd.sizeof(), Long.BYTES);
      watch(both, 0, guard.fd(), events);
      if (!shut) {
        int waker = guard.waker();
        if (waker < 0) { // poll would ignore it, and closing would not end the wait
          return waker;
        }
        watch(both, 1, waker, IN);
      }
      long n = 0;
      while (!guard.isClosed()) {
        int left = left(deadline);
        n = Multiplexing.poll(both, shut ? 1 : 2, left);
        if (n == 0 ? left == 0 : n != INTR || Thread.currentThread().isInterrupted()) {
          break;
        }
      }
      return n == 0 || guard.isClosed() ? AGAIN : n;
    }
  }

  /** In milliseconds, rounded up. */
  private static int left(long deadline) {
    return deadline == Deadline.FOREVER
        ? FOREVER
        : Math.clamp(Math.ceilDiv(deadline - Deadline.now(), MILLISECOND), 0, Integer.MAX_VALUE);
  }

  private static void watch(MemorySegment array, int index, int fd, int events) {
    MemorySegment entry = array.asSlice(index * pollfd.sizeof(), pollfd.sizeof());
    pollfd.fd(entry, fd);
    pollfd.events(entry, events);
  }
}
