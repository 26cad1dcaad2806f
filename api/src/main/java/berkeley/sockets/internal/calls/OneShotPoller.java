/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INVAL;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import berkeley.sockets.internal.parking.Parking;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * For one call that waits for several descriptors: an epoll, edge-triggered, so that nothing that
 * is ignored wakes twice; or where there is none a list of them.
 */
abstract class OneShotPoller implements AutoCloseable {
  static OneShotPoller open() {
    return Platform.PORTABLE ? new Listed() : new Epoll();
  }

  /**
   * Watches a descriptor.
   *
   * @param wanted POLLIN and the like
   * @return 0, or a negated errno: EEXIST if it is watched already
   */
  abstract long add(int fd, int wanted);

  /**
   * Watches a descriptor for something else.
   *
   * @return 0, or a negated errno
   */
  abstract long replace(int fd, int wanted);

  /** Whether there is what {@link #await} needs. */
  abstract boolean canWait();

  /** Parks until a descriptor may be ready; as {@link Parking#await}. */
  abstract long await(long deadline);

  /** To be called before it is looked what is ready. */
  abstract void drain();

  @Override
  public abstract void close();

  private static final class Epoll extends OneShotPoller {
    private static final int EPOLLET = sys_epoll_h.EPOLLET;
    private static final int SOME = 16;

    private final int epoll = OwnDescriptor.made(Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC));
    private MemorySegment events = MemorySegment.NULL;

    @Override
    long add(int fd, int wanted) {
      return EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_ADD, fd, wanted | EPOLLET, fd);
    }

    @Override
    long replace(int fd, int wanted) {
      return EpollEvents.control(epoll, sys_epoll_h.EPOLL_CTL_MOD, fd, wanted | EPOLLET, fd);
    }

    @Override
    boolean canWait() {
      return epoll >= 0;
    }

    @Override
    long await(long deadline) {
      return Parking.await(epoll, true, false, 0, deadline);
    }

    /** Makes the epoll unreadable until the next event. */
    @Override
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

  private static final class Listed extends OneShotPoller {
    private static final int IN = poll_h.POLLIN;
    private static final int RDHUP = Platform.flag(poll_h.POLLRDHUP);
    private static final int KNOWN = IN | poll_h.POLLOUT | RDHUP;

    private int[] fds = new int[8];
    private int[] wanted = new int[8];
    private int count;

    /** With POLLRDHUP a descriptor is readable, but it may be so without. */
    @Override
    long add(int fd, int events) {
      if (events == 0 || (events & ~KNOWN) != 0 || (events & (IN | RDHUP)) == RDHUP) {
        return INVAL;
      }
      if (count == fds.length) {
        fds = Arrays.copyOf(fds, 2 * count);
        wanted = Arrays.copyOf(wanted, 2 * count);
      }
      fds[count] = fd;
      wanted[count++] = events;
      return 0;
    }

    @Override
    long replace(int fd, int events) {
      return add(fd, events);
    }

    @Override
    boolean canWait() {
      return count > 0;
    }

    @Override
    long await(long deadline) {
      long result = Parking.awaitAny(fds, wanted, count, deadline);
      return result == BADF ? INVAL : result; // poll(2) has another way to tell
    }

    @Override
    void drain() {}

    @Override
    public void close() {}
  }
}
