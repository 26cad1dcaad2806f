/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import berkeley.sockets.internal.memory.Cells;

/** A descriptor that a thread makes readable to end another's wait: an eventfd(2). */
public final class Wakeup {
  private final int fd;

  /** Makes one; see {@link #fd} for how that ended. */
  public Wakeup() {
    fd = (int) Sys.eventfd(0, sys_eventfd_h.EFD_CLOEXEC | sys_eventfd_h.EFD_NONBLOCK);
  }

  /** The descriptor, to be watched for reading, or a negated errno, which poll(2) ignores. */
  public int fd() {
    return fd;
  }

  /** Makes the descriptor readable. */
  public void signal() {
    Sys.eventfd_write(fd, 1);
  }

  /** Makes the descriptor unreadable. */
  public void drain() {
    Cells cells = Cells.acquire();
    Sys.eventfd_read(fd, cells.value());
    cells.release();
  }

  public void close() {
    if (fd >= 0) {
      Sys.close(fd);
    }
  }
}
