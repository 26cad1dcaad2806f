/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.Constants.AGAIN;
import static berkeley.sockets.internal.Constants.BADF;
import static berkeley.sockets.internal.Constants.EPOLLRDHUP;
import static berkeley.sockets.internal.Constants.INTR;
import static berkeley.sockets.internal.Constants.O_NONBLOCK;

import berkeley.sockets.bindings.CallHook;
import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.fcntl_h;
import berkeley.sockets.bindings.linux.poll_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a virtual thread wait for a descriptor without its carrier. The pattern:
 *
 * <pre>{@code
 * long deadline = 0;
 * do {
 *   long ticket = Parking.ticketIn(fd);
 *   long result = ... // the call with MSG_DONTWAIT
 *   if (result != AGAIN) return result;
 *   deadline = Parking.readable(fd, ticket, deadline);
 * } while (deadline > 0);
 * return deadline;
 * }</pre>
 */
final class Parking {
  static final long FOREVER = Long.MAX_VALUE;
  static final long SECOND = 1_000_000_000;

  private static final boolean ENABLED =
      !"false".equals(System.getProperty("berkeley.sockets.park"));

  private static final long START = System.nanoTime() - 1;

  private static final int NOT_YET = 0; // ticket of a number on which nobody has waited

  private Parking() {}

  /** Whether a call that would block must not, because a carrier runs this thread. */
  static boolean applies() {
    return ENABLED && Thread.currentThread().isVirtual();
  }

  /** What tells whether something became readable since; to be had before the call is tried. */
  static long ticketIn(int fd) {
    Slot slot = Slot.known(fd);
    return slot == null ? NOT_YET : ticket(slot, slot.in);
  }

  static long ticketOut(int fd) {
    Slot slot = Slot.known(fd);
    return slot == null ? NOT_YET : ticket(slot, slot.out);
  }

  private static long ticket(Slot slot, Side side) {
    return (long) slot.generation() << 32 | side.count() & 0xffffffffL;
  }

  /**
   * Waits until it is worth trying to receive again, in a call that would block in C.
   *
   * @param ticket from before the attempt that failed with EAGAIN
   * @param deadline 0, or what the last wait of the same call returned
   * @return the call's deadline, or its result: -EAGAIN of a non-blocking descriptor or after
   *     SO_RCVTIMEO, -EINTR, -EBADF when the descriptor is closed; 0 for a socket shut down for
   *     reading, of which a datagram socket tells only a call that may wait: make that call
   */
  static long readable(int fd, long ticket, long deadline) {
    if (deadline != 0 && (Query.ready(fd, EPOLLRDHUP) & EPOLLRDHUP) != 0) {
      return 0;
    }
    Slot slot = Slot.known(fd);
    if (slot != null && Trust.has(slot, Trust.IN)) {
      return await(slot, true, false, ticket, deadline == 0 ? FOREVER : deadline, true);
    }
    return await(fd, Trust.IN, ticket, deadline);
  }

  /** As {@link #readable}, to send, with SO_SNDTIMEO. */
  static long writable(int fd, long ticket, long deadline) {
    Slot slot = Slot.known(fd);
    if (slot != null && Trust.has(slot, Trust.OUT)) {
      return await(slot, false, true, ticket, deadline == 0 ? FOREVER : deadline, true);
    }
    return await(fd, Trust.OUT, ticket, deadline);
  }

  /** The first time on a descriptor: looks what kind of wait it is. */
  private static long await(int fd, int direction, long ticket, long deadline) {
    boolean in = direction == Trust.IN;
    int epoch = Trust.now();
    int option = in ? sys_socket_h.SO_RCVTIMEO() : sys_socket_h.SO_SNDTIMEO();
    long until = deadline == 0 || deadline == FOREVER ? deadline(fd, option) : deadline;
    if (until < 0) {
      return until;
    }
    Slot slot = Slot.of(fd);
    int generation = slot.generation();
    long result = await(slot, in, !in, ticket, until, false);
    if (result == FOREVER) {
      Trust.gain(slot, direction, generation, epoch);
    }
    return result;
  }

  static boolean nonblocking(int fd) {
    long flags = Sys.fcntl(fd, fcntl_h.F_GETFL(), 0L);
    return flags >= 0 && (flags & O_NONBLOCK) != 0;
  }

