/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Environ;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.unistd_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Sleep;
import berkeley.sockets.internal.memory.Check;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;

/**
 * {@code <unistd.h>}: descriptors, and what socket programs ask about their process.
 *
 * <p>Functions: {@link #read}, {@link #write}, {@link #close}, {@link #dup}, {@link #dup2}, {@link
 * #dup3}, {@link #pipe}, {@link #pipe2}, {@link #lseek}, {@link #unlink}, {@link #gethostname},
 * {@link #getpid}, {@link #getppid}, {@link #getuid}, {@link #geteuid}, {@link #getgid}, {@link
 * #getegid}, {@link #environ}, {@link #sleep}, {@link #usleep}. Macro: {@link #TEMP_FAILURE_RETRY}.
 *
 * @since 0.1.0
 */
public final class Unistd implements unistd_h {
  private Unistd() {}

  /**
   * {@code ssize_t read(int fd, void *buf, size_t count)}
   *
   * <p>Reads from a descriptor.
   *
   * <p>Differences from C: a {@code count} beyond {@code buf} is an IndexOutOfBoundsException; a
   * heap segment is copied.
   *
   * <p>Closing the descriptor ends the wait of a virtual thread: see {@link #close}.
   *
   * @param fd the descriptor
   * @param buf receives the bytes
   * @param count how many at the most
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code EISDIR} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">read(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/read.html">POSIX</a>
   */
  public static long read(int fd, MemorySegment buf, long count) {
    return Errno.result(ReadWrite.read(fd, Check.optional(buf, count), null, 0, count));
  }

  /**
   * {@code ssize_t read(int fd, void *buf, size_t count)}
   *
   * <p>Reads from a descriptor. The buffer is a Java array.
   *
   * <p>Differences from C: a {@code count} beyond {@code buf} is an IndexOutOfBoundsException.
   *
   * <p>Closing the descriptor ends the wait of a virtual thread: see {@link #close}.
   *
   * @param fd the descriptor
   * @param buf receives the bytes
   * @param count how many at the most
   * @return the number of bytes, 0 at the end, or -1 with errno set: {@code EAGAIN}, {@code EBADF},
   *     {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code EISDIR} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/read.2.html">read(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/read.html">POSIX</a>
   */
  public static long read(int fd, byte[] buf, long count) {
    return Errno.result(ReadWrite.read(fd, MemorySegment.NULL, buf, 0, Check.length(buf, count)));
  }

  /**
   * {@code ssize_t write(int fd, const void *buf, size_t count)}
   *
   * <p>Writes to a descriptor.
   *
   * <p>Differences from C: a {@code count} beyond {@code buf} is an IndexOutOfBoundsException; a
   * heap segment is copied.
   *
   * <p>Closing the descriptor ends the wait of a virtual thread: see {@link #close}.
   *
   * @param fd the descriptor
   * @param buf the bytes
   * @param count how many bytes
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     EDESTADDRREQ}, {@code EFBIG}, {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code ENOSPC},
   *     {@code EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/write.2.html">write(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/write.html">POSIX</a>
   */
  public static long write(int fd, MemorySegment buf, long count) {
    return Errno.result(ReadWrite.write(fd, Check.optional(buf, count), null, 0, count));
  }

  /**
   * {@code ssize_t write(int fd, const void *buf, size_t count)}
   *
   * <p>Writes to a descriptor. The buffer is a Java array.
   *
   * <p>Differences from C: a {@code count} beyond {@code buf} is an IndexOutOfBoundsException.
   *
   * <p>Closing the descriptor ends the wait of a virtual thread: see {@link #close}.
   *
   * @param fd the descriptor
   * @param buf the bytes
   * @param count how many bytes
   * @return the number of bytes, or -1 with errno set: {@code EAGAIN}, {@code EBADF}, {@code
   *     EDESTADDRREQ}, {@code EFBIG}, {@code EINTR}, {@code EINVAL}, {@code EIO}, {@code ENOSPC},
   *     {@code EPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/write.2.html">write(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/write.html">POSIX</a>
   */
  public static long write(int fd, byte[] buf, long count) {
    return Errno.result(ReadWrite.write(fd, MemorySegment.NULL, buf, 0, Check.length(buf, count)));
  }

