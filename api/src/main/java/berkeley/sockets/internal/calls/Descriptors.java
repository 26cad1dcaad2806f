/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INVAL;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.BlockingMode;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.ReceiveLowWater;
import berkeley.sockets.internal.parking.SocketNotes;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;

/**
 * open, close, dup, dup2, dup3, fcntl, ioctl, getsockopt and setsockopt, of which most change what
 * is known of a descriptor.
 */
public final class Descriptors {
  private static final int F_DUPFD = fcntl_h.F_DUPFD;
  private static final int F_DUPFD_CLOEXEC = fcntl_h.F_DUPFD_CLOEXEC;
  private static final int F_GETFL = fcntl_h.F_GETFL;
  private static final int F_OFD_SETLKW = fcntl_h.F_OFD_SETLKW;
  private static final int F_SETFL = fcntl_h.F_SETFL;
  private static final int F_SETLKW = fcntl_h.F_SETLKW;
  private static final int SO_ERROR = sys_socket_h.SO_ERROR;
  private static final long FIONBIO = sys_ioctl_h.FIONBIO;
  private static final long NEVER_WAITS = 1;

  /** In place of flags: dup2, not dup3. */
  private static final int NO_FLAGS = -1;

  private Descriptors() {}

  /** Opening a FIFO waits for the other end. */
  public static long open(MemorySegment path, int flags, long mode) {
    if (!Parking.applies()) {
      return made(Sys.open(path, flags, mode));
    }
    MemorySegment name = Offload.lend(path);
    return made(Offload.run(() -> Sys.open(name, flags, mode)));
  }

  /**
   * Closes the descriptor. Virtual threads parked on it return -EBADF and do not touch the number
   * again, whatever file gets it next.
   *
   * <p>What it throws it throws before close(2): the descriptor is open, and can be closed again.
   */
  public static long close(int fd) {
    SocketNotes.closed(fd);
    closing(fd);
    long result = Lingering.applies(fd) ? Lingering.close(fd, () -> Sys.close(fd)) : Sys.close(fd);
    try {
      Parking.closed(fd);
    } catch (OutOfMemoryError | StackOverflowError e) { // the number may be another file's by now
    }
    return result;
  }

  private static void closing(int fd) {
    OffloadedConnect.closing(fd);
    wake(fd);
    Unshared.forget(fd);
  }

  /** Makes every virtual thread that waits on the descriptor return -EBADF. */
  static void wake(int fd) {
    Parking.closing(fd);
    FullQueue.closing(fd);
  }

  /** socket(2). */
  public static long socket(int domain, int type, int protocol) {
    return socket(domain, type, protocol, false);
  }

  /** As {@link #socket}, for an object that tells nobody the number, but through {@link #lent}. */
  static long hiddenSocket(int domain, int type, int protocol) {
    return socket(domain, type, protocol, true);
  }

  private static long socket(int domain, int type, int protocol, boolean hidden) {
    long fd = made(Sys.socket(domain, type, protocol));
    Unshared.add(fd, domain, type, protocol, hidden);
    return fd;
  }

  /** listen(2). */
  public static long listen(int fd, int backlog) {
    Unshared.listens(fd);
    return Sys.listen(fd, backlog);
  }

  /** socketpair(2). */
  public static long socketpair(int domain, int type, int protocol, MemorySegment fds) {
    long result = made(Sys.socketpair(domain, type, protocol, fds), fds);
    if (result == 0) {
      Unshared.setKind(fds.get(JAVA_INT_UNALIGNED, 0), domain, type, protocol);
      Unshared.setKind(fds.get(JAVA_INT_UNALIGNED, Integer.BYTES), domain, type, protocol);
    }
    return result;
  }

  /** To be called for a socket that comes from elsewhere. */
  public static void adopted(int fd) {
    Unshared.share(fd);
    Unshared.forget(fd);
    Lingering.look(fd);
  }

  /** To be called when the number leaves the library: what is then done with it is not known. */
  public static int lent(int fd) {
    Unshared.share(fd);
    return fd;
  }

  /** As dup(2). */
  public static long dup(int fd) {
    Unshared.share(fd);
    return duplicated(fd, Sys.dup(fd));
  }

  private static long duplicated(int from, long to) {
    SocketNotes.duplicated(from, to);
    return from == to ? to : made(to);
  }

  /** To be given each descriptor that a call makes, or the call's failure. */
  public static long made(long fd) {
    if (fd >= 0) {
      Unshared.forget((int) fd);
      Parking.forget((int) fd);
    }
    return fd;
  }

  /** As {@link #made(long)}, for the result of a call that stores two of them. */
  public static long made(long result, MemorySegment fds) {
    if (result == 0) {
      made(fds.get(JAVA_INT_UNALIGNED, 0));
      made(fds.get(JAVA_INT_UNALIGNED, Integer.BYTES));
    }
    return result;
  }

  /** As dup2(2); if it succeeds, threads parked on {@code to} return -EBADF, as by close. */
  public static long dup2(int from, int to) {
    return from == to ? Sys.dup2(from, to) : replace(from, to, NO_FLAGS);
  }

