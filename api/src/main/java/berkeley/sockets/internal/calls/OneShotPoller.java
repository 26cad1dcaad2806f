/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An epoll for one call that waits for several descriptors; edge-triggered, so that nothing that is
 * ignored wakes twice.
 */
final class OneShotPoller implements AutoCloseable {
  private static final int EPOLLET = sys_epoll_h.EPOLLET;
  private static final int SOME = 16;

  private final int epoll = (int) Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC);
  private MemorySegment events = MemorySegment.NULL;

  /** The epoll, readable when a descriptor is ready; negative if none could be made. */
  int fd() {
    return epoll;
  }

  /**
   * Watches a descriptor.
   *
   * @return 0, or a negated errno: EEXIST if it is watched already
   */
  long add(int fd, int wanted) {
    return EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_ADD, fd, wanted | EPOLLET, fd);
  }

  /**
   * Watches a descriptor for something else.
   *
   * @return 0, or a negated errno
   */
  long replace(int fd, int wanted) {
    return EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_MOD, fd, wanted | EPOLLET, fd);
  }

  /** Makes the epoll unreadable until the next event. */
  void drain() {
    if (events.byteSize() == 0) {
      events = Arena.ofAuto().allocate(SOME * EpollEvents.SIZE, Long.BYTES);
    }
    while (Sys.epoll_wait(epoll, events, SOME, 0) == SOME) {
      // the rest
    }
  }

  @Override
  public void close() {
    if (epoll >= 0) {
      OwnDescriptor.close(epoll);
    }
  }
}