  /**
   * {@code int close(int fd)}
   *
   * <p>Closes a descriptor. Its number is free for reuse even when this fails with {@code EINTR}.
   *
   * <p>Differences from C: a virtual thread that waits on the descriptor, in any call, gets {@code
   * EBADF}; in C, and on a platform thread, it goes on waiting, with an array of more than 256 KiB
   * for the 256 KiB only that it is at.
   *
   * @param fd the descriptor
   * @return 0, or -1 with errno set: {@code EBADF}, {@code EINTR}, {@code EIO} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/close.2.html">close(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/close.html">POSIX</a>
   */
  public static int close(int fd) {
    return Errno.resultInt(Descriptors.close(fd));
  }

  /**
   * {@code int dup(int oldfd)}
   *
   * <p>Copies a descriptor to the lowest free number.
   *
   * <p>Differences from C: none.
   *
   * @param oldfd the descriptor to duplicate
   * @return the new descriptor, or -1 with errno set: {@code EBADF}, {@code EMFILE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/dup.2.html">dup(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup.html">POSIX</a>
   */
  public static int dup(int oldfd) {
    return Errno.resultInt(Descriptors.dup(oldfd));
  }

  /**
   * {@code int dup2(int oldfd, int newfd)}
   *
   * <p>Copies a descriptor to a given number, closing what was there.
   *
   * <p>Differences from C: if it succeeds, virtual threads that wait on {@code newfd} get {@code
   * EBADF}, see {@link #close}.
   *
   * @param oldfd the descriptor to duplicate
   * @param newfd the number that the duplicate gets
   * @return {@code newfd}, or -1 with errno set: {@code EBADF}, {@code EBUSY}, {@code EINTR} or
   *     another
   * @see <a href="https://man7.org/linux/man-pages/man2/dup.2.html">dup(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup.html">POSIX</a>
   */
  public static int dup2(int oldfd, int newfd) {
    return Errno.resultInt(Descriptors.dup2(oldfd, newfd));
  }

  /**
   * {@code int dup3(int oldfd, int newfd, int flags)}
   *
   * <p>Copies a descriptor to a given number; with {@code O_CLOEXEC} the copy is closed on exec.
   *
   * <p>Differences from C: if it succeeds, virtual threads that wait on {@code newfd} get {@code
   * EBADF}, see {@link #close}.
   *
   * @param oldfd the descriptor to duplicate
   * @param newfd the number that the duplicate gets
   * @param flags 0, or {@code O_CLOEXEC}
   * @return {@code newfd}, or -1 with errno set: {@code EBADF}, {@code EBUSY}, {@code EINTR},
   *     {@code EINVAL} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/dup.2.html">dup(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup.html">POSIX</a>
   */
  public static int dup3(int oldfd, int newfd, int flags) {
    return Errno.resultInt(Descriptors.dup3(oldfd, newfd, flags));
  }

  /**
   * {@code int pipe(int pipefd[2])}
   *
   * <p>Creates a pipe: {@code pipefd[0]} reads what is written to {@code pipefd[1]}.
   *
   * <p>Differences from C: a {@code pipefd} of fewer than two ints is an IndexOutOfBoundsException.
   *
   * @param pipefd receives two descriptors
   * @return 0, or -1 with errno set: {@code EFAULT}, {@code EMFILE}, {@code ENFILE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/pipe.2.html">pipe(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/pipe.html">POSIX</a>
   */
  public static int pipe(MemorySegment pipefd) {
    return Errno.resultInt(
        Descriptors.made(
            Sys.pipe(Check.optional(Check.writable(pipefd), 2 * Integer.BYTES)), pipefd));
  }

