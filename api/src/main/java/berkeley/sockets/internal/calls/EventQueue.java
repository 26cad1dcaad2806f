/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.parking.Wakeup;
import java.lang.foreign.MemorySegment;

/**
 * What the object layer's poller waits with: epoll(7), or poll(2) where there is none. Numbers are
 * those of epoll.
 */
public abstract class EventQueue {
  public static final int EDGE = orElse(sys_epoll_h.EPOLLET, 1 << 31);
  public static final int ONESHOT = orElse(sys_epoll_h.EPOLLONESHOT, 1 << 30);
  public static final int EXCLUSIVE = orElse(sys_epoll_h.EPOLLEXCLUSIVE, 1 << 28);
  public static final int ADD = orElse(sys_epoll_h.EPOLL_CTL_ADD, 1);
  public static final int DELETE = orElse(sys_epoll_h.EPOLL_CTL_DEL, 2);
  public static final int MODIFY = orElse(sys_epoll_h.EPOLL_CTL_MOD, 3);

  /** The data of a descriptor that only the caller knows, and does not close before this. */
  public static final long OWN = -1;

  /** The call that makes one. */
  public static final String CALL = Platform.PORTABLE ? Wakeup.CALL : "epoll_create1";

  EventQueue() {}

  private static int orElse(int number, int otherwise) {
    return Platform.has(number) ? number : otherwise;
  }

  /** A descriptor, or a negated errno where none could be made. */
  public abstract long opened();

  /** epoll_ctl(2). */
  public abstract long control(int operation, int fd, int events, long data);

  /** epoll_wait(2), into an array of {@code struct epoll_event}. */
  public abstract long await(MemorySegment events, int room, int milliseconds);

  /** Closes it, once and while nobody waits. */
  public abstract void close();
}