  /** As {@link #dup2}. */
  public static long dup3(int from, int to, int flags) {
    return from == to || (flags & ~fcntl_h.O_CLOEXEC) != 0 // fails
        ? Sys.dup3(from, to, flags)
        : replace(from, to, flags);
  }

  /**
   * Who waits on {@code to} has to be woken before the file changes, or might meet the new one, and
   * must not be woken if the call fails. So where somebody may wait, another duplicate is made
   * first: that fails in the same cases (it wants a number from {@code to} on, and {@code from}
   * open), and with it the call cannot fail any more, whatever happens to {@code from}.
   */
  private static long replace(int from, int to, int flags) {
    Unshared.share(from);
    long held = NO_FLAGS;
    if (DescriptorState.known(to) != null && Sys.fcntl(to, fcntl_h.F_GETFD, 0L) >= 0) {
      held = Sys.fcntl(from, F_DUPFD_CLOEXEC, to);
      if (held == BADF || held == INVAL) {
        return BADF;
      }
    }
    int source = held >= 0 && held != to ? (int) held : from;
    try {
      closing(to);
      long result =
          Lingering.applies(to)
              ? Lingering.close(to, () -> duplicate(source, to, flags))
              : duplicate(source, to, flags);
      Parking.closed(to);
      return duplicated(from, result);
    } finally {
      if (source != from) {
        Sys.close(source);
      }
    }
  }

  private static long duplicate(int from, int to, int flags) {
    return flags == NO_FLAGS ? Sys.dup2(from, to) : Sys.dup3(from, to, flags);
  }

  public static long fcntl(int fd, int command, long argument) {
    if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) {
      Unshared.share(fd);
      return duplicated(fd, Sys.fcntl(fd, command, argument));
    }
    long result;
    if ((command == F_GETFL || command == F_SETFL) && Unshared.mayChange(fd)) {
      synchronized (Unshared.lock(fd)) {
        Unshared.repair(fd);
        result = Sys.fcntl(fd, command, argument);
      }
    } else {
      result = Sys.fcntl(fd, command, argument);
    }
    if (command == F_SETFL) {
      BlockingMode.changed();
    }
    return result;
  }

  /** A command that waits for a lock is made by a pool thread. */
  public static long fcntl(int fd, int command, MemorySegment argument) {
    boolean waits = command == F_SETLKW || command == F_OFD_SETLKW;
    if (!waits || !Parking.applies()) {
      return Sys.fcntl(fd, command, argument);
    }
    MemorySegment lent = Offload.lend(argument);
    return Offload.run(() -> Sys.fcntl(fd, command, lent));
  }

  public static long ioctl(int fd, long request, MemorySegment argument) {
    if (request != FIONBIO) {
      return Sys.ioctl(fd, request, argument);
    }
    long result;
    if (Unshared.mayChange(fd)) {
      synchronized (Unshared.lock(fd)) {
        Unshared.repair(fd);
        result = Sys.ioctl(fd, request, argument);
      }
    } else {
      result = Sys.ioctl(fd, request, argument);
    }
    BlockingMode.changed();
    return result;
  }

  /** SO_ERROR asks for a pending error and clears it. */
  public static long getsockopt(
      int fd, int level, int option, MemorySegment value, MemorySegment length) {
    long result = Sys.getsockopt(fd, level, option, value, length);
    if (option == SO_ERROR && level == sys_socket_h.SOL_SOCKET && result == 0) {
      long error = PendingErrors.take(fd);
      if (error < 0
          && length.get(JAVA_INT_UNALIGNED, 0) == Integer.BYTES
          && value.get(JAVA_INT_UNALIGNED, 0) == 0) {
        value.set(JAVA_INT_UNALIGNED, 0, (int) -error);
      }
    }
    return result;
  }

  /** A new timeout counts for the next call, not for those that wait. */
  public static long setsockopt(int fd, int level, int option, MemorySegment value, int length) {
    boolean negative = // looked at before the call, after which it may be freed
        level == sys_socket_h.SOL_SOCKET
            && BlockingMode.isChangedBy(level, option)
            && length >= timeval.sizeof()
            && value.byteSize() >= timeval.sizeof()
            && timeval.tv_sec(value) < 0;
    long result = Sys.setsockopt(fd, level, option, value, length);
    if (BlockingMode.isChangedBy(level, option)) {
      if (result == 0 && level == sys_socket_h.SOL_SOCKET) {
        timeoutSet(fd, option, negative);
      }
      BlockingMode.changed();
      if (level == netinet_in_h.IPPROTO_TCP) {
        Unshared.kindsChanged();
      }
    } else if (ReceiveLowWater.isOption(level, option)) {
      ReceiveLowWater.used = true;
    } else if (Lingering.isOption(level, option)) {
      Lingering.used = true;
    }
    return result;
  }

  /** With a negative timeout no call waits, but what the kernel reports is as without any. */
  private static void timeoutSet(int fd, int option, boolean negative) {
    if (negative) {
      SocketNotes.put(fd, option, NEVER_WAITS);
    } else {
      SocketNotes.remove(fd, option);
    }
  }
}
