/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.linger;
import berkeley.sockets.internal.memory.Cells;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import java.util.concurrent.RejectedExecutionException;

/**
 * SO_LINGER on a virtual thread. What closes the last descriptor of such a socket waits until the
 * peer has all data, or for the time that was set. A duplicate keeps the socket open meanwhile, so
 * that the number is free at once, and a pool thread closes that.
 */
final class Lingering {
  /** Whether the option was ever met; without it, all this costs nothing. */
  static volatile boolean used;

  private Lingering() {}

  static boolean isOption(int level, int option) {
    return level == sys_socket_h.SOL_SOCKET && option == sys_socket_h.SO_LINGER;
  }

  /** To be called for a socket whose options others may have set. */
  static void look(int fd) {
    if (!used && isOn(fd)) {
      used = true;
    }
  }

  /** Whether closing may wait. With a time of 0 it does not. */
  private static boolean isOn(int fd) {
    Cells cells = Cells.acquire();
    try {
      long result =
          Sys.getsockopt(
              fd,
              sys_socket_h.SOL_SOCKET,
              sys_socket_h.SO_LINGER,
              cells.value(),
              cells.length((int) linger.sizeof()));
      return result == 0
          && linger.l_onoff(cells.value()) != 0
          && linger.l_linger(cells.value()) > 0;
    } finally {
      cells.release();
    }
  }

  /** Whether the current thread must not close the descriptor, as a carrier runs it. */
  static boolean applies(int fd) {
    return used && Parking.applies() && isOn(fd);
  }

  /**
   * Makes a call that closes the file that a number has, where {@link #applies}.
   *
   * <p>After an interrupt it returns before the data are sent, as close(2) does after a signal.
   */
  static long close(int fd, Offload.Call call) {
    long kept = Sys.fcntl(fd, fcntl_h.F_DUPFD_CLOEXEC, 0L);
    if (kept < 0) {
      try {
        return Offload.run(call);
      } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread: it has not been made
        return call.run();
      }
    }
    try {
      return call.run();
    } finally {
      end((int) kept);
    }
  }

  private static void end(int kept) {
    try {
      Offload.interruptibly(new Close(kept));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      Sys.close(kept);
    }
  }

  private record Close(int fd) implements Offload.Call {
    @Override
    public long run() {
      return Sys.close(fd);
    }

    @Override
    public boolean runsAbandoned() {
      return true;
    }
  }
}
