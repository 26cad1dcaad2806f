/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.sys_select_h;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * {@code <sys/select.h>}: waiting for descriptors below {@code FD_SETSIZE}.
 *
 * <p>Functions: {@link #select}, {@link #pselect}. Macros: {@link #FD_ZERO}, {@link #FD_SET},
 * {@link #FD_CLR}, {@link #FD_ISSET}.
 *
 * @since 0.1.0
 */
public final class SysSelect implements sys_select_h {
  private SysSelect() {}

  /**
   * {@code int select(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, struct
   * timeval *timeout)}
   *
   * <p>Waits until a descriptor of the sets is ready or the timeout has passed; sets and timeout
   * may be NULL, and are changed: the sets to the ready descriptors, the timeout to what is left.
   *
   * <p>Differences from C: an {@code nfds} beyond a set is an IndexOutOfBoundsException, where C
   * reads past it.
   *
   * @param nfds the highest descriptor in a set, plus 1
   * @param readfds watched for reading, or NULL
   * @param writefds watched for writing, or NULL
   * @param exceptfds watched for exceptions, or NULL
   * @param timeout a {@code struct timeval}, counted down, or NULL without limit
   * @return the number of bits set, 0 after the timeout, or -1 with errno set: {@code EBADF},
   *     {@code EINTR}, {@code EINVAL}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/select.html">POSIX</a>
   */
  public static int select(
      int nfds,
      MemorySegment readfds,
      MemorySegment writefds,
      MemorySegment exceptfds,
      MemorySegment timeout) {
    return Errno.resultInt(
        Multiplexing.select(
            nfds,
            set(readfds, nfds),
            set(writefds, nfds),
            set(exceptfds, nfds),
            Check.timeval(timeout)));
  }

  /**
   * {@code int pselect(int nfds, fd_set *readfds, fd_set *writefds, fd_set *exceptfds, const struct
   * timespec *timeout, const sigset_t *sigmask)}
   *
   * <p>Waits as {@link #select} does, with a timeout in nanoseconds that is not changed, and a
   * signal mask for its duration.
   *
   * <p>Differences from C: an {@code nfds} beyond a set is an IndexOutOfBoundsException, where C
   * reads past it. On a virtual thread the wait with a mask is another thread's, and {@link
   * Thread#interrupt} does not end it.
   *
   * @param nfds the highest descriptor in a set, plus 1
   * @param readfds watched for reading, or NULL
   * @param writefds watched for writing, or NULL
   * @param exceptfds watched for exceptions, or NULL
   * @param timeout a {@code struct timespec}, or NULL without limit
   * @param sigmask the signals to block meanwhile, or NULL
   * @return the number of bits set, 0 after the timeout, or -1 with errno set: {@code EBADF},
   *     {@code EINTR}, {@code EINVAL}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/pselect.html">POSIX</a>
   */
  public static int pselect(
      int nfds,
      MemorySegment readfds,
      MemorySegment writefds,
      MemorySegment exceptfds,
      MemorySegment timeout,
      MemorySegment sigmask) {
    return Errno.resultInt(
        Multiplexing.pselect(
            nfds,
            set(readfds, nfds),
            set(writefds, nfds),
            set(exceptfds, nfds),
            Check.timespec(timeout),
            Signal.check(sigmask)));
  }

  /**
   * {@code void FD_ZERO(fd_set *set)}
   *
   * <p>Empties a set.
   *
   * <p>Differences from C: a {@code set} shorter than {@code fd_set} is an
   * IndexOutOfBoundsException.
   *
   * @param set the set
   * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/select.html">POSIX</a>
   */
  public static void FD_ZERO(MemorySegment set) {
    set.asSlice(0, FD_SETSIZE / 8).fill((byte) 0);
  }

  /**
   * {@code void FD_SET(int fd, fd_set *set)}
   *
   * <p>Adds a descriptor to a set.
   *
   * <p>Differences from C: a descriptor outside 0 to {@code FD_SETSIZE} - 1 is an
   * IndexOutOfBoundsException, where C touches memory next to the set.
   *
   * @param fd the member
   * @param set the set
   * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/select.html">POSIX</a>
   */
  public static void FD_SET(int fd, MemorySegment set) {
    long at = word(fd);
    set.set(MASK, at, set.get(MASK, at) | (1L << fd));
  }

  /**
   * {@code void FD_CLR(int fd, fd_set *set)}
   *
   * <p>Takes a descriptor out of a set.
   *
   * <p>Differences from C: a descriptor outside 0 to {@code FD_SETSIZE} - 1 is an
   * IndexOutOfBoundsException, where C touches memory next to the set.
   *
   * @param fd the member
   * @param set the set
   * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/select.html">POSIX</a>
   */
  public static void FD_CLR(int fd, MemorySegment set) {
    long at = word(fd);
    set.set(MASK, at, set.get(MASK, at) & ~(1L << fd));
  }

  /**
   * {@code int FD_ISSET(int fd, fd_set *set)}
   *
   * <p>Tells whether a set has a descriptor.
   *
   * <p>Differences from C: a boolean; a descriptor outside 0 to {@code FD_SETSIZE} - 1 is an
   * IndexOutOfBoundsException, where C touches memory next to the set.
   *
   * @param fd the member
   * @param set the set
   * @return true when it has
   * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/select.html">POSIX</a>
   */
  public static boolean FD_ISSET(int fd, MemorySegment set) {
    return (set.get(MASK, word(fd)) >>> fd & 1) != 0;
  }

  private static final ValueLayout.OfLong MASK = ValueLayout.JAVA_LONG_UNALIGNED; // fd_mask

  private static long word(int fd) {
    return Objects.checkIndex(fd, FD_SETSIZE) / NFDBITS * 8L;
  }

  /** The kernel reads whole words, up to the one with the last descriptor. */
  private static MemorySegment set(MemorySegment set, int nfds) {
    return nfds <= 0 ? set : Check.optional(set, ((long) nfds + NFDBITS - 1) / NFDBITS * 8);
  }
}
