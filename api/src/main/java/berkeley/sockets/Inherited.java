/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.Strings;
import berkeley.sockets.internal.parking.Query;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that was opened for this process before it was started: an internet super-server in
 * the manner of inetd(8), or systemd's socket activation, sd_listen_fds(3).
 *
 * @since 0.1.0
 */
public final class Inherited {
  private static final int FIRST = 3; // SD_LISTEN_FDS_START

  private static boolean consumed;

  private final String name;
  private final int fd;

  private Inherited(String name, int fd) {
    this.name = name;
    this.fd = fd;
  }

  /** {@return the name that {@code FileDescriptorName=} gave it, {@code unknown} without one} */
  public String name() {
    return name;
  }

  /** {@return the descriptor, with {@code FD_CLOEXEC}; closing it is the caller's} */
  public int fd() {
    return fd;
  }

  /**
   * Takes the descriptor over as a socket, {@link Socket#adopt}.
   *
   * @return its owner
   * @throws ErrnoException {@code ENOTSOCK} if it is something else, such as a pipe
   */
  public Socket toSocket() throws IOException {
    return Socket.adopt(fd);
  }

  @Override
  public String toString() {
    return name + "=" + fd;
  }

  /**
   * The descriptors of systemd's socket activation: {@code LISTEN_FDS} of them from 3 on, meant for
   * this process if {@code LISTEN_PID} is its process id, named by {@code LISTEN_FDNAMES}. Each
   * gets {@code FD_CLOEXEC}.
   *
   * @return the descriptors, which the first call consumes; nothing if there are none, they are not
   *     meant for this process, or this is not the first call
   * @throws IllegalStateException if a variable is malformed
   * @throws ErrnoException {@code EBADF} if one is not open
   */
  public static synchronized List<Inherited> systemd() throws IOException {
    Map<String, String> environment = System.getenv();
    String pid = environment.get("LISTEN_PID");
    String count = environment.get("LISTEN_FDS");
    if (consumed || pid == null || count == null || number("LISTEN_PID", pid) != Sys.getpid()) {
      return List.of();
    }
    consumed = true;
    String names = environment.get("LISTEN_FDNAMES");
    return descriptors(number("LISTEN_FDS", count), names);
  }

  static List<Inherited> descriptors(int count, @Nullable String colonSeparated)
      throws IOException {
    String[] names = colonSeparated == null ? new String[0] : colonSeparated.split(":", -1);
    List<Inherited> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int fd = FIRST + i;
      long n = Sys.fcntl(fd, fcntl_h.F_SETFD, fcntl_h.FD_CLOEXEC);
      if (n < 0) {
        throw new ErrnoException("fcntl", fd, null, "F_SETFD", (int) -n);
      }
      all.add(new Inherited(i < names.length && !names[i].isEmpty() ? names[i] : "unknown", fd));
    }
    return List.copyOf(all);
  }

  private static int number(String variable, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // below
    }
    throw new IllegalStateException(variable + "=" + text);
  }

  /**
   * The socket that an inetd(8) put in place of standard input, output and error: with {@code
   * nowait} a connection, with {@code wait} a listener or a datagram socket. It becomes a
   * descriptor of its own with {@code FD_CLOEXEC}; what of 0, 1 and 2 was this socket becomes
   * {@code /dev/null}, so that closing it ends the connection and printing does not disturb it.
   *
   * @return the socket, or null if standard input is none
   * @throws ErrnoException {@code EMFILE} and others of fcntl(2), open(2), dup2(2)
   */
  public static @Nullable Socket inetd() throws IOException {
    return inetd(new Type[0]);
  }

  /**
   * As {@link #inetd()}, but takes only a socket of one of some types. One of another type stays
   * standard input.
   *
   * @param types which; none for all
   * @return the socket, or null if standard input is none of these
   * @throws ErrnoException as there
   */
  public static synchronized @Nullable Socket inetd(Type... types) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      long cookie = Query.cookie(0);
      if (cookie < 0 || types.length > 0 && !isOneOf(types)) {
        return null;
      }
      long copy = check("fcntl", Sys.fcntl(0, fcntl_h.F_DUPFD_CLOEXEC, FIRST));
      Socket socket = null;
      try {
        replace(cookie, arena);
        socket = Socket.adopt((int) copy);
      } finally {
        if (socket == null) {
          Sys.close((int) copy);
        }
      }
      return socket;
    }
  }

  private static boolean isOneOf(Type[] types) {
    long type = Query.option(0, sys_socket_h.SO_TYPE);
    for (Type each : types) {
      if (each.value() == type) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes {@code /dev/null} of what is a socket; last of 0, so that after a failure it still is.
   */
  private static void replace(long cookie, Arena arena) throws IOException {
    MemorySegment name = Strings.toC(arena, "/dev/null");
    int flags = fcntl_h.O_RDWR | fcntl_h.O_CLOEXEC;
    int nowhere = (int) check("open", Sys.open(name, flags, 0));
    try {
      for (int fd = FIRST - 1; fd >= 0; fd--) {
        if (Query.cookie(fd) == cookie) {
          check("dup2", Sys.dup2(nowhere, fd)); // without FD_CLOEXEC
        }
      }
    } finally {
      Sys.close(nowhere);
    }
  }

  private static long check(String call, long n) throws IOException {
    return Handle.check(call, -1, n, null);
  }
}
