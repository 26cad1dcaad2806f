/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import java.util.concurrent.locks.LockSupport;

/**
 * A queue of events that two threads read, never both at a time. While events are few, a platform
 * thread waits for them in the kernel and takes them out itself: nothing else need run. Once it got
 * as many as it asked for, there may be more. Then it hands over to a virtual thread, which takes
 * out many at a time and wakes other virtual threads without a system call; when that finds
 * nothing, it gives back.
 *
 * <p>No event is lost, because only one flag says whose turn it is, and events stay in the queue
 * until whoever has the turn takes them:
 *
 * <ul>
 *   <li>Each writes {@link #polling} only in its own turn, the one to true, the other to false, and
 *       then unparks the other. The flag is volatile, and the other reads it after each return from
 *       park. So it either reads the new value before it parks, or is unparked after the write; a
 *       permit left over from an earlier turn costs one more look.
 *   <li>Whoever has the turn does not sleep but in the kernel: the platform thread, in a {@link
 *       #take} that waits and that the kernel ends for every event that is or comes into the queue,
 *       also for one that came before the turn.
 * </ul>
 */
abstract class TwoReaders {
  /** How many events the platform thread takes out before it hands over. */
  static final int FEW = 16;

  private final Thread waiter;
  private final Thread poller;

  /** Whether it is the virtual thread's turn. */
  private volatile boolean polling;

  private volatile boolean ended;

  TwoReaders(String name) {
    waiter =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .name(name)
            .unstarted(this::runWaiter);
    poller =
        Thread.ofVirtual()
            .inheritInheritableThreadLocals(false)
            .name(name)
            .unstarted(this::runPoller);
  }

  /**
   * Takes events out of the queue, and does what is to be done about them.
   *
   * @param waits whether to wait for one, and take a few only
   * @return how many
   */
  abstract int take(boolean waits);

  /** Starts both threads; where that fails, which is an OutOfMemoryError, {@link #end} follows. */
  final void start() {
    poller.start();
    waiter.start();
  }

  /** Makes both threads end: the one that waits in the kernel, after its next event. */
  final void end() {
    ended = true;
    LockSupport.unpark(waiter);
    LockSupport.unpark(poller);
  }

  private void runWaiter() {
    while (!ended) {
      if (take(true) >= FEW) {
        polling = true;
        LockSupport.unpark(poller);
        while (polling && !ended) {
          LockSupport.park();
        }
      }
    }
  }

  private void runPoller() {
    while (!ended) {
      if (!polling) {
        LockSupport.park();
        continue;
      }
      if (take(false) > 0) {
        Thread.yield(); // to those just woken
      } else {
        polling = false;
        LockSupport.unpark(waiter);
      }
    }
  }
}
