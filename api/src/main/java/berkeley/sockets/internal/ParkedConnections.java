/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import static berkeley.sockets.internal.Constants.AGAIN;
import static berkeley.sockets.internal.Constants.BADF;
import static berkeley.sockets.internal.Constants.INTR;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.linux.poll_h;
import berkeley.sockets.bindings.linux.sys_socket_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** accept and connect on a virtual thread. */
final class ParkedConnections {
  private ParkedConnections() {}

  /**
   * accept has no flag that makes it return at once. So it is called only when a connection is
   * there, and under a lock, so that no other virtual thread can take that connection in between.
   * (Another process that shares the socket could; the call then waits in the kernel.)
   *
   * @param flags of accept4, or -1 for accept
   */
  static long accept(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    if (fd < 0) {
      return BADF;
    }
    Slot slot = Slot.of(fd);
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
          return call(fd, addr, addrlen, flags);
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
    return Query.option(fd, sys_socket_h.SO_ACCEPTCONN()) != 1
        ? BADF
        : Parking.deadline(fd, sys_socket_h.SO_RCVTIMEO());
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
