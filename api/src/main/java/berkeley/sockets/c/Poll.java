/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <poll.h>}: waiting for several descriptors at once.
 *
 * <p>Functions: {@link #poll}, {@link #ppoll}.
 *
 * @since 0.1.0
 */
public final class Poll implements poll_h {
  private Poll() {}

  /**
   * {@code int poll(struct pollfd *fds, nfds_t nfds, int timeout)}
   *
   * <p>Waits up to {@code timeout} milliseconds, or without end when it is negative, until a
   * descriptor is ready.
   *
   * <p>Differences from C: an {@code nfds} beyond {@code fds} is an IndexOutOfBoundsException.
   *
   * @param fds {@code struct pollfd}s
   * @param nfds how many they are
   * @param timeout in milliseconds; 0 not to wait, below 0 without limit
   * @return the number of elements with events, 0 after the timeout, or -1 with errno set: {@code
   *     EINTR}, {@code EINVAL}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/poll.html">POSIX</a>
   */
  public static int poll(MemorySegment fds, long nfds, int timeout) {
    return Errno.resultInt(Multiplexing.poll(check(fds, nfds), nfds, timeout));
  }

  /**
   * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *tmo_p, const sigset_t
   * *sigmask)}
   *
   * <p>Waits as {@link #poll} does, with a timeout in nanoseconds and a signal mask for its
   * duration; either may be NULL.
   *
   * <p>Differences from C: an {@code nfds} beyond {@code fds} is an IndexOutOfBoundsException, as
   * is a struct too short. On a virtual thread the wait with a mask is another thread's, and {@link
   * Thread#interrupt} does not end it.
   *
   * @param fds {@code struct pollfd}s
   * @param nfds how many they are
   * @param tmo_p a {@code struct timespec}, or NULL without limit
   * @param sigmask the signals to block meanwhile, or NULL
   * @return the number of elements with events, 0 after the timeout, or -1 with errno set: {@code
   *     EINTR}, {@code EINVAL}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/ppoll.html">POSIX</a>
   */
  public static int ppoll(
      MemorySegment fds, long nfds, MemorySegment tmo_p, MemorySegment sigmask) {
    return Errno.resultInt(
        Multiplexing.ppoll(check(fds, nfds), nfds, Check.timespec(tmo_p), Signal.check(sigmask)));
  }

  private static MemorySegment check(MemorySegment fds, long nfds) {
    return Check.optional(fds, Math.multiplyExact(nfds, pollfd.sizeof()));
  }
}
