/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INTR;
import static berkeley.sockets.internal.parking.Deadline.FOREVER;

import berkeley.sockets.bindings.CallHook;
import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
public final class Parking {
  /** With one of these flags a receive never waits. */
  public static final int IMMEDIATE =
      sys_socket_h.MSG_DONTWAIT | sys_socket_h.MSG_OOB | Platform.flag(sys_socket_h.MSG_ERRQUEUE);

  private static final int RDHUP = Platform.flag(poll_h.POLLRDHUP);

  private static final boolean ENABLED =
      !"false".equals(System.getProperty("berkeley.sockets.park"));

  static final int NOT_YET = 0; // ticket of a number on which no thread has waited

  private static final Readiness READINESS =
      Platform.PORTABLE ? new PollReadiness() : new EpollReadiness();

  private Parking() {}

  /** Whether a call that would block must not, because a carrier runs this thread. */
  public static boolean applies() {
    return ENABLED && Thread.currentThread().isVirtual();
  }

  /** Tells a later wait whether something became readable since; read this before the call. */
  public static long ticketIn(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    return state == null ? NOT_YET : state.ticketIn();
  }

  /** As {@link #ticketIn}, for what became writable. */
  public static long ticketOut(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    return state == null ? NOT_YET : ticket(state, state.out);
  }

