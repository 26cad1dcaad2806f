/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.ALREADY;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INPROGRESS;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Platform;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Deadline;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Offload;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** accept, accept4 and connect. */
public final class Connections {
  /** In place of flags: accept, not accept4. */
  private static final long NO_FLAGS = 1L << 32;

  private static final long FLAGS =
      Platform.flag(sys_socket_h.SOCK_CLOEXEC) | Platform.flag(sys_socket_h.SOCK_NONBLOCK);

  private Connections() {}

  public static long accept(int fd, MemorySegment addr, MemorySegment addrlen) {
    return accept(fd, addr, addrlen, NO_FLAGS);
  }

  public static long accept4(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    return accept(fd, addr, addrlen, flags);
  }

  private static long accept(int fd, MemorySegment addr, MemorySegment addrlen, long flags) {
    boolean valid = flags == NO_FLAGS || (flags & ~FLAGS) == 0;
    return valid && Parking.applies()
        ? acceptParking(fd, addr, addrlen, flags)
        : acceptInKernel(fd, addr, addrlen, flags);
  }

  private static long acceptNow(int fd, MemorySegment addr, MemorySegment addrlen, long flags) {
    long accepted =
        Descriptors.made(
            flags == NO_FLAGS
                ? Sys.accept(fd, addr, addrlen)
                : Sys.accept4(fd, addr, addrlen, (int) flags));
    Unshared.accepted(fd, accepted);
    return accepted;
  }

  /** Again, if it met a moment in which a virtual thread had made the listener non-blocking. */
  private static long acceptInKernel(
      int fd, MemorySegment addr, MemorySegment addrlen, long flags) {
    Unshared.acceptsInKernel(fd);
    long start = Unshared.changes(fd) ? Deadline.now() : 0;
    long accepted = acceptNow(fd, addr, addrlen, flags);
    while (accepted == AGAIN && Unshared.changes(fd) && !timedOut(fd, start)) {
      accepted = acceptNow(fd, addr, addrlen, flags);
    }
    return accepted;
  }

  private static boolean timedOut(int fd, long start) {
    if (Query.nonBlocking(fd)) {
      return true;
    }
    long timeout = Query.timeout(fd, sys_socket_h.SO_RCVTIMEO);
    return timeout < 0 || timeout != 0 && Deadline.now() - start >= timeout;
  }

  /** One virtual thread at a time waits for a connection, so that none is woken for another's. */
  private static long acceptParking(int fd, MemorySegment addr, MemorySegment addrlen, long flags) {
    DescriptorState state = DescriptorState.known(fd);
    if (state == null) {
      if (!Query.listens(fd)) { // perhaps not even open: a number of which no state is kept
        return acceptNow(fd, addr, addrlen, flags);
      }
      state = DescriptorState.of(fd);
    }
    ReentrantLock lock = state.accepting;
    int generation = state.generation();
    long deadline = 0;
    if (!lock.tryLock()) {
      deadline = deadline(fd);
      if (deadline < 0) {
        return acceptNow(fd, addr, addrlen, flags);
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
    try {
      while (true) {
        long ticket = Parking.ticketIn(fd);
        if (generation != state.generation()) {
          return BADF;
        }
        if (Query.ready(fd, poll_h.POLLIN) != 0) {
          long accepted = acceptReady(state, generation, addr, addrlen, flags);
          if (accepted != AGAIN) {
            return accepted;
          }
        }
        deadline = deadline == 0 ? deadline(fd) : deadline;
        if (deadline < 0) {
          return acceptNow(fd, addr, addrlen, flags);
        }
        deadline = Parking.acceptable(fd, ticket, deadline);
        if (deadline < 0) {
          return deadline;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Negative if accept would not wait. */
  private static long deadline(int fd) {
    return Query.listens(fd) ? Parking.deadlineIn(fd) : BADF;
  }

  /**
   * Takes the connection that is there. accept has no flag that makes it return at once, so where
   * somebody else could take it first, the listener is non-blocking for the time of the call; one
   * that is shared must not be, and there a pool thread calls, which may wait.
   *
   * @return a descriptor or a negated errno, -EAGAIN if somebody else took the connection
   */
  private static long acceptReady(
      DescriptorState state,
      int generation,
      MemorySegment addr,
      MemorySegment addrlen,
      long flags) {
    int fd = state.fd;
    synchronized (Unshared.lock(fd)) {
      if (generation != state.generation()) {
        return BADF;
      }
      if (Unshared.keepsConnections(fd)) {
        return acceptNow(fd, addr, addrlen, flags);
      }
      try {
        long begun = Unshared.stopWaiting(fd);
        if (begun != Unshared.SHARED) {
          return begun == 0 ? acceptNow(fd, addr, addrlen, flags) : begun;
        }
      } finally {
        Unshared.repair(fd);
      }
    }
    if (Query.nonBlocking(fd)) {
      return acceptNow(fd, addr, addrlen, flags);
    }
    MemorySegment[] m = Offload.lend(addr, addrlen);
    return Offload.run(() -> acceptNow(fd, m[0], m[1], flags));
  }

  public static long connect(int fd, MemorySegment addr, int addrlen) {
    return Parking.applies() ? connectParking(fd, addr, addrlen) : connectNow(fd, addr, addrlen);
  }

  /** Again, if it met the moment in which a virtual thread's connect made it non-blocking. */
  private static long connectNow(int fd, MemorySegment addr, int addrlen) {
    while (true) {
      int before = Unshared.changesOf(fd);
      long result = Sys.connect(fd, addr, addrlen);
      boolean wouldWait = result == INPROGRESS || result == ALREADY || result == AGAIN;
      if (!wouldWait || !Unshared.misled(fd, before)) {
        return result;
      }
    }
  }

  private static long connectParking(int fd, MemorySegment addr, int addrlen) {
    long type = Query.option(fd, sys_socket_h.SO_TYPE);
    boolean waits = type == sys_socket_h.SOCK_STREAM || type == sys_socket_h.SOCK_SEQPACKET;
    if (!waits || Query.nonBlocking(fd) || addrlen < 0 || addrlen > addr.byteSize()) {
      return Sys.connect(fd, addr, addrlen);
    }
    if (Unshared.contains(fd)) {
      long result = connectUnshared(fd, addr, addrlen);
      if (result != Unshared.SHARED) {
        return result;
      }
    }
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(addrlen, 1), Long.BYTES);
    MemorySegment.copy(addr, 0, copy, 0, addrlen);
    return OffloadedConnect.connect(fd, copy, addrlen);
  }

  /** Other protocols tell the end of a connect in other ways. */
  private static long connectUnshared(int fd, MemorySegment addr, int addrlen) {
    if (Query.isTcp(fd)) {
      return UnsharedConnect.tcp(fd, addr, addrlen);
    }
    return Query.domain(fd) == sys_socket_h.AF_UNIX
        ? UnsharedConnect.unix(fd, addr, addrlen)
        : Unshared.SHARED;
  }
}
