/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.sys_wait_h;
import berkeley.sockets.internal.calls.Processes;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <sys/wait.h>}: waiting for child processes.
 *
 * <p>Function: {@link #waitpid}. Macros: {@link #WIFEXITED}, {@link #WEXITSTATUS}, {@link
 * #WIFSIGNALED}, {@link #WTERMSIG}, {@link #WCOREDUMP}, {@link #WIFSTOPPED}, {@link #WSTOPSIG},
 * {@link #WIFCONTINUED}, {@link #W_EXITCODE}, {@link #W_STOPCODE}.
 *
 * @since 0.1.0
 */
public final class SysWait extends Signal implements sys_wait_h {
  private SysWait() {}

  /**
   * {@code pid_t waitpid(pid_t pid, int *wstatus, int options)}
   *
   * <p>Waits for a child, or with {@code WNOHANG} only looks, and stores its status; {@code
   * wstatus} may be NULL.
   *
   * <p>Differences from C: a {@code wstatus} of fewer than 4 bytes is an IndexOutOfBoundsException.
   * Children of the JVM's own ProcessBuilder are waited for by the JVM.
   *
   * @param pid a process, -1 for any child
   * @param wstatus receives the status, or NULL
   * @param options 0, or {@code W*}
   * @return the child's id, 0 with {@code WNOHANG} when none has changed, or -1 with errno set:
   *     {@code ECHILD}, {@code EINTR}, {@code EINVAL} or another
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/waitpid.html">POSIX</a>
   */
  public static int waitpid(int pid, MemorySegment wstatus, int options) {
    return Errno.resultInt(Processes.waitpid(pid, Check.optional(wstatus, Integer.BYTES), options));
  }

  /**
   * {@code int WIFEXITED(int status)}
   *
   * <p>Whether the child ended by itself.
   *
   * <p>Differences from C: a boolean.
   *
   * @param status what {@link #waitpid} stored
   * @return true when it did
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static boolean WIFEXITED(int status) {
    return WTERMSIG(status) == 0;
  }

  /**
   * {@code int WEXITSTATUS(int status)}
   *
   * <p>The exit status of a child for which {@link #WIFEXITED} holds.
   *
   * <p>Differences from C: none.
   *
   * @param status what {@link #waitpid} stored
   * @return 0 to 255
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static int WEXITSTATUS(int status) {
    return status >> 8 & 0xff;
  }

  /**
   * {@code int WIFSIGNALED(int status)}
   *
   * <p>Whether a signal ended the child.
   *
   * <p>Differences from C: a boolean.
   *
   * @param status what {@link #waitpid} stored
   * @return true when one did
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static boolean WIFSIGNALED(int status) {
    return (byte) (WTERMSIG(status) + 1) >> 1 > 0;
  }

  /**
   * {@code int WTERMSIG(int status)}
   *
   * <p>The signal that ended a child for which {@link #WIFSIGNALED} holds.
   *
   * <p>Differences from C: none.
   *
   * @param status what {@link #waitpid} stored
   * @return the signal
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static int WTERMSIG(int status) {
    return status & 0x7f;
  }

  /**
   * {@code int WCOREDUMP(int status)}
   *
   * <p>Whether a child for which {@link #WIFSIGNALED} holds dumped core.
   *
   * <p>Differences from C: a boolean.
   *
   * @param status what {@link #waitpid} stored
   * @return true when it did
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static boolean WCOREDUMP(int status) {
    return (status & WCOREFLAG) != 0;
  }

  /**
   * {@code int WIFSTOPPED(int status)}
   *
   * <p>Whether the child is stopped.
   *
   * <p>Differences from C: a boolean.
   *
   * @param status what {@link #waitpid} stored
   * @return true when it is
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static boolean WIFSTOPPED(int status) {
    return (status & 0xff) == 0x7f;
  }

  /**
   * {@code int WSTOPSIG(int status)}
   *
   * <p>The signal that stopped a child for which {@link #WIFSTOPPED} holds.
   *
   * <p>Differences from C: none.
   *
   * @param status what {@link #waitpid} stored
   * @return the signal
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static int WSTOPSIG(int status) {
    return WEXITSTATUS(status);
  }

  /**
   * {@code int WIFCONTINUED(int status)}
   *
   * <p>Whether the child goes on after a stop.
   *
   * <p>Differences from C: a boolean.
   *
   * @param status what {@link #waitpid} stored
   * @return true when it does
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html">POSIX</a>
   */
  public static boolean WIFCONTINUED(int status) {
    return status == 0xffff;
  }

  /**
   * {@code int W_EXITCODE(int ret, int sig)}
   *
   * <p>Builds the status of a child that ended.
   *
   * <p>Differences from C: none.
   *
   * @param ret the exit status
   * @param sig the signal
   * @return the status
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   */
  public static int W_EXITCODE(int ret, int sig) {
    return ret << 8 | sig;
  }

  /**
   * {@code int W_STOPCODE(int sig)}
   *
   * <p>Builds the status of a child that is stopped.
   *
   * <p>Differences from C: none.
   *
   * @param sig the signal
   * @return the status
   * @see <a href="https://man7.org/linux/man-pages/man2/wait.2.html">wait(2)</a>
   */
  public static int W_STOPCODE(int sig) {
    return sig << 8 | 0x7f;
  }
}
