/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** What is known of a descriptor's number: who waits on it, and how often it was closed here. */
final class Slot {
  private static volatile Slot[] table = new Slot[256];

  final int fd;
  final Side in = new Side();
  final Side out = new Side();

  /** Whoever waits for a connection holds it, so that none is woken for another's. */
  final ReentrantLock accepting = new ReentrantLock();

  /** How many connections to accept with caution; see {@link ParkedConnections}. */
  int contested;

  /** Guards registration with the poller. */
  final Object registering = new Object();

  /** What the poller watches for, as far as known. */
  int interest;

  /** The count of events when the checker last came by. */
  int seen;

  private volatile int closed;

  /** See {@link Trust}. */
  volatile int trust;

  private Slot(int fd) {
    this.fd = fd;
  }

  /** The slot of a number on which a thread has waited before, or null. */
  static Slot known(int fd) {
    Slot[] slots = table;
    return Integer.compareUnsigned(fd, slots.length) < 0 ? slots[fd] : null;
  }

  static Slot of(int fd) {
    Slot slot = known(fd);
    return slot != null ? slot : create(fd);
  }

  private static synchronized Slot create(int fd) {
    Slot[] slots = table;
    if (fd >= slots.length) {
      slots = Arrays.copyOf(slots, Math.max(fd + 1, 2 * slots.length));
    }
    if (slots[fd] == null) {
      slots[fd] = new Slot(fd);
    }
    table = slots;
    return slots[fd];
  }

  static Slot[] all() {
    return table;
  }

  /** Changes when the descriptor is closed. */
  int generation() {
    return closed;
  }

  /** Sends everybody away who waits for the descriptor that now has this number. */
  void dismiss() {
    synchronized (registering) {
      closed++;
      interest = 0;
      trust = 0;
    }
    signal();
  }

  void signal() {
    in.signal();
    out.signal();
  }
}
