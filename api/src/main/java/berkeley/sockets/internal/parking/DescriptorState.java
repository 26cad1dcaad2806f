/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a descriptor's number: its waiting threads, and how often it was closed here.
 */
public final class DescriptorState {
  private static volatile DescriptorState[] table = new DescriptorState[256];

  public final int fd;

  /** The threads that wait to receive, or to accept. */
  final Waiters in = new Waiters();

  /** The threads that wait to send. */
  final Waiters out = new Waiters();

  /** The thread that waits for a connection holds it, so that none is woken for another's. */
  public final ReentrantLock accepting = new ReentrantLock();

  /** How many connects have failed that had to wait; guarded by {@link Unshared#lock}. */
  public int failedConnects;

  /** Guards registration with the poller. */
  final Object registering = new Object();

  /** The events that the poller watches, as far as known; 0 if the descriptor is not registered. */
  int interest;

  /** Those that poll(2) waits for, where that tells; guarded by {@code registering}. */
  int armed;

  /** Whether it is being closed: nothing may be registered any more. */
  volatile boolean closing;

  /**
   * See {@link ShortReceives}: the ticket before a receive that emptied the queue. Not volatile: an
   * older one is as true.
   */
  long emptied = ShortReceives.NONE;

  /** The ticket of a wait that may have been in vain; for the thread that verifies. */
  long suspected = ShortReceives.NONE;

  /** Whether an event told of more than data; set before the event is counted. */
  volatile boolean telling;

  /** What {@link ShortReceives} knows of the protocol. */
  volatile int protocol;

  private volatile int closed;

  /** See {@link BlockingMode}. */
  volatile int blocking;

  private DescriptorState(int fd) {
    this.fd = fd;
  }

  /** The state of a number on which a thread has waited before, or null. */
  public static @Nullable DescriptorState known(int fd) {
    DescriptorState[] states = table;
    return Integer.compareUnsigned(fd, states.length) < 0 ? states[fd] : null;
  }

  public static DescriptorState of(int fd) {
    DescriptorState state = known(fd);
    return state != null ? state : create(fd);
  }

  private static synchronized DescriptorState create(int fd) {
    DescriptorState[] states = table;
    if (fd >= states.length) {
      states = Arrays.copyOf(states, Math.max(fd + 1, 2 * states.length));
    }
    if (states[fd] == null) {
      states[fd] = new DescriptorState(fd);
    }
    table = states;
    return states[fd];
  }

  static DescriptorState[] all() {
    return table;
  }

  /** Changes with each event that concerns receiving, and when the descriptor is closed. */
  long ticketIn() {
    return (long) closed << 32 | in.count() & 0xffffffffL;
  }

  /** Changes when the descriptor is closed. */
  public int generation() {
    return closed;
  }

  /**
   * How often the number was closed here. A call in several parts asks before each: when it has
   * changed, the number may mean another file.
   */
  public static int closings(int fd) {
    return of(fd).closed;
  }

  /** Wakes all waiters with EBADF; what was known of the number's file is forgotten. */
  void close() {
    synchronized (registering) {
      closed++;
      interest = 0;
      blocking = 0;
      telling = false;
    }
    wakeAll();
  }

  /** Whether a thread waits for it. */
  boolean isAwaited() {
    return in.get() != null || out.get() != null;
  }

  /** The poller is gone in which the descriptor was registered. */
  void unregistered() {
    synchronized (registering) {
      interest = 0;
      armed = 0;
      blocking = 0;
    }
  }

  /** Wakes all waiters, which try their calls again. */
  void wakeAll() {
    in.wakeAll();
    out.wakeAll();
  }
}
