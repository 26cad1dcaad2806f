/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.memory.Results.INTR;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Offload;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connect that a pool thread makes. Interrupted, it goes on, as one does that a signal interrupts
 * in C; so it may outlive its caller's right to the number, and is made on a duplicate. While it
 * goes on, closing the number ends it: else the duplicate would keep the socket connecting.
 */
final class OffloadedConnect implements Offload.Call {
  /** Those that were interrupted and go on, or null if there are none; guarded by the class. */
  private static volatile @Nullable OffloadedConnect goingOn;

  private final int fd;
  private final int duplicate;
  private final MemorySegment addr;
  private final int addrlen;
  private boolean ended;
  private boolean closed; // the number
  private @Nullable OffloadedConnect next;

  private OffloadedConnect(int fd, int duplicate, MemorySegment addr, int addrlen) {
    this.fd = fd;
    this.duplicate = duplicate;
    this.addr = addr;
    this.addrlen = addrlen;
  }

  /**
   * Connects.
   *
   * @param addr memory that lives as long as it is reachable
   */
  static long connect(int fd, MemorySegment addr, int addrlen) {
    int duplicate = (int) Sys.fcntl(fd, fcntl_h.F_DUPFD_CLOEXEC, 0L);
    if (duplicate < 0) { // then the caller waits whatever interrupts, and so may the number be used
      return Offload.run(() -> Sys.connect(fd, addr, addrlen));
    }
    OffloadedConnect call = new OffloadedConnect(fd, duplicate, addr, addrlen);
    boolean begun = false;
    try {
      long result = Offload.interruptibly(call);
      begun = true;
      if (result == INTR) {
        call.goOn();
      }
      return result;
    } finally {
      if (!begun) { // no thread could be started
        call.end();
      }
    }
  }

  @Override
  public long run() {
    try {
      return Sys.connect(duplicate, addr, addrlen);
    } finally {
      end();
    }
  }

  @Override
  public boolean runsAbandoned() {
    return true;
  }

  private void goOn() {
    synchronized (OffloadedConnect.class) {
      if (!ended) {
        next = goingOn;
        goingOn = this;
      }
    }
  }

  private void end() {
    synchronized (OffloadedConnect.class) {
      if (ended) {
        return;
      }
      ended = true;
      OffloadedConnect rest = null;
      for (OffloadedConnect each = goingOn; each != null; ) {
        OffloadedConnect following = each.next;
        if (each != this) {
          each.next = rest;
          rest = each;
        }
        each = following;
      }
      goingOn = rest;
    }
    OwnDescriptor.close(duplicate);
  }

  /** To be called when a number is closed: ends the connects that go on though interrupted. */
  static void closing(int fd) {
    if (goingOn != null) {
      synchronized (OffloadedConnect.class) {
        for (OffloadedConnect each = goingOn; each != null; each = each.next) {
          if (each.fd == fd && !each.closed) {
            each.closed = true;
            if (each.shutdown()) {
              Thread.ofVirtual()
                  .name("close descriptor " + fd)
                  .inheritInheritableThreadLocals(false)
                  .start(each::keepShuttingDown);
            }
          }
        }
      }
    }
  }

  /** False if it has ended. A connect that has not yet reached the kernel misses it. */
  private boolean shutdown() {
    synchronized (OffloadedConnect.class) {
      if (!ended) {
        Sys.shutdown(duplicate, sys_socket_h.SHUT_RDWR);
      }
      return !ended;
    }
  }

  private void keepShuttingDown() {
    long nanos = 100_000;
    do {
      LockSupport.parkNanos(nanos);
      nanos = Math.min(2 * nanos, 1_000_000_000);
    } while (shutdown());
  }
}
