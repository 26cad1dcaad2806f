/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.ErrnoNames;
import berkeley.sockets.bindings.headers.errno_h;

/**
 * {@code <errno.h>}, with {@code strerror} of {@code <string.h>} and {@code perror} of {@code
 * <stdio.h>}.
 *
 * <p>Functions: {@link #errno}, {@link #strerror}, {@link #strerrorname}, {@link #perror}.
 *
 * <p>errno belongs to the thread, platform or virtual. Only a call of this package that fails
 * writes it; nothing that the JVM does disturbs it.
 *
 * @since 0.1.0
 */
public final class Errno implements errno_h {
  private static final ThreadLocal<int[]> ERRNO =
      new ThreadLocal<>() { // no lambda, which the first call would have to make
        @Override
        protected int[] initialValue() {
          return new int[1];
        }
      };

  private Errno() {}

  /**
   * {@code errno}
   *
   * <p>Differences from C: a method, as Java has no macro that reads a thread's variable.
   *
   * @return the error number of this thread's last failed call, 0 before the first
   * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/errno.html">POSIX</a>
   */
  public static int errno() {
    return ERRNO.get()[0];
  }

  /**
   * {@code errno = value}
   *
   * <p>Differences from C: a method, as Java has no macro that names a thread's variable.
   *
   * @param value what {@link #errno()} returns from now on in this thread
   * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/errno.html">POSIX</a>
   */
  public static void errno(int value) {
    ERRNO.get()[0] = value;
  }

  /**
   * {@code char *strerror(int errnum)}
   *
   * <p>Differences from C: returns a string of its own for each call; errno is left alone.
   *
   * @param errnum an error number
   * @return the text that libc has for it, {@code Unknown error N} where it has none
   * @see <a href="https://man7.org/linux/man-pages/man3/strerror.3.html">strerror(3)</a>
   * @see <a
   *     href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/strerror.html">POSIX</a>
   */
  public static String strerror(int errnum) {
    return Native.string(Sys.strerror(errnum));
  }

  /**
   * {@code const char *strerrorname_np(int errnum)}
   *
   * <p>Differences from C: the name is short of its suffix; there on every platform.
   *
   * @param errnum an error number
   * @return its symbolic name, such as {@code ECONNREFUSED}, or null where it has none
   * @see <a href="https://man7.org/linux/man-pages/man3/strerror.3.html">strerrorname_np(3)</a>
   */
  public static String strerrorname(int errnum) {
    return ErrnoNames.of(errnum);
  }

  /**
   * {@code void perror(const char *s)}
   *
   * <p>Differences from C: writes to {@link System#err}.
   *
   * @param s what failed; null or empty for the error's text alone
   * @see <a href="https://man7.org/linux/man-pages/man3/perror.3.html">perror(3)</a>
   * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/perror.html">POSIX</a>
   */
  public static void perror(String s) {
    String text = strerror(errno());
    System.err.println(s == null || s.isEmpty() ? text : s + ": " + text);
  }

  /** Whether a pointer is a negated errno; then sets errno. */
  static boolean failed(long address) {
    if (address < 0) {
      ERRNO.get()[0] = (int) -address;
    }
    return address < 0;
  }

  /** C's result of a call that counts or answers 0: the value, or -1 with errno set. */
  static long result(long n) {
    if (n < 0) {
      ERRNO.get()[0] = (int) -n;
      return -1;
    }
    return n;
  }

  /** As {@link #result}, for calls whose C type is int. */
  static int resultInt(long n) {
    if (n < 0) {
      ERRNO.get()[0] = (int) -n;
      return -1;
    }
    return (int) n;
  }
}
