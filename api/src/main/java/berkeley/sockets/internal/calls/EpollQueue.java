/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.MemorySegment;

/** An epoll(7) of one poller. */
public final class EpollQueue extends EventQueue {
  private final int fd = (int) Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC);

  @Override
  public long opened() {
    return fd;
  }

  @Override
  public long control(int operation, int descriptor, int events, long data) {
    return EpollEvents.control(fd, operation, descriptor, events, data);
  }

  @Override
  public long await(MemorySegment events, int room, int milliseconds) {
    return Multiplexing.epoll_wait(fd, events, room, milliseconds);
  }

  @Override
  public void close() {
    OwnDescriptor.close(fd);
  }
}
