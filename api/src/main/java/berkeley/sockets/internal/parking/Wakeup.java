/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import berkeley.sockets.internal.memory.Cells;

/**
 * A descriptor that a thread makes readable to end another's wait: an eventfd(2), or where that is
 * not to be had a pipe(2).
 */
public class Wakeup {
  /** The call that makes one. */
  public static final String CALL = Platform.PORTABLE ? "pipe" : "eventfd";

  private final int fd;

  private Wakeup(int fd) {
    this.fd = fd;
  }

  /** Makes one; see {@link #fd} for how that ended. */
  public static Wakeup open() {
    return Platform.PORTABLE
        ? Pipe.make()
        : new Wakeup((int) Sys.eventfd(0, sys_eventfd_h.EFD_CLOEXEC | sys_eventfd_h.EFD_NONBLOCK));
  }

  /** The descriptor, to be watched for reading, or a negated errno, which poll(2) ignores. */
  public final int fd() {
    return fd;
  }

  /** The descriptor through which {@link #signal} works. */
  public int sender() {
    return fd;
  }

  /** Makes the descriptor readable. */
  public void signal() {
    Sys.eventfd_write(fd, 1);
  }

  /** Makes the descriptor unreadable; false if that failed, as it is not ours any more. */
  public boolean drain() {
    Cells cells = Cells.acquire();
    long result = Sys.eventfd_read(fd, cells.value());
    cells.release();
    return result == 0 || result == AGAIN;
  }

  /** Closes what was made. */
  public void close() {
    if (fd >= 0) {
      Sys.close(fd);
    }
  }

  private static final class Pipe extends Wakeup {
    private static final int ROOM = 2 * Long.BYTES; // of a cell

    private final int sender;

    private Pipe(int receiver, int sender) {
      super(receiver);
      this.sender = sender;
    }

    static Wakeup make() {
      Cells cells = Cells.acquire();
      try {
        long result = Sys.pipe(cells.value());
        if (result < 0) {
          return new Wakeup((int) result);
        }
        prepare(cells.intAt(0));
        prepare(cells.intAt(1));
        return new Pipe(cells.intAt(0), cells.intAt(1));
      } finally {
        cells.release();
      }
    }

    private static void prepare(int fd) {
      Sys.fcntl(fd, fcntl_h.F_SETFD, (long) fcntl_h.FD_CLOEXEC);
      Sys.fcntl(fd, fcntl_h.F_SETFL, (long) fcntl_h.O_NONBLOCK);
    }

    @Override
    public int sender() {
      return sender;
    }

    /** A full pipe is readable already. */
    @Override
    public void signal() {
      Cells cells = Cells.acquire();
      Sys.write(sender, cells.value(), 1);
      cells.release();
    }

    @Override
    public boolean drain() {
      Cells cells = Cells.acquire();
      try {
        long n;
        do {
          n = Sys.read(fd(), cells.value(), ROOM);
        } while (n == ROOM || n == INTR);
        return n > 0 || n == AGAIN;
      } finally {
        cells.release();
      }
    }

    @Override
    public void close() {
      super.close();
      Sys.close(sender);
    }
  }
}
