/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** accept, accept4 and connect. */
public final class Connections {
  /** An accept that took so long lost its connection to another thread, and waited for the next. */
  private static final long LOST = 10_000_000;

  /** How many accepts a pool thread makes after that. */
  private static final int CAUTION = 1000;

  /** The call does not wait: the descriptor is non-blocking, or not one that listens. */
  private static final long CALL = 0;

  /** A connection is there, and the current thread holds the lock. */
  private static final long LOCKED = 1;

  private Connections() {}

  public static long accept(int fd, MemorySegment addr, MemorySegment addrlen) {
    long turn = Parking.applies() ? awaitConnection(fd) : CALL;
    if (turn < 0) {
      return turn;
    }
    if (turn == CALL) {
      return acceptNow(fd, addr, addrlen);
    }
    DescriptorState state = DescriptorState.of(fd);
    long start = System.nanoTime();
    try {
      if (!isContested(state)) {
        return acceptNow(fd, addr, addrlen);
      }
      MemorySegment[] m = Offload.lend(addr, addrlen);
      return Offload.run(() -> acceptNow(fd, m[0], m[1]));
    } finally {
      unlock(state, start);
    }
  }

  public static long accept4(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    // the kernel knows no negative flags
    long turn = flags >= 0 && Parking.applies() ? awaitConnection(fd) : CALL;
    if (turn < 0) {
      return turn;
    }
    if (turn == CALL) {
      return accept4Now(fd, addr, addrlen, flags);
    }
    DescriptorState state = DescriptorState.of(fd);
    long start = System.nanoTime();
    try {
      if (!isContested(state)) {
        return accept4Now(fd, addr, addrlen, flags);
      }
      MemorySegment[] m = Offload.lend(addr, addrlen);
      return Offload.run(() -> accept4Now(fd, m[0], m[1], flags));
    } finally {
      unlock(state, start);
    }
  }

  private static long acceptNow(int fd, MemorySegment addr, MemorySegment addrlen) {
    return Descriptors.made(Sys.accept(fd, addr, addrlen));
  }

  private static long accept4Now(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    return Descriptors.made(Sys.accept4(fd, addr, addrlen, flags));
  }

  /**
   * accept has no flag that makes it return at once. So a virtual thread calls it only when a
   * connection is there, and under a lock, so that no other virtual thread can take that connection
   * in between. Another process that shares the socket, or a platform thread, could: then the call
   * waits in the kernel and holds its carrier, one at the most, as it has the lock. After that the
   * listener is known to be shared, and a pool thread makes the next {@value #CAUTION} accepts.
   *
   * @return {@link #CALL}, {@link #LOCKED}, or a negated errno
   */
  private static long awaitConnection(int fd) {
    DescriptorState state = DescriptorState.known(fd);
    if (state == null) {
      if (!Query.listens(fd)) { // perhaps not even open: a number of which no state is kept
        return CALL;
      }
      state = DescriptorState.of(fd);
    }
    ReentrantLock lock = state.accepting;
    int generation = state.generation();
    long deadline = 0;
    if (!lock.tryLock()) {
      deadline = deadline(fd);
      if (deadline < 0) {
        return CALL;
      }
      try {
        if (!lock.tryLock(deadline - Deadline.now(), TimeUnit.NANOSECONDS)) {
          return AGAIN;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return INTR;
      }
    }
    long result = BADF;
    try {
      while (generation == state.generation()) {
        long ticket = Parking.ticketIn(fd);
        if (Query.ready(fd, poll_h.POLLIN) != 0) {
          result = LOCKED;
          break;
        }
        deadline = deadline == 0 ? deadline(fd) : deadline;
        if (deadline < 0) {
          result = CALL;
          break;
        }
        deadline = Parking.await(fd, true, false, ticket, deadline);
        if (deadline < 0) {
          result = deadline;
          break;
        }
      }
    } finally {
      if (result != LOCKED) {
        lock.unlock();
      }
    }
    return result;
  }

  /** Negative if accept would not wait. */
  private static long deadline(int fd) {
    return Query.listens(fd) ? Parking.deadline(fd, sys_socket_h.SO_RCVTIMEO) : BADF;
  }

  /** Whether another thread or process may take the connection that is there. */
  private static boolean isContested(DescriptorState state) {
    if (state.contested == 0) {
      return false;
    }
    state.contested--;
    return true;
  }

  private static void unlock(DescriptorState state, long start) {
    if (System.nanoTime() - start > LOST) {
      state.contested = CAUTION;
    }
    state.accepting.unlock();
  }

  public static long connect(int fd, MemorySegment addr, int addrlen) {
    return Parking.applies() ? connectParking(fd, addr, addrlen) : Sys.connect(fd, addr, addrlen);
  }

  private static long connectParking(int fd, MemorySegment addr, int addrlen) {
    long type = Query.option(fd, sys_socket_h.SO_TYPE);
    boolean waits = type == sys_socket_h.SOCK_STREAM || type == sys_socket_h.SOCK_SEQPACKET;
    if (!waits || Query.nonBlocking(fd) || addrlen < 0 || addrlen > addr.byteSize()) {
      return Sys.connect(fd, addr, addrlen);
    }
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(addrlen, 1), Long.BYTES);
    MemorySegment.copy(addr, 0, copy, 0, addrlen);
    return OffloadedConnect.connect(fd, copy, addrlen);
  }
}
