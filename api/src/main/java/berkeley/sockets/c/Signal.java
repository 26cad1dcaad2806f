/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.signal_h;
import berkeley.sockets.bindings.headers.signal_h.sigaction;
import berkeley.sockets.bindings.headers.sigset_t_h.sigset_t;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.MemorySegment;

/**
 * {@code <signal.h>}: sets of signals, sending and ignoring them.
 *
 * <p>Functions: {@link #sigemptyset}, {@link #sigfillset}, {@link #sigaddset}, {@link #sigdelset},
 * {@link #sigismember}, {@link #pthread_sigmask}, {@link #kill}, {@link #signal}, {@link
 * #sigaction}.
 *
 * <p>Handlers are not mirrored: the JVM has its own; use {@code signalfd} or {@code
 * sun.misc.Signal}.
 *
 * @since 0.1.0
 */
public class Signal implements signal_h {

  Signal() {} // only for the headers that include this one

  private static final long SIZE = sigset_t.sizeof();

  /**
   * {@code int sigemptyset(sigset_t *set)}
   *
   * <p>Empties a set.
   *
   * <p>Differences from C: a {@code set} shorter than {@code sigset_t} is an
   * IndexOutOfBoundsException.
   *
   * @param set the set
   * @return 0
   * @see <a href="https://man7.org/linux/man-pages/man3/sigsetops.3.html">sigsetops(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigemptyset.html">POSIX</a>
   */
  public static int sigemptyset(MemorySegment set) {
    return Errno.resultInt(Sys.sigemptyset(Check.bytes(set, SIZE)));
  }

  /**
   * {@code int sigfillset(sigset_t *set)}
   *
   * <p>Puts every signal into a set.
   *
   * <p>Differences from C: a {@code set} shorter than {@code sigset_t} is an
   * IndexOutOfBoundsException.
   *
   * @param set the set
   * @return 0
   * @see <a href="https://man7.org/linux/man-pages/man3/sigsetops.3.html">sigsetops(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigfillset.html">POSIX</a>
   */
  public static int sigfillset(MemorySegment set) {
    return Errno.resultInt(Sys.sigfillset(Check.bytes(set, SIZE)));
  }

  /**
   * {@code int sigaddset(sigset_t *set, int signum)}
   *
   * <p>Adds a signal to a set.
   *
   * <p>Differences from C: a {@code set} shorter than {@code sigset_t} is an
   * IndexOutOfBoundsException.
   *
   * @param set the set
   * @param signum the signal
   * @return 0, or -1 with errno set to {@code EINVAL}
   * @see <a href="https://man7.org/linux/man-pages/man3/sigsetops.3.html">sigsetops(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigaddset.html">POSIX</a>
   */
  public static int sigaddset(MemorySegment set, int signum) {
    return Errno.resultInt(Sys.sigaddset(Check.bytes(set, SIZE), signum));
  }

  /**
   * {@code int sigdelset(sigset_t *set, int signum)}
   *
   * <p>Takes a signal out of a set.
   *
   * <p>Differences from C: a {@code set} shorter than {@code sigset_t} is an
   * IndexOutOfBoundsException.
   *
   * @param set the set
   * @param signum the signal
   * @return 0, or -1 with errno set to {@code EINVAL}
   * @see <a href="https://man7.org/linux/man-pages/man3/sigsetops.3.html">sigsetops(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigdelset.html">POSIX</a>
   */
  public static int sigdelset(MemorySegment set, int signum) {
    return Errno.resultInt(Sys.sigdelset(Check.bytes(set, SIZE), signum));
  }

  /**
   * {@code int sigismember(const sigset_t *set, int signum)}
   *
   * <p>Tells whether a set has a signal.
   *
   * <p>Differences from C: a {@code set} shorter than {@code sigset_t} is an
   * IndexOutOfBoundsException.
   *
   * @param set the set
   * @param signum the signal
   * @return 1 when it has, 0 when not, or -1 with errno set to {@code EINVAL}
   * @see <a href="https://man7.org/linux/man-pages/man3/sigsetops.3.html">sigsetops(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigismember.html">POSIX</a>
   */
  public static int sigismember(MemorySegment set, int signum) {
    return Errno.resultInt(Sys.sigismember(Check.bytes(set, SIZE), signum));
  }