  /** When a call that starts to wait now gives up, or -EAGAIN if it must not wait. */
  static long deadline(int fd, int option) {
    if (nonblocking(fd)) {
      return AGAIN;
    }
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment cells = scratch.memory(3 * Long.BYTES);
      cells.set(ValueLayout.JAVA_INT, 0, 2 * Long.BYTES);
      MemorySegment time = cells.asSlice(Long.BYTES);
      if (Sys.getsockopt(fd, sys_socket_h.SOL_SOCKET(), option, time, cells) != 0) {
        return FOREVER; // not a socket
      }
      long seconds = time.get(ValueLayout.JAVA_LONG, 0);
      long microseconds = time.get(ValueLayout.JAVA_LONG, Long.BYTES);
      return (seconds | microseconds) == 0
          ? FOREVER
          : after(nanoseconds(seconds, microseconds * 1000));
    } finally {
      scratch.release();
    }
  }

  static long nanoseconds(long seconds, long nanoseconds) {
    return seconds >= FOREVER / SECOND ? FOREVER : seconds * SECOND + nanoseconds;
  }

  /** The deadline that many nanoseconds from now. */
  static long after(long nanoseconds) {
    long now = now();
    return nanoseconds > FOREVER - now ? FOREVER : now + nanoseconds;
  }

  /** Nanoseconds on a clock that started at 1 with this class. */
  static long now() {
    return System.nanoTime() - START;
  }

  /**
   * Parks until the descriptor may have become ready, or for no reason.
   *
   * @return the deadline, or -EAGAIN after it, -EINTR, -EBADF, or the errno of epoll_ctl
   */
  static long await(int fd, boolean in, boolean out, long ticket, long deadline) {
    return await(Slot.of(fd), in, out, ticket, deadline, false);
  }

  private static long await(
      Slot slot, boolean in, boolean out, long ticket, long deadline, boolean trusted) {
    if (!Native.WATCHED) {
      return waitFor(slot, in, out, ticket, deadline, trusted);
    }
    int events = (in ? poll_h.POLLIN() : 0) | (out ? poll_h.POLLOUT() : 0);
    Object watched = CallHook.enter("park", slot.fd, events);
    long result = waitFor(slot, in, out, ticket, deadline, trusted);
    CallHook.exit(watched, Math.min(0, result));
    return result;
  }

  private static long waitFor(
      Slot slot, boolean in, boolean out, long ticket, long deadline, boolean trusted) {
    Thread me = Thread.currentThread();
    int generation = ticket == NOT_YET ? slot.generation() : (int) (ticket >> 32);
    if (me.isInterrupted()) {
      return INTR;
    }
    if (deadline != FOREVER && deadline <= now()) {
      return AGAIN;
    }
    if (in) {
      slot.in.enter(me);
    }
    if (out) {
      slot.out.enter(me);
    }
    try {
      boolean ticketed = ticket != NOT_YET && in != out;
      if ((!ticketed || ticket == ticket(slot, in ? slot.in : slot.out))
          && generation == slot.generation()) {
        if (trusted && ticketed) {
          Readiness.check();
        } else {
          long watched = Readiness.watch(slot, in, out);
          if (watched < 0) {
            return watched;
          }
        }
        park(deadline);
      }
    } finally {
      if (in) {
        slot.in.leave(me);
      }
      if (out) {
        slot.out.leave(me);
      }
    }
    return generation != slot.generation() ? BADF : me.isInterrupted() ? INTR : deadline;
  }

  static void park(long deadline) {
    if (deadline == FOREVER) {
      LockSupport.park();
    } else {
      LockSupport.parkNanos(deadline - now());
    }
  }

  /** Forgets what was known of the number's former file. */
  static void fresh(int fd) {
    Slot slot = Slot.known(fd);
    if (slot != null) {
      slot.trust = 0;
    }
  }

  /** Has those try again who began to wait after {@link #dismiss}, before the file was gone. */
  static long gone(int fd, long result) {
    Slot slot = Slot.known(fd);
    if (slot != null) {
      slot.signal();
    }
    return result;
  }

  /** Makes every thread that is parked on the descriptor return -EBADF. */
  static void dismiss(int fd) {
    Slot slot = Slot.known(fd);
    if (slot != null) {
      slot.dismiss();
    }
  }
}
