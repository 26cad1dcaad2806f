/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <sys/eventfd.h>}: counters that can be waited for.
 *
 * <p>Functions: {@link #eventfd}, {@link #eventfd_read}, {@link #eventfd_write}.
 *
 * @since 0.1.0
 */
public final class SysEventfd implements sys_eventfd_h {
  private SysEventfd() {}

  /**
   * {@code int eventfd(unsigned int initval, int flags)}
   *
   * <p>Opens a descriptor with a counter.
   *
   * <p>Differences from C: none.
   *
   * @param initval the counter at first
   * @param flags 0, or {@code EFD_*}
   * @return a new descriptor, or -1 with errno set: {@code EINVAL}, {@code EMFILE}, {@code ENFILE},
   *     {@code ENODEV}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</a>
   */
  public static int eventfd(int initval, int flags) {
    return Errno.resultInt(Descriptors.made(Sys.eventfd(initval, flags)));
  }

  /**
   * {@code int eventfd_read(int fd, eventfd_t *value)}
   *
   * <p>Stores the 64-bit counter and sets it to 0, or with {@code EFD_SEMAPHORE} takes 1; waits
   * while it is 0.
   *
   * <p>Differences from C: a {@code value} of fewer than 8 bytes is an IndexOutOfBoundsException.
   *
   * @param fd the descriptor
   * @param value receives the counter
   * @return 0, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code EINTR}, {@code EINVAL}
   *     or another
   * @see <a href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</a>
   */
  public static int eventfd_read(int fd, MemorySegment value) {
    long n = Errno.result(ReadWrite.read(fd, Check.bytes(value, Long.BYTES), null, 0, Long.BYTES));
    return n == Long.BYTES ? 0 : -1;
  }

  /**
   * {@code int eventfd_write(int fd, eventfd_t value)}
   *
   * <p>Adds to the counter; waits while that would overflow it.
   *
   * <p>Differences from C: none.
   *
   * @param fd the descriptor
   * @param value what to add
   * @return 0, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code EINTR}, {@code EINVAL}
   *     or another
   * @see <a href="https://man7.org/linux/man-pages/man2/eventfd.2.html">eventfd(2)</a>
   */
  public static int eventfd_write(int fd, long value) {
    if (!Thread.currentThread().isVirtual()) {
      return Errno.resultInt(Sys.eventfd_write(fd, value));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cell = arena.allocateFrom(ValueLayout.JAVA_LONG, value);
      return Errno.result(ReadWrite.write(fd, cell, null, 0, Long.BYTES)) == Long.BYTES ? 0 : -1;
    }
  }
}
