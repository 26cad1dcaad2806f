/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One epoll(7) instance, and the two threads that take the events out.
 *
 * <p>A program may close its descriptor by mistake, and the number may come to mean another file.
 * Each call that says so, or an event that is not ours, is taken as {@link #lost the end}; nothing
 * is done any more with the number then, not even closing it. What says nothing, another epoll
 * under the number, is found with the help of a second descriptor that only our epoll has
 * registered.
 */
abstract class EpollInstance extends TwoReaders {
  static final int READABLE = sys_epoll_h.EPOLLIN | sys_epoll_h.EPOLLRDHUP | sys_epoll_h.EPOLLPRI;

  private static final int EPOLLOUT = sys_epoll_h.EPOLLOUT;
  private static final int MANY = 512;
  private static final int IDLE = 10_000; // milliseconds

  /** In the upper half of each event's data, above the descriptor. */
  private static final long OURS = System.nanoTime() << Integer.SIZE;

  private final int epoll;
  private final Wakeup mark;
  private final MemorySegment events;

  /**
   * With descriptors that were opened.
   *
   * @param mark never signalled
   */
  EpollInstance(int epoll, Wakeup mark, String name) {
    super(name);
    this.epoll = epoll;
    this.mark = mark;
    events = Arena.ofAuto().allocate(MANY * EpollEvents.SIZE, Long.BYTES);
  }

  /** Registers the mark; {@link #start} follows. */
  long prepare() {
    return control(sys_epoll_h.EPOLL_CTL_ADD, mark.fd(), 0);
  }

  /** epoll_ctl(2). */
  long control(int operation, int fd, int interest) {
    return EpollEvents.control(epoll, operation, fd, interest, OURS | fd);
  }

  /** Whether the number still means this epoll. */
  boolean exists() {
    return control(sys_epoll_h.EPOLL_CTL_MOD, mark.fd(), 0) == 0;
  }

  /** To be told that the number means this epoll no longer: {@link #end} and replace it. */
  abstract void lost();

  /**
   * To be told that there was no event for some time. If nobody waits, the instance ends: its
   * thread has the library's code on its stack, and so keeps its class loader.
   */
  abstract void idle();

  /** Closes what was opened; nobody may use it any more. */
  void close() {
    Sys.close(epoll);
    mark.close();
  }

  @Override
  int take(boolean waits) {
    long n = Sys.epoll_wait(epoll, events, waits ? FEW : MANY, waits ? IDLE : 0);
    if (n == 0 && waits) {
      idle();
    }
    boolean ours = n >= 0 || n == INTR;
    for (int i = 0; i < n; i++) {
      long data = EpollEvents.data(events, i);
      if ((data ^ OURS) >>> Integer.SIZE == 0) {
        signal(EpollEvents.events(events, i), (int) data);
      } else {
        ours = false;
      }
    }
    if (!ours) {
      lost();
    }
    return (int) Math.max(n, 0);
  }

  private static void signal(int events, int fd) {
    DescriptorState state = DescriptorState.of(fd);
    if ((events & ShortReceives.TELLING) != 0) {
      state.telling = true;
    }
    if ((events & ~EPOLLOUT) != 0) { // errors and hang-ups concern both
      state.in.wakeAll();
    }
    if ((events & ~READABLE) != 0) {
      state.out.wakeAll();
    }
  }
}
