/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import java.lang.foreign.MemorySegment;

/** struct epoll_event, which is packed on some architectures and not on others. */
public final class EpollEvents {
  /** The size of one in an array. */
  public static final long SIZE = orElse(epoll_event.sizeof(), 16);

  private static final long EVENTS = orElse(epoll_event.events$offset(), 0);
  private static final long DATA = orElse(epoll_event.data$offset(), 8);

  private EpollEvents() {}

  /** Without epoll the struct serves this library alone. */
  private static long orElse(long number, long otherwise) {
    return Platform.has(number) ? number : otherwise;
  }

  /** Stores one. */
  public static void set(MemorySegment array, int index, int events, long data) {
    array.set(JAVA_INT_UNALIGNED, index * SIZE + EVENTS, events);
    array.set(JAVA_LONG_UNALIGNED, index * SIZE + DATA, data);
  }

  public static int events(MemorySegment array, int index) {
    return array.get(JAVA_INT_UNALIGNED, index * SIZE + EVENTS);
  }

  public static long data(MemorySegment array, int index) {
    return array.get(JAVA_LONG_UNALIGNED, index * SIZE + DATA);
  }

  /** epoll_ctl(2). */
  public static long control(int epoll, int operation, int fd, int events, long data) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment event = scratch.memory(SIZE);
      set(event, 0, events, data);
      return Sys.epoll_ctl(epoll, operation, fd, event);
    } finally {
      scratch.release();
    }
  }
}