  /**
   * {@code int pthread_sigmask(int how, const sigset_t *set, sigset_t *oldset)}
   *
   * <p>Changes the signals that this thread does not take, and stores those it did not take before;
   * either set may be NULL.
   *
   * <p>Differences from C: a set too short is an IndexOutOfBoundsException. On a virtual thread
   * this changes the carrier.
   *
   * @param how {@code SIG_*}
   * @param set the signals, or NULL
   * @param oldset receives the former mask, or NULL
   * @return 0, or the error number {@code EINVAL}; errno is left alone
   * @see <a
   *     href="https://man7.org/linux/man-pages/man3/pthread_sigmask.3.html">pthread_sigmask(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_sigmask.html">POSIX</a>
   */
  public static int pthread_sigmask(int how, MemorySegment set, MemorySegment oldset) {
    return Sys.pthread_sigmask(how, check(set), check(oldset));
  }

  /**
   * {@code int kill(pid_t pid, int sig)}
   *
   * <p>Sends a signal to a process or a group; 0 only checks that it could.
   *
   * <p>Differences from C: none.
   *
   * @param pid the process
   * @param sig the signal
   * @return 0, or -1 with errno set to {@code EINVAL}, {@code EPERM} or {@code ESRCH}
   * @see <a href="https://man7.org/linux/man-pages/man2/kill.2.html">kill(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/kill.html">POSIX</a>
   */
  public static int kill(int pid, int sig) {
    return Errno.resultInt(Sys.kill(pid, sig));
  }

  /**
   * {@code sighandler_t signal(int signum, sighandler_t handler)}
   *
   * <p>Says what a signal does from now on in this process, such as nothing: {@code signal(SIGPIPE,
   * SIG_IGN)}.
   *
   * <p>Differences from C: no Java method can be the handler. The JVM ignores {@code SIGPIPE}
   * already.
   *
   * @param signum the signal
   * @param handler {@link #SIG_IGN}, {@link #SIG_DFL} or a function of C, such as one returned here
   * @return the former handler, {@link #SIG_IGN} or {@link #SIG_DFL} themselves if it was one of
   *     them, or {@link #SIG_ERR} with errno set
   * @see <a href="https://man7.org/linux/man-pages/man2/signal.2.html">signal(2)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/signal.html">POSIX</a>
   */
  public static MemorySegment signal(int signum, MemorySegment handler) {
    long former = Sys.signal(signum, handler);
    if (Errno.failed(former)) {
      return SIG_ERR;
    }
    return former == 0 ? SIG_DFL : former == 1 ? SIG_IGN : MemorySegment.ofAddress(former);
  }

  /**
   * {@code int sigaction(int signum, const struct sigaction *act, struct sigaction *oldact)}
   *
   * <p>Says what a signal does from now on in this process, and stores what it did before; either
   * may be NULL.
   *
   * <p>Differences from C: no Java method can be the handler; a struct too short is an
   * IndexOutOfBoundsException.
   *
   * @param signum the signal
   * @param act a {@code struct sigaction}, or NULL
   * @param oldact receives the former one, or NULL
   * @return 0, or -1 with errno set
   * @see <a href="https://man7.org/linux/man-pages/man2/sigaction.2.html">sigaction(2)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigaction.html">POSIX</a>
   */
  public static int sigaction(int signum, MemorySegment act, MemorySegment oldact) {
    long size = sigaction.sizeof();
    return Errno.resultInt(
        Sys.sigaction(signum, Check.optional(act, size), Check.optional(oldact, size)));
  }

  /** A signal set, or NULL. */
  static MemorySegment check(MemorySegment set) {
    return set.equals(MemorySegment.NULL) ? set : Check.bytes(set, SIZE);
  }
}
