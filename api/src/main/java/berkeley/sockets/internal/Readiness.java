/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.memory.Results.NOENT;
import static berkeley.sockets.internal.memory.Results.PERM;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.sys_epoll_h;
import berkeley.sockets.bindings.linux.sys_eventfd_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * Learns from epoll which descriptors became ready and wakes the threads that wait for them.
 *
 * <p>Each of a few epoll instances has a virtual thread that empties it: waking another virtual
 * thread from there costs no system call and no change of processor. When there is nothing to do it
 * parks, and one platform thread waits for all of them, on an epoll of epolls.
 *
 * <p>Registrations are edge-triggered and stay until the descriptor is closed.
 */
final class Readiness {
  private static final int EPOLLET = sys_epoll_h.EPOLLET();
  private static final int EPOLLIN = sys_epoll_h.EPOLLIN();
  private static final int EPOLLONESHOT = sys_epoll_h.EPOLLONESHOT();
  private static final int EPOLLOUT = sys_epoll_h.EPOLLOUT();
  private static final int EPOLLRDHUP = sys_epoll_h.EPOLLRDHUP();

  private static final int EVENTS = 512;
  private static final int READABLE = EPOLLIN | EPOLLRDHUP;
  private static final int POLLERS =
      Integer.highestOneBit(Math.min(8, Runtime.getRuntime().availableProcessors()));

  private static final long MILLISECOND = 1_000_000;
  private static final int INTERVAL = 100;
  private static final int SHARE = 64; // of the time that checking may take: one in so many
  private static final int CHECKED = 1 << 31;

  private static final int MASTER = epoll();
  private static final int CHECK =
      (int) Sys.eventfd(0, sys_eventfd_h.EFD_CLOEXEC() | sys_eventfd_h.EFD_NONBLOCK());
  private static volatile boolean checking;
  private static final Readiness[] ALL = new Readiness[POLLERS];

  static {
    for (int i = 0; i < POLLERS; i++) {
      ALL[i] = new Readiness(i);
    }
    control(MASTER, sys_epoll_h.EPOLL_CTL_ADD(), CHECK, EPOLLIN | EPOLLET);
    Thread.ofPlatform().daemon().name("berkeley-sockets-readiness").start(Readiness::master);
    for (Readiness each : ALL) {
      each.thread.start();
    }
  }

  private final int epoll = epoll();
  private final Thread thread;
  private boolean armed; // whether the master knows of this epoll

  private Readiness(int index) {
    thread = Thread.ofVirtual().name("berkeley-sockets-readiness-" + index).unstarted(this::run);
  }

  private static int epoll() {
    long epoll = Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC());
    if (epoll < 0) {
      throw new IllegalStateException("epoll_create1 failed with errno " + -epoll);
    }
    return (int) epoll;
  }

  /**
   * Makes sure that readiness of the descriptor will be signalled, once at once if it is ready now.
   *
   * @return 0, or the negated errno of epoll_ctl: EPERM for what is always ready
   */
  static long watch(Slot slot, boolean in, boolean out) {
    int epoll = ALL[slot.fd & POLLERS - 1].epoll;
    int wanted = (in ? READABLE : 0) | (out ? EPOLLOUT : 0);
    synchronized (slot.registering) {
      int interest = slot.interest | wanted;
      long result = control(epoll, sys_epoll_h.EPOLL_CTL_MOD(), slot.fd, interest | EPOLLET);
      if (result == NOENT) {
        interest =
            wanted
                | (slot.in.get() != null ? READABLE : 0)
                | (slot.out.get() != null ? EPOLLOUT : 0);
        result = control(epoll, sys_epoll_h.EPOLL_CTL_ADD(), slot.fd, interest | EPOLLET);
      }
      slot.interest = result == 0 ? interest : 0;
      return result;
    }
  }

  /** Whether epoll can watch such a file: not one on a disk, nor a directory. */
  static boolean pollable(int fd) {
    return control(MASTER, 0, fd, 0) != PERM; // no such operation: nothing but this check is made
  }

  private static long control(int epoll, int operation, int fd, int events) {
    return EpollEvents.control(epoll, operation, fd, events, fd);
  }

  private void run() {
    MemorySegment events = Arena.global().allocate(EVENTS * EpollEvents.SIZE, 8);
    for (; ; ) {
      long n = Sys.epoll_wait(epoll, events, EVENTS, 0);
      for (int i = 0; i < n; i++) {
        signal(EpollEvents.events(events, i), (int) EpollEvents.data(events, i));
      }
      if (n > 0) {
        Thread.yield(); // to those just woken
      } else {
        arm();
        LockSupport.park();
      }
    }
  }

  private static void signal(int events, int fd) {
    Slot slot = Slot.of(fd);
    if ((events & ~EPOLLOUT) != 0) { // errors and hang-ups concern both
      slot.in.signal();
    }
    if ((events & ~READABLE) != 0) {
      slot.out.signal();
    }
  }

  /** Asks the master for a wake-up at the next event, at once if one has come already. */
  private void arm() {
    int operation = !armed ? sys_epoll_h.EPOLL_CTL_ADD() : sys_epoll_h.EPOLL_CTL_MOD();
    armed = true;
    control(MASTER, operation, epoll, EPOLLIN | EPOLLONESHOT);
  }

  private static void master() {
    MemorySegment events = Arena.global().allocate((POLLERS + 1) * EpollEvents.SIZE, 8);
    long next = 0;
    while (true) {
      long left = next - System.nanoTime();
      int timeout = checking ? (int) Math.max(0, left / MILLISECOND + 1) : -1;
      long n = Sys.epoll_wait(MASTER, events, POLLERS + 1, timeout);
      for (int i = 0; i < n; i++) {
        long epoll = EpollEvents.data(events, i);
        for (Readiness each : ALL) {
          if (each.epoll == epoll) {
            LockSupport.unpark(each.thread);
          }
        }
      }
      long start = System.nanoTime();
      if (checking && start - next >= 0) {
        checkAll();
        long end = System.nanoTime();
        next = end + Math.max(INTERVAL * MILLISECOND, SHARE * (end - start));
      }
    }
  }

  /** Sees to it that the trust on which the current thread waits is checked, if the wait lasts. */
  static void check() {
    if (!checking) {
      checking = true;
      Sys.eventfd_write(CHECK, 1);
    }
  }

  /** Who enters a wait after this has begun sees that nobody is checking, and calls again. */
  private static void checkAll() {
    checking = false;
    boolean more = false;
    for (Slot slot : Slot.all()) {
      if (slot != null && slot.trust != 0) {
        int count = slot.in.count() + slot.out.count();
        if (slot.in.get() == null && slot.out.get() == null || slot.seen == (count | CHECKED)) {
          continue;
        }
        if (slot.seen == (count & ~CHECKED)) {
          slot.seen = count | CHECKED;
          check(slot);
        } else {
          slot.seen = count & ~CHECKED;
          more = true;
        }
      }
    }
    if (more) {
      checking = true;
    }
  }

  /** Looks at what was taken for granted; a waiter for whom it is not true tries again. */
  private static void check(Slot slot) {
    boolean in = slot.in.get() != null;
    boolean out = slot.out.get() != null;
    boolean waits =
        (!in || Parking.deadline(slot.fd, sys_socket_h.SO_RCVTIMEO()) == Parking.FOREVER)
            && (!out || Parking.deadline(slot.fd, sys_socket_h.SO_SNDTIMEO()) == Parking.FOREVER);
    if (!waits) {
      slot.trust = 0;
      slot.signal();
    } else {
      watch(slot, in, out);
    }
  }
}
