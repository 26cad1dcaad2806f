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
import berkeley.sockets.internal.parking.Query;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Waits for sockets of which shutdown(2) does not end a wait, such as netlink's and packet's: in
 * poll(2), together with a descriptor through which {@link Guard#close} wakes it.
 */
public final class GuardedWait {
  /** {@code POLLIN}. */
  public static final int IN = poll_h.POLLIN;

  /** {@code POLLOUT}. */
  public static final int OUT = poll_h.POLLOUT;

  private static final long MILLISECOND = 1_000_000;

  private GuardedWait() {}

  /**
   * Waits as a blocking call would, until the socket is ready, closed or timed out.
   *
   * @param guard entered by the caller
   * @param events {@link #IN} or {@link #OUT}
   * @return above 0 to make the call again; -EAGAIN after a timeout or closing, or if the socket is
   *     non-blocking; -EINTR after an interrupt, another error of poll(2), or -EMFILE and its like
   *     if nothing can be had through which closing would end the wait
   */
  public static long await(Guard guard, int events) {
    int fd = guard.fd();
    if (Query.nonBlocking(fd)) {
      return AGAIN;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment both = arena.allocate(2 * pollfd.sizeof(), Long.BYTES);
      watch(both, 0, fd, events);
      int waker = guard.waker();
      if (waker < 0) { // poll would ignore it, and closing would not end the wait
        return waker;
      }
      watch(both, 1, waker, IN);
      int timeout = timeout(fd, events);
      long n = 0;
      while (!guard.isClosed()
          && (n = Multiplexing.poll(both, 2, timeout)) == INTR
          && !Thread.currentThread().isInterrupted()) {
        // a signal
      }
      return n == 0 || guard.isClosed() ? AGAIN : n;
    }
  }

  private static void watch(MemorySegment array, int index, int fd, int events) {
    MemorySegment entry = array.asSlice(index * pollfd.sizeof(), pollfd.sizeof());
    pollfd.fd(entry, fd);
    pollfd.events(entry, events);
  }

  private static int timeout(int fd, int events) {
    int option = events == IN ? sys_socket_h.SO_RCVTIMEO : sys_socket_h.SO_SNDTIMEO;
    long timeout = Query.timeout(fd, option);
    return timeout == 0
        ? -1
        : (int) Math.min(Math.ceilDiv(timeout, MILLISECOND), Integer.MAX_VALUE);
  }
}