  /**
   * {@code int pipe2(int pipefd[2], int flags)}
   *
   * <p>Creates a pipe, with {@code O_CLOEXEC}, {@code O_NONBLOCK} or {@code O_DIRECT}.
   *
   * <p>Differences from C: a {@code pipefd} of fewer than two ints is an IndexOutOfBoundsException.
   *
   * @param pipefd receives two descriptors
   * @param flags 0, or {@code O_*}
   * @return 0, or -1 with errno set: {@code EFAULT}, {@code EINVAL}, {@code EMFILE}, {@code ENFILE}
   *     or another
   * @see <a href="https://man7.org/linux/man-pages/man2/pipe.2.html">pipe(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/pipe.html">POSIX</a>
   */
  public static int pipe2(MemorySegment pipefd, int flags) {
    return Errno.resultInt(
        Descriptors.made(
            Sys.pipe2(Check.optional(Check.writable(pipefd), 2 * Integer.BYTES), flags), pipefd));
  }

  /**
   * {@code off_t lseek(int fd, off_t offset, int whence)}
   *
   * <p>Moves the offset of a file.
   *
   * <p>Differences from C: none.
   *
   * @param fd the descriptor
   * @param offset in bytes
   * @param whence {@code SEEK_*}
   * @return the offset from the start, or -1 with errno set: {@code EBADF}, {@code EINVAL}, {@code
   *     EOVERFLOW}, {@code ESPIPE} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/lseek.2.html">lseek(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/lseek.html">POSIX</a>
   */
  public static long lseek(int fd, long offset, int whence) {
    return Errno.result(Sys.lseek(fd, offset, whence));
  }

  /**
   * {@code int unlink(const char *pathname)}
   *
   * <p>Removes a name from the file system, such as that of a UNIX socket.
   *
   * <p>Differences from C: the path is a Java string, passed as UTF-8.
   *
   * @param pathname the path
   * @return 0, or -1 with errno set: {@code EACCES}, {@code EBUSY}, {@code EISDIR}, {@code ELOOP},
   *     {@code ENOENT}, {@code ENOTDIR}, {@code EPERM}, {@code EROFS} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/unlink.2.html">unlink(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/unlink.html">POSIX</a>
   */
  public static int unlink(String pathname) {
    try (Arena arena = Arena.ofConfined()) {
      return Errno.resultInt(Sys.unlink(Strings.toC(arena, pathname)));
    }
  }

  /**
   * {@code int gethostname(char *name, size_t len)}
   *
   * <p>Stores the host's name and a terminating zero.
   *
   * <p>Differences from C: a {@code len} beyond {@code name} is an IndexOutOfBoundsException.
   *
   * @param name receives the name
   * @param len how many bytes there is room for
   * @return 0, or -1 with errno set: {@code EFAULT}, {@code EINVAL}, {@code ENAMETOOLONG} or
   *     another
   * @see <a href="https://man7.org/linux/man-pages/man2/gethostname.2.html">gethostname(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/gethostname.html">POSIX</a>
   */
  public static int gethostname(MemorySegment name, long len) {
    return Errno.resultInt(Sys.gethostname(Check.bytes(name, len), len));
  }

  /**
   * {@code pid_t getpid(void)}
   *
   * <p>The process's id.
   *
   * <p>Differences from C: none.
   *
   * @return the id; never fails
   * @see <a href="https://man7.org/linux/man-pages/man2/getpid.2.html">getpid(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpid.html">POSIX</a>
   */
  public static int getpid() {
    return (int) Sys.getpid();
  }

  /**
   * {@code pid_t getppid(void)}
   *
   * <p>The id of the process's parent.
   *
   * <p>Differences from C: none.
   *
   * @return the id; never fails
   * @see <a href="https://man7.org/linux/man-pages/man2/getpid.2.html">getpid(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getppid.html">POSIX</a>
   */
  public static int getppid() {
    return (int) Sys.getppid();
  }

