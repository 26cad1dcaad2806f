/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.fcntl_h;
import berkeley.sockets.bindings.linux.poll_h;
import berkeley.sockets.bindings.linux.pollfd;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.bindings.linux.timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Waits for sockets of which shutdown(2) does not end a wait, such as netlink's and packet's: in
 * poll(2), together with a descriptor through which {@link Guard#close} wakes it.
 */
public final class Patience {
  /** {@code POLLIN}. */
  public static final int IN = poll_h.POLLIN();

  /** {@code POLLOUT}. */
  public static final int OUT = poll_h.POLLOUT();

  private Patience() {}

  /**
   * Waits as a blocking call would, until the socket is ready, closed or timed out.
   *
   * @param guard entered by the caller
   * @param events {@link #IN} or {@link #OUT}
   * @return above 0 to make the call again; -EAGAIN after a timeout or closing, or if the socket is
   *     non-blocking; -EINTR after an interrupt, or another error of poll(2)
   */
  public static long await(Guard guard, int events) {
    int fd = guard.fd();
    if (isNonBlocking(fd)) {
      return AGAIN;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment both = arena.allocate(pollfd.layout(), 2);
      watch(both, 0, fd, events);
      watch(both, 1, guard.waker(), IN);
      int timeout = timeout(fd, events, arena);
      long n = 0;
      while (!guard.isClosed()
          && (n = Waiting.poll(both, 2, timeout)) == INTR
          && !Thread.currentThread().isInterrupted()) {
        // a signal
      }
      return n == 0 || guard.isClosed() ? AGAIN : n;
    }
  }

  /** Whether {@code O_NONBLOCK} is set. */
  public static boolean isNonBlocking(int fd) {
    return (Sys.fcntl(fd, fcntl_h.F_GETFL(), 0) & fcntl_h.O_NONBLOCK()) != 0;
  }

  private static void watch(MemorySegment array, int index, int fd, int events) {
    MemorySegment entry = pollfd.asSlice(array, index);
    pollfd.fd(entry, fd);
    pollfd.events(entry, (short) events);
  }

  private static int timeout(int fd, int events, Arena arena) {
    int option = events == IN ? sys_socket_h.SO_RCVTIMEO() : sys_socket_h.SO_SNDTIMEO();
    MemorySegment time = arena.allocate(timeval.layout());
    MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, (int) time.byteSize());
    Sys.getsockopt(fd, sys_socket_h.SOL_SOCKET(), option, time, length);
    long micros = timeval.tv_sec(time) * 1_000_000 + timeval.tv_usec(time);
    return micros == 0 ? -1 : (int) Math.min((micros + 999) / 1000, Integer.MAX_VALUE);
  }
}
