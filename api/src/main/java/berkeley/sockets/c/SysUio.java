/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_uio_h;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/uio.h>}: reading and writing through several buffers at once.
 *
 * <p>Functions: {@link #readv}, {@link #writev}, {@link #preadv}, {@link #preadv2}, {@link
 * #pwritev}, {@link #pwritev2}.
 *
 * @since 0.1.0
 */
public final class SysUio implements sys_uio_h {
  private SysUio() {}

  /**
   * {@code ssize_t readv(int fd, const struct iovec *iov, int iovcnt)}
   *
   * <p>Reads into several buffers, in their order.
   *
   * <p>Differences from C: an {@code iovcnt} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param iovcnt how many they are
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code EISDIR} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/readv.html">POSIX</a>
   */
  public static long readv(int fd, MemorySegment iov, int iovcnt) {
    return Errno.result(ReadWrite.readv(fd, check(iov, iovcnt), iovcnt));
  }

  /**
   * {@code ssize_t writev(int fd, const struct iovec *iov, int iovcnt)}
   *
   * <p>Writes from several buffers, in their order.
   *
   * <p>Differences from C: an {@code iovcnt} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param iovcnt how many they are
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     EFBIG}, {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code ENOSPC}, {@code EPIPE} or
   *     another
   * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/writev.html">POSIX</a>
   */
  public static long writev(int fd, MemorySegment iov, int iovcnt) {
    return Errno.result(ReadWrite.writev(fd, check(iov, iovcnt), iovcnt));
  }

  /**
   * {@code ssize_t preadv(int fd, const struct iovec *iov, int iovcnt, off_t offset)}
   *
   * <p>Reads at an offset into several buffers; a socket or pipe has no offset ({@code ESPIPE}).
   *
   * <p>Differences from C: an {@code iovcnt} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param iovcnt how many they are
   * @param offset where in the file
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EBADF}, {@code EINTR},
   *     {@code EINVAL}, {@code EIO}, {@code EISDIR}, {@code ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
   */
  public static long preadv(int fd, MemorySegment iov, int iovcnt, long offset) {
    return Errno.result(ReadWrite.preadv(fd, check(iov, iovcnt), iovcnt, offset));
  }

  /**
   * {@code ssize_t preadv2(int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags)}
   *
   * <p>Reads at an offset into several buffers, with {@code RWF_} flags; an offset of -1 means the
   * current one.
   *
   * <p>Differences from C: an {@code iovcnt} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked. Blocks in the kernel on a virtual thread too; {@code
   * RWF_NOWAIT} avoids that.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param iovcnt how many they are
   * @param offset where in the file
   * @param flags 0, or {@code RWF_*}
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code EISDIR}, {@code EOPNOTSUPP}, {@code
   *     ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
   */
  public static long preadv2(int fd, MemorySegment iov, int iovcnt, long offset, int flags) {
    return Errno.result(Sys.preadv2(fd, check(iov, iovcnt), iovcnt, offset, flags));
  }

  /**
   * {@code ssize_t pwritev(int fd, const struct iovec *iov, int iovcnt, off_t offset)}
   *
   * <p>Writes at an offset from several buffers; a socket or pipe has no offset ({@code ESPIPE}).
   *
   * <p>Differences from C: an {@code iovcnt} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param iovcnt how many they are
   * @param offset where in the file
   * @return the number of bytes, or -1 with errno set: {@code EBADF}, {@code EFBIG}, {@code EINTR},
   *     {@code EINVAL}, {@code EIO}, {@code ENOSPC}, {@code ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
   */
  public static long pwritev(int fd, MemorySegment iov, int iovcnt, long offset) {
    return Errno.result(ReadWrite.pwritev(fd, check(iov, iovcnt), iovcnt, offset));
  }

  /**
   * {@code ssize_t pwritev2(int fd, const struct iovec *iov, int iovcnt, off_t offset, int flags)}
   *
   * <p>Writes at an offset from several buffers, with {@code RWF_} flags; an offset of -1 means the
   * current one.
   *
   * <p>Differences from C: an {@code iovcnt} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked. Blocks in the kernel on a virtual thread too; {@code
   * RWF_NOWAIT} avoids that.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param iovcnt how many they are
   * @param offset where in the file
   * @param flags 0, or {@code RWF_*}
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     EFBIG}, {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code ENOSPC}, {@code EOPNOTSUPP},
   *     {@code ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/readv.2.html">readv(2)</a>
   */
  public static long pwritev2(int fd, MemorySegment iov, int iovcnt, long offset, int flags) {
    return Errno.result(Sys.pwritev2(fd, check(iov, iovcnt), iovcnt, offset, flags));
  }

  /** Checks that the array has that many elements; a negative count is the kernel's to refuse. */
  static MemorySegment check(MemorySegment iov, long count) {
    return count <= 0 ? iov : Check.optional(iov, Math.multiplyExact(count, iovec.sizeof()));
  }
}