  private static long ticket(DescriptorState state, Waiters waiters) {
    return (long) state.generation() << 32 | waiters.count() & 0xffffffffL;
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
  public static long readable(int fd, long ticket, long deadline) {
    DescriptorState state = DescriptorState.known(fd);
    if (deadline != 0
        || ticket == NOT_YET
        || Native.WATCHED
        || state == null
        || !BlockingMode.isKnown(state, BlockingMode.IN)) {
      return readableAgain(fd, ticket, deadline);
    }
    // what await does, once more: each frame below park() makes it slower
    Waiters waiters = state.in;
    Thread me = Thread.currentThread();
    if (me.isInterrupted()) {
      return INTR;
    }
    waiters.add(me);
    try {
      if (ticket == ticket(state, waiters)) {
        waiters.begin();
        READINESS.watchAgain(state, true, false);
        if (ticket == ticket(state, waiters)) { // see isListed
          LockSupport.park();
        }
      }
    } finally {
      waiters.remove(me);
    }
    return (int) (ticket >> 32) != state.generation() ? BADF : me.isInterrupted() ? INTR : FOREVER;
  }

  private static long readableAgain(int fd, long ticket, long deadline) {
    if (deadline != 0 && (Query.ready(fd, RDHUP) & RDHUP) != 0) {
      return 0;
    }
    return await(fd, BlockingMode.IN, ticket, deadline);
  }

  /** As {@link #readable}, to send, with SO_SNDTIMEO. */
  public static long writable(int fd, long ticket, long deadline) {
    return await(fd, BlockingMode.OUT, ticket, deadline);
  }

  /** As {@link #writable}, to accept, with a deadline from {@link #deadlineIn}. */
  public static long acceptable(int fd, long ticket, long deadline) {
    return await(fd, BlockingMode.IN, ticket, deadline);
  }

  private static long await(int fd, int direction, long ticket, long deadline) {
    boolean in = direction == BlockingMode.IN;
    DescriptorState state = DescriptorState.known(fd);
    if (state != null && BlockingMode.isKnown(state, direction)) {
      return await(state, in, !in, ticket, deadline == 0 ? FOREVER : deadline, true);
    }
    // the first time on a descriptor: looks what kind of wait it is
    int epoch = BlockingMode.epoch();
    int option = in ? sys_socket_h.SO_RCVTIMEO : sys_socket_h.SO_SNDTIMEO;
    long until = deadline == 0 || deadline == FOREVER ? deadline(fd, option) : deadline;
    if (until < 0) {
      return until;
    }
    state = DescriptorState.of(fd);
    int generation = state.generation();
    long result = await(state, in, !in, ticket, until, false);
    if (result == FOREVER) {
      BlockingMode.remember(state, direction, generation, epoch);
    }
    return result;
  }

  /**
   * When a call that starts to wait now gives up, or -EAGAIN if it must not wait; or another
   * negated errno, with which the call itself would fail.
   */
  public static long deadline(int fd, int option) {
    if (Query.nonBlocking(fd)) {
      return AGAIN;
    }
    long timeout = Query.timeout(fd, option);
    if (timeout == 0) { // none, or a negative one
      return !SocketNotes.none() && SocketNotes.contains(fd, option) ? AGAIN : FOREVER;
    }
    return timeout < 0 ? timeout : Deadline.after(timeout);
  }

  /** As {@link #deadline} with SO_RCVTIMEO, without a look where an earlier one is relied on. */
  public static long deadlineIn(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    return state != null && BlockingMode.isKnown(state, BlockingMode.IN)
        ? FOREVER
        : deadline(fd, sys_socket_h.SO_RCVTIMEO);
  }

  /**
   * Parks until the descriptor may have become ready, or for no reason.
   *
   * @return the deadline, or -EAGAIN after it, -EINTR, -EBADF, or the errno of epoll_ctl, or of
   *     what the first wait opens, such as -EMFILE
   */
  public static long await(int fd, boolean in, boolean out, long ticket, long deadline) {
    return await(DescriptorState.of(fd), in, out, ticket, deadline, false);
  }

  /**
   * As above.
   *
   * @param known whether {@link BlockingMode} was asked, and epoll watches the descriptor
   */
  private static long await(
      DescriptorState state, boolean in, boolean out, long ticket, long deadline, boolean known) {
    Object watched = Native.WATCHED ? beginWatched(state, in, out) : null;
    Thread me = Thread.currentThread();
    int generation = ticket == NOT_YET ? state.generation() : (int) (ticket >> 32);
    long result = 0;
    if (me.isInterrupted()) {
      result = INTR;
    } else if (deadline != FOREVER && deadline <= Deadline.now()) {
      result = AGAIN;
    } else {
      if (in) {
        state.in.add(me);
      }
      if (out) {
        state.out.add(me);
      }
      try {
        boolean ticketed = ticket != NOT_YET && in != out;
        if ((!ticketed || ticket == ticket(state, in ? state.in : state.out))
            && generation == state.generation()) {
          if (known && ticketed) {
            (in ? state.in : state.out).begin();
            READINESS.watchAgain(state, in, out);
          } else {
            result = READINESS.watch(state, in, out);
          }
          if (result == 0 && isListed(state, in, out, me)) {
            park(deadline);
          }
        }
      } finally {
        if (in) {
          state.in.remove(me);
        }
        if (out) {
          state.out.remove(me);
        }
      }
      if (result == 0) {
        boolean open = generation == state.generation();
        result = !open ? BADF : me.isInterrupted() ? INTR : deadline;
      }
    }
    if (Native.WATCHED) {
      CallHook.exit(watched, Math.min(0, result));
    }
    return result;
  }

  /**
   * Parks until one of several descriptors may be ready, or for no reason; for {@link
   * Platform#PORTABLE}, where a wait is told of what is ready when it begins.
   *
   * @param wanted POLLIN and POLLOUT for each
   * @return the deadline, or -EAGAIN after it, -EINTR, or why the first cannot be waited for
   */
  public static long awaitAny(int[] fds, int[] wanted, int count, long deadline) {
    Thread me = Thread.currentThread();
    if (me.isInterrupted()) {
      return INTR;
    }
    if (deadline <= Deadline.now()) {
      return AGAIN;
    }
    int listed = 0;
    boolean woken = false;
    try {
      for (; listed < count; listed++) {
        DescriptorState state = DescriptorState.of(fds[listed]);
        boolean in = (wanted[listed] & poll_h.POLLIN) != 0;
        boolean out = (wanted[listed] & poll_h.POLLOUT) != 0;
        if (in) {
          state.in.add(me);
        }
        if (out) {
          state.out.add(me);
        }
        if (listed > 0) {
          READINESS.watchAgain(state, in, out);
          continue;
        }
        long result = READINESS.watch(state, in, out); // opens what is needed
        if (result < 0) {
          return result;
        }
      }
      for (int i = 0; i < count; i++) {
        boolean in = (wanted[i] & poll_h.POLLIN) != 0;
        boolean out = (wanted[i] & poll_h.POLLOUT) != 0;
        woken |= !isListed(DescriptorState.of(fds[i]), in, out, me);
      }
      if (!woken) {
        park(deadline);
      }
    } finally {
      for (int i = 0; i < Math.min(listed + 1, count); i++) {
        DescriptorState state = DescriptorState.of(fds[i]);
        state.in.remove(me);
        state.out.remove(me);
      }
    }
    return me.isInterrupted() ? INTR : deadline;
  }

  private static @Nullable Object beginWatched(DescriptorState state, boolean in, boolean out) {
    int events = (in ? poll_h.POLLIN : 0) | (out ? poll_h.POLLOUT : 0);
    return CallHook.enter("park", state.fd, events);
  }

  /**
   * Whether no wake-up has come: it removes the thread. What is done between listing and parking
   * may park itself, for a lock of a logger or a class loader, and then returns from that for a
   * wake-up that was meant for the wait.
   */
  private static boolean isListed(DescriptorState state, boolean in, boolean out, Thread me) {
    return (!in || state.in.contains(me)) && (!out || state.out.contains(me));
  }

  private static void park(long deadline) {
    if (deadline == FOREVER) {
      LockSupport.park();
    } else {
      LockSupport.parkNanos(deadline - Deadline.now());
    }
  }

  /** Whether a thread can wait for such a file: not for one on a disk, nor for a directory. */
  public static boolean watches(int fd) {
    return READINESS.watches(fd);
  }

  /**
   * Forgets what was known of the mode of the number's former file, which others may have closed:
   * to be called for each descriptor that is made.
   */
  public static void forget(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    if (state != null) {
      state.blocking = 0;
      state.emptied = ShortReceives.NONE;
      state.closing = false;
    }
  }

  /**
   * Makes every thread that is parked on the descriptor return -EBADF, and each that would begin to
   * wait until {@link #closed} or {@link #forget}. If the descriptor was ever waited for, this
   * takes a system call.
   */
  public static void closing(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    if (state != null) {
      READINESS.unwatch(state);
      state.close();
    }
  }

  /**
   * Ends what {@link #closing} began, and wakes the threads that tried their calls before the file
   * was gone, so that they try again.
   */
  public static void closed(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    if (state != null) {
      state.closing = false;
      state.wakeAll();
    }
  }
}
