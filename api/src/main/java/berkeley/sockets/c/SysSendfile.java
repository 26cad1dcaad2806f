/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.sys_sendfile_h;
import berkeley.sockets.internal.calls.KernelCopies;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/sendfile.h>}: sending from a file without copying.
 *
 * <p>Function: {@link #sendfile}.
 *
 * @since 0.1.0
 */
public final class SysSendfile implements sys_sendfile_h {
  private SysSendfile() {}

  /**
   * {@code ssize_t sendfile(int out_fd, int in_fd, off_t *offset, size_t count)}
   *
   * <p>Copies from a file to a descriptor inside the kernel; {@code offset} says where to start and
   * is moved, or is NULL for the file's own offset.
   *
   * <p>Differences from C: an {@code offset} of fewer than 8 bytes is an IndexOutOfBoundsException.
   *
   * @param out_fd the socket or file to write to
   * @param in_fd the file to read from
   * @param offset where in the file, or NULL for its position
   * @param count how many bytes
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code EINVAL}, {@code EIO}, {@code ENOMEM}, {@code EOVERFLOW}, {@code ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/sendfile.2.html">sendfile(2)</a>
   */
  public static long sendfile(int out_fd, int in_fd, MemorySegment offset, long count) {
    return Errno.result(
        KernelCopies.sendfile(out_fd, in_fd, Check.optional(offset, Long.BYTES), count));
  }
}