  /**
   * {@code uid_t getuid(void)}
   *
   * <p>The real user id.
   *
   * <p>Differences from C: none.
   *
   * @return the id; never fails
   * @see <a href="https://man7.org/linux/man-pages/man2/getuid.2.html">getuid(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getuid.html">POSIX</a>
   */
  public static int getuid() {
    return (int) Sys.getuid();
  }

  /**
   * {@code uid_t geteuid(void)}
   *
   * <p>The effective user id.
   *
   * <p>Differences from C: none.
   *
   * @return the id; never fails
   * @see <a href="https://man7.org/linux/man-pages/man2/getuid.2.html">getuid(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/geteuid.html">POSIX</a>
   */
  public static int geteuid() {
    return (int) Sys.geteuid();
  }

  /**
   * {@code gid_t getgid(void)}
   *
   * <p>The real group id.
   *
   * <p>Differences from C: none.
   *
   * @return the id; never fails
   * @see <a href="https://man7.org/linux/man-pages/man2/getgid.2.html">getgid(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgid.html">POSIX</a>
   */
  public static int getgid() {
    return (int) Sys.getgid();
  }

  /**
   * {@code gid_t getegid(void)}
   *
   * <p>The effective group id.
   *
   * <p>Differences from C: none.
   *
   * @return the id; never fails
   * @see <a href="https://man7.org/linux/man-pages/man2/getgid.2.html">getgid(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/getegid.html">POSIX</a>
   */
  public static int getegid() {
    return (int) Sys.getegid();
  }

  /**
   * {@code unsigned int sleep(unsigned int seconds)}
   *
   * <p>Waits until the time is over or a signal handler has run.
   *
   * <p>Differences from C: a virtual thread frees its carrier, and {@link Thread#interrupt} ends
   * its sleep as a signal does. Java has no unsigned int: the bits count.
   *
   * @param seconds how long
   * @return 0, or the whole seconds that were left; errno is left alone
   * @see <a href="https://man7.org/linux/man-pages/man3/sleep.3.html">sleep(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sleep.html">POSIX</a>
   */
  public static int sleep(int seconds) {
    return Sleep.sleep(seconds);
  }

  /**
   * {@code int usleep(useconds_t usec)}
   *
   * <p>Waits until the time is over or a signal handler has run.
   *
   * <p>Differences from C: a virtual thread frees its carrier, and {@link Thread#interrupt} ends
   * its sleep as a signal does. Java has no unsigned int: the bits count.
   *
   * @param usec how many microseconds
   * @return 0, or -1 with errno set: {@code EINTR}
   * @see <a href="https://man7.org/linux/man-pages/man3/usleep.3.html">usleep(3)</a>
   */
  public static int usleep(int usec) {
    return Errno.resultInt(Sleep.usleep(usec));
  }

  /**
   * {@code extern char **environ}
   *
   * <p>The environment that this process started with, as {@code posix_spawn} takes it.
   *
   * <p>Differences from C: a method, as Java cannot name a variable of C.
   *
   * @return the array, ended by NULL, in C memory
   * @see <a href="https://man7.org/linux/man-pages/man7/environ.7.html">environ(7)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/environ.html">POSIX</a>
   */
  public static MemorySegment environ() {
    return Environ.get();
  }

  /**
   * {@code long TEMP_FAILURE_RETRY(expression)}
   *
   * <p>Evaluates an expression, such as {@code () -> read(fd, buf, n)}, until it does not fail with
   * {@code EINTR}.
   *
   * <p>Differences from C: the expression is a lambda.
   *
   * @param expression the call
   * @return what the expression gives
   * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
   */
  public static long TEMP_FAILURE_RETRY(LongSupplier expression) {
    long result;
    do {
      result = expression.getAsLong();
    } while (result == -1 && Errno.errno() == Errno.EINTR);
    return result;
  }
}
