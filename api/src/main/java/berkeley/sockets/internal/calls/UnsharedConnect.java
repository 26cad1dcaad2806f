/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static berkeley.sockets.internal.memory.Results.ALREADY;
import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INPROGRESS;
import static berkeley.sockets.internal.memory.Results.ISCONN;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.DescriptorState;
import berkeley.sockets.internal.parking.Parking;
import berkeley.sockets.internal.parking.Query;
import berkeley.sockets.internal.parking.Unshared;
import java.lang.foreign.MemorySegment;

/**
 * A blocking connect on a virtual thread, of a socket that is {@link Unshared}. The socket is
 * non-blocking only during each call to the kernel; the thread waits parked. The results are those
 * of a thread that waits in the kernel.
 */
final class UnsharedConnect {
  private static final long ABORTED = -errno_h.ECONNABORTED;

  private final int fd;
  private final MemorySegment addr;
  private final int addrlen;
  private final DescriptorState state;
  private final int generation;

  private int failures; // of others, so far

  private UnsharedConnect(int fd, MemorySegment addr, int addrlen) {
    this.fd = fd;
    this.addr = addr;
    this.addrlen = addrlen;
    this.state = DescriptorState.of(fd);
    this.generation = state.generation();
  }

  /** Of a TCP socket, or {@link Unshared#SHARED}. */
  static long tcp(int fd, MemorySegment addr, int addrlen) {
    return new UnsharedConnect(fd, addr, addrlen).untilConnected();
  }

  /** Of a UNIX socket, or {@link Unshared#SHARED}. */
  static long unix(int fd, MemorySegment addr, int addrlen) {
    UnsharedConnect connect = new UnsharedConnect(fd, addr, addrlen);
    long result = connect.attempt();
    return result == AGAIN // the backlog is full, which poll does not tell about
        ? FullQueue.await(fd, addr, addrlen, connect::attempt)
        : result;
  }

  private long untilConnected() {
    long ticket = Parking.ticketOut(fd);
    long begun = begin();
    if (begun != INPROGRESS && begun != ALREADY) {
      return begun;
    }
    long deadline = Parking.deadline(fd, sys_socket_h.SO_SNDTIMEO);
    while (deadline > 0) {
      deadline = Parking.await(fd, false, true, ticket, deadline);
      if (deadline > 0) {
        ticket = Parking.ticketOut(fd);
        long result = goOn();
        if (result != ALREADY) {
          return result;
        }
      }
    }
    return deadline == AGAIN ? begun : deadline; // connect tells of its timeout in this way
  }

  /**
   * The first call sends the SYN. On loopback the answer is there when it returns, and the second
   * tells.
   */
  private long begin() {
    synchronized (Unshared.lock(fd)) {
      failures = state.failedConnects;
      long first = attempt();
      if (first != INPROGRESS) {
        return first;
      }
      long second = ended(attempt());
      return second == ALREADY ? INPROGRESS : second;
    }
  }

  /** One more call, after which it is still on its way ({@code EALREADY}), or has ended. */
  private long goOn() {
    synchronized (Unshared.lock(fd)) {
      if (state.failedConnects != failures) { // another thread's call was told why
        return state.generation() == generation ? ABORTED : BADF;
      }
      long result = attempt();
      if (result == Unshared.SHARED) { // by now; TCP is not writable while it is on its way
        boolean waits = (Query.ready(fd, poll_h.POLLOUT) & poll_h.POLLOUT) == 0;
        result = waits ? ALREADY : Sys.connect(fd, addr, addrlen);
      }
      return ended(result);
    }
  }

  /** Of what is known to have been on its way. */
  private long ended(long result) {
    if (result == ISCONN) { // another thread's call was told of it
      return 0;
    }
    if (result == INPROGRESS) {
      return ALREADY;
    }
    if (result < 0 && result != ALREADY) {
      state.failedConnects++;
    }
    return result;
  }

  /** One call that does not wait, or {@link Unshared#SHARED} and no call. */
  private long attempt() {
    synchronized (Unshared.lock(fd)) {
      return state.generation() != generation
          ? BADF
          : Unshared.withoutWaiting(fd, () -> Sys.connect(fd, addr, addrlen));
    }
  }
}
