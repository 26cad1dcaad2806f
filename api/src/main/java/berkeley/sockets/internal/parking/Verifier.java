/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.headers.sys_socket_h;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks again, once, at what a wait relies on (see {@link BlockingMode}), when the wait has lasted.
 * One platform thread does, which sleeps while no such wait begins, and ends when that lasts.
 */
final class Verifier {
  private static final long INTERVAL = 100_000_000;
  private static final long IDLE = 10_000_000_000L; // after which the thread ends
  private static final int SHARE = 64; // of the time that verifying may take: one in so many

  private final Readiness readiness;
  private volatile @Nullable Thread thread;
  private volatile boolean requested;

  Verifier(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Asks for a look at the waits that have begun. */
  void request() {
    if (!requested) {
      requested = true; // before the thread is looked at, which looks here before it ends
      if (thread == null) {
        start();
      }
      LockSupport.unpark(thread);
    }
  }

  private synchronized void start() {
    if (thread != null) {
      return;
    }
    boolean started = false;
    try {
      Thread made =
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false)
              .name("berkeley-sockets-verifier")
              .unstarted(this::run);
      made.start();
      thread = made;
      started = true;
    } finally {
      if (!started) {
        requested = false;
      }
    }
  }

  /** Unless there is a request. */
  private synchronized boolean ends() {
    thread = null;
    if (requested) {
      thread = Thread.currentThread();
    }
    return thread == null;
  }

  private void run() {
    long next = System.nanoTime();
    while (true) {
      long start = System.nanoTime();
      if (!requested && start - next > IDLE && ends()) {
        return;
      }
      if (!requested) {
        LockSupport.parkNanos(IDLE);
      } else if (start - next < 0) {
        LockSupport.parkNanos(next - start);
      } else {
        verifyAll();
        long end = System.nanoTime();
        next = end + Math.max(INTERVAL, SHARE * (end - start));
      }
    }
  }

  /** A thread that begins to wait after this has begun finds the flag unset, and sets it again. */
  private void verifyAll() {
    requested = false;
    readiness.verify();
    boolean more = false;
    for (DescriptorState state : DescriptorState.all()) {
      if (state != null && state.suspected != ShortReceives.NONE) {
        ShortReceives.confirm(state);
      }
      if (state != null && state.blocking != 0) {
        int in = state.in.look();
        int out = state.out.look();
        if (in == Waiters.LASTING || out == Waiters.LASTING) {
          verify(state);
          more |= state.suspected != ShortReceives.NONE;
        }
        more |= in == Waiters.NEW || out == Waiters.NEW;
      }
    }
    if (more) {
      requested = true;
    }
  }

  /** If what the waits rely on is no longer true, their threads try again. */
  private void verify(DescriptorState state) {
    boolean in = state.in.get() != null;
    boolean out = state.out.get() != null;
    boolean waits =
        !Query.nonBlocking(state.fd)
            && (!in || Query.timeout(state.fd, sys_socket_h.SO_RCVTIMEO) == 0)
            && (!out || Query.timeout(state.fd, sys_socket_h.SO_SNDTIMEO) == 0);
    if (waits && in && ShortReceives.suspect(state)) {
      return; // registering anew would make an event
    }
    if (!waits || readiness.watch(state, in, out) != 0) { // they get the error themselves
      state.blocking = 0;
      state.wakeAll();
    }
  }
}
