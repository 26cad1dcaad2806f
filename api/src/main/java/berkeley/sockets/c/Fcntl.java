/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.fcntl_h.f_owner_ex;
import berkeley.sockets.bindings.headers.fcntl_h.flock;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.KernelCopies;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@code <fcntl.h>}: opening, controlling and splicing descriptors.
 *
 * <p>Functions: {@link #fcntl}, {@link #open}, {@link #splice}, {@link #tee}, {@link #vmsplice}.
 *
 * @since 0.1.0
 */
public final class Fcntl implements fcntl_h {
  private Fcntl() {}

  /**
   * {@code int fcntl(int fd, int cmd)}
   *
   * <p>Controls a descriptor, with a command that takes no argument ({@code F_GETFL}, {@code
   * F_GETFD}).
   *
   * <p>Differences from C: none.
   *
   * @param fd the descriptor
   * @param cmd {@code F_*}
   * @return what the command says, or -1 with errno set: {@code EACCES}, {@code EAGAIN}, {@code
   *     EBADF}, {@code EINTR}, {@code EINVAL}, {@code EMFILE}, {@code EPERM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">POSIX</a>
   */
  public static int fcntl(int fd, int cmd) {
    return fcntl(fd, cmd, 0L);
  }

  /**
   * {@code int fcntl(int fd, int cmd, long arg)}
   *
   * <p>Controls a descriptor, with a command that takes a number ({@code F_SETFL}, {@code
   * F_DUPFD}).
   *
   * <p>Differences from C: the variadic argument is a long, which an int widens to.
   *
   * @param fd the descriptor
   * @param cmd {@code F_*}
   * @param arg the argument
   * @return what the command says, or -1 with errno set: {@code EACCES}, {@code EAGAIN}, {@code
   *     EBADF}, {@code EINTR}, {@code EINVAL}, {@code EMFILE}, {@code EPERM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">POSIX</a>
   */
  public static int fcntl(int fd, int cmd, long arg) {
    return cmd == F_GETOWN ? owner(fd) : Errno.resultInt(Descriptors.fcntl(fd, cmd, arg));
  }

  /**
   * {@code int fcntl(int fd, int cmd, void *arg)}
   *
   * <p>Controls a descriptor, with a command that takes a struct ({@code F_SETLK} and {@code
   * flock}, {@code F_GETOWN_EX}).
   *
   * <p>Differences from C: an {@code arg} shorter than the command needs is an
   * IndexOutOfBoundsException.
   *
   * @param fd the descriptor
   * @param cmd {@code F_*}
   * @param arg the argument
   * @return what the command says, or -1 with errno set: {@code EACCES}, {@code EAGAIN}, {@code
   *     EBADF}, {@code EINTR}, {@code EINVAL}, {@code EMFILE}, {@code EPERM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/fcntl.2.html">fcntl(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">POSIX</a>
   */
  public static int fcntl(int fd, int cmd, MemorySegment arg) {
    return Errno.resultInt(Descriptors.fcntl(fd, cmd, Check.optional(arg, size(cmd))));
  }

  /** What a command reads or writes. */
  private static long size(int cmd) {
    return cmd == F_GETOWN_EX || cmd == F_SETOWN_EX
        ? f_owner_ex.sizeof()
        : cmd >= F_GET_RW_HINT && cmd <= F_SET_FILE_RW_HINT ? Long.BYTES : flock.sizeof();
  }

  /** F_GETOWN answers a process group as a negative number, which a system call cannot return. */
  private static int owner(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment owner = f_owner_ex.allocate(arena);
      long n = Sys.fcntl(fd, F_GETOWN_EX, owner);
      int pid = f_owner_ex.pid(owner);
      return n < 0 ? Errno.resultInt(n) : f_owner_ex.type(owner) == F_OWNER_PGRP ? -pid : pid;
    }
  }

  /**
   * {@code int open(const char *pathname, int flags)}
   *
   * <p>Opens a file.
   *
   * <p>Differences from C: the path is a Java string, passed as UTF-8.
   *
   * @param pathname the path
   * @param flags {@code O_*}
   * @return a new descriptor, or -1 with errno set: {@code EACCES}, {@code EEXIST}, {@code EINTR},
   *     {@code EISDIR}, {@code ELOOP}, {@code EMFILE}, {@code ENFILE}, {@code ENOENT}, {@code
   *     ENOTDIR}, {@code ENXIO} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/open.html">POSIX</a>
   */
  public static int open(String pathname, int flags) {
    return open(pathname, flags, 0);
  }

  /**
   * {@code int open(const char *pathname, int flags, mode_t mode)}
   *
   * <p>Opens a file, creating it with {@code mode} where {@code flags} ask for that.
   *
   * <p>Differences from C: the path is a Java string, passed as UTF-8.
   *
   * @param pathname the path
   * @param flags {@code O_*}
   * @param mode the permissions of a new file
   * @return a new descriptor, or -1 with errno set: {@code EACCES}, {@code EEXIST}, {@code EINTR},
   *     {@code EISDIR}, {@code ELOOP}, {@code EMFILE}, {@code ENFILE}, {@code ENOENT}, {@code
   *     ENOTDIR}, {@code ENXIO} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/open.html">POSIX</a>
   */
  public static int open(String pathname, int flags, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return Errno.resultInt(Descriptors.open(Strings.toC(arena, pathname), flags, mode));
    }
  }

  /**
   * {@code ssize_t splice(int fd_in, off_t *off_in, int fd_out, off_t *off_out, size_t len,
   * unsigned int flags)}
   *
   * <p>Moves data between two descriptors, of which at least one is a pipe, without copying it
   * through the process.
   *
   * <p>Differences from C: an offset cell of fewer than 8 bytes is an IndexOutOfBoundsException.
   *
   * @param fd_in the input
   * @param off_in where in the input, or NULL
   * @param fd_out the output
   * @param off_out where in the output, or NULL
   * @param len how many bytes
   * @param flags 0, or {@code SPLICE_F_*}
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code EINVAL}, {@code ENOMEM}, {@code ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/splice.2.html">splice(2)</a>
   */
  public static long splice(
      int fd_in, MemorySegment off_in, int fd_out, MemorySegment off_out, long len, int flags) {
    return Errno.result(
        KernelCopies.splice(
            fd_in,
            Check.optional(off_in, Long.BYTES),
            fd_out,
            Check.optional(off_out, Long.BYTES),
            len,
            flags));
  }

  /**
   * {@code ssize_t tee(int fd_in, int fd_out, size_t len, unsigned int flags)}
   *
   * <p>Copies data from one pipe into another and leaves it in the first.
   *
   * <p>Differences from C: none.
   *
   * @param fd_in the input
   * @param fd_out the output
   * @param len how many bytes
   * @param flags 0, or {@code SPLICE_F_*}
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code
   *     EINVAL}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/tee.2.html">tee(2)</a>
   */
  public static long tee(int fd_in, int fd_out, long len, int flags) {
    return Errno.result(KernelCopies.tee(fd_in, fd_out, len, flags));
  }

  /**
   * {@code ssize_t vmsplice(int fd, const struct iovec *iov, size_t nr_segs, unsigned int flags)}
   *
   * <p>Maps memory into a pipe. With {@code SPLICE_F_GIFT} the memory must not be touched or freed
   * afterwards.
   *
   * <p>Differences from C: an {@code nr_segs} beyond {@code iov} is an IndexOutOfBoundsException;
   * what the elements point to is not checked.
   *
   * @param fd the descriptor
   * @param iov {@code struct iovec}s
   * @param nr_segs how many they are
   * @param flags 0, or {@code SPLICE_F_*}
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     EINVAL}, {@code ENOMEM} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/vmsplice.2.html">vmsplice(2)</a>
   */
  public static long vmsplice(int fd, MemorySegment iov, long nr_segs, int flags) {
    return Errno.result(KernelCopies.vmsplice(fd, SysUio.check(iov, nr_segs), nr_segs, flags));
  }
}
