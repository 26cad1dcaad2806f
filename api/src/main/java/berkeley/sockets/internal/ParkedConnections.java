/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.poll_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** accept and connect on a virtual thread. */
final class ParkedConnections {
  /** An accept that took so long was not the only one: somebody else took the connection. */
  private static final long LOST = 10_000_000;

  private static final int CAUTION = 1000;

  private ParkedConnections() {}

  /**
   * accept has no flag that makes it return at once. So it is called only when a connection is
   * there, and under a lock, so that no other virtual thread can take that connection in between.
   * Another process that shares the socket, or a platform thread, could: then the call waits in the
   * kernel and holds its carrier, one at the most, as it has the lock. After that the listener is
   * known to be shared, and it is a pool thread that accepts, until that has gone well for long.
   *
   * @param flags of accept4, or -1 for accept
   */
  static long accept(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    Slot slot = Slot.known(fd);
    if (slot == null) {
      if (!listens(fd)) { // perhaps not even open: a number that gets no slot
        return call(fd, addr, addrlen, flags);
      }
      slot = Slot.of(fd);
    }
    ReentrantLock lock = slot.accepting;
    int generation = slot.generation();
    long deadline = 0;
    if (!lock.tryLock()) {
      deadline = deadline(fd);
      if (deadline < 0) {
        return call(fd, addr, addrlen, flags);
      }
      try {
        if (!lock.tryLock(deadline - Parking.now(), TimeUnit.NANOSECONDS)) {
          return AGAIN;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return INTR;
      }
    }
    try {
      while (generation == slot.generation()) {
        long ticket = Parking.ticketIn(fd);
        if (Query.ready(fd, poll_h.POLLIN()) != 0) {
          return compete(slot, addr, addrlen, flags);
        }
        deadline = deadline == 0 ? deadline(fd) : deadline;
        if (deadline < 0) {
          return call(fd, addr, addrlen, flags);
        }
        deadline = Parking.await(fd, true, false, ticket, deadline);
        if (deadline < 0) {
          return deadline;
        }
      }
      return BADF;
    } finally {
      lock.unlock();
    }
  }

  /** Negative if accept would not wait: a non-blocking descriptor, or one that does not listen. */
  private static long deadline(int fd) {
    return listens(fd) ? Parking.deadline(fd, sys_socket_h.SO_RCVTIMEO()) : BADF;
  }

  private static boolean listens(int fd) {
    return Query.option(fd, sys_socket_h.SO_ACCEPTCONN()) == 1;
  }

  /** With a connection at hand, which somebody else may take. */
  private static long compete(Slot slot, MemorySegment addr, MemorySegment addrlen, int flags) {
    long start = System.nanoTime();
    long accepted;
    if (slot.contested > 0) {
      slot.contested--;
      MemorySegment[] m = Offload.lend(addr, addrlen);
      accepted = Offload.run(() -> call(slot.fd, m[0], m[1], flags));
    } else {
      accepted = call(slot.fd, addr, addrlen, flags);
    }
    if (System.nanoTime() - start > LOST) {
      slot.contested = CAUTION;
    }
    return accepted;
  }

  private static long call(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    long accepted =
        flags < 0 ? Sys.accept(fd, addr, addrlen) : Sys.accept4(fd, addr, addrlen, flags);
    if (accepted >= 0) {
      Parking.fresh((int) accepted);
    }
    return accepted;
  }

  /** An interrupted connect goes on, as one does that a signal interrupts in C. */
  static long connect(int fd, MemorySegment addr, int addrlen) {
    long type = Query.option(fd, sys_socket_h.SO_TYPE());
    boolean waits = type == sys_socket_h.SOCK_STREAM() || type == sys_socket_h.SOCK_SEQPACKET();
    if (!waits || Parking.nonblocking(fd) || addrlen < 0 || addrlen > addr.byteSize()) {
      return Sys.connect(fd, addr, addrlen);
    }
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(addrlen, 1), Long.BYTES);
    MemorySegment.copy(addr, 0, copy, 0, addrlen);
    return Offload.interruptibly(() -> Sys.connect(fd, copy, addrlen));
  }
}
