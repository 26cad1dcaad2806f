/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.INVAL;
import static berkeley.sockets.internal.memory.Results.PERM;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Readiness by poll(2), where there is no epoll.
 *
 * <p>One platform thread waits for all descriptors that are armed. Each event disarms: a wait arms
 * its descriptor again, which tells at once of what is there by then. So there is no event that
 * could be missed, and none that is repeated while nobody waits. A change ends the thread's poll(2)
 * through a {@link Wakeup}.
 *
 * <p>Before a descriptor is closed, {@link #unwatch} waits until the thread is not in poll(2) with
 * it: there the kernel holds the file, which a close would not close.
 */
final class PollReadiness implements Readiness {
  private static final int IN = poll_h.POLLIN;
  private static final int OUT = poll_h.POLLOUT;
  private static final int BOTH = IN | OUT;
  private static final int LOST = poll_h.POLLNVAL | poll_h.POLLERR | poll_h.POLLHUP;

  private static final long LEAVES = 100; // milliseconds, after which closing waits no longer
  private static final long PAUSE = 1_000_000;
  private static final int RETRY = 10; // milliseconds, while there is no wake-up to be had
  private static final int IDLE = 10_000; // milliseconds
  private static final int SEEK_CUR = 1;

  private final Verifier verifier = new Verifier(this);

  // Guarded by this. A thread that holds a descriptor's registering may take it, not the other way.

  private @Nullable Wakeup wakeup; // null until the first wait
  private DescriptorState[] changed = new DescriptorState[16];
  private int changes;
  private boolean polls; // the thread must be woken for a change
  private long rounds; // how often the thread has left poll(2)

  /** Of the thread alone: those of which it may have to remove some, and what it waits for. */
  private DescriptorState[] taken = new DescriptorState[16];

  private final PollArray array = new PollArray();

  @Override
  public long watch(DescriptorState state, boolean in, boolean out) {
    int wanted = (in ? IN : 0) | (out ? OUT : 0);
    int ready = Query.ready(state.fd, wanted);
    if ((ready & poll_h.POLLNVAL) != 0) {
      return BADF;
    }
    if ((ready & wanted) != 0 && !watches(state.fd)) {
      return PERM;
    }
    long opened = open();
    return opened < 0 ? opened : arm(state, wanted, true) ? 0 : BADF;
  }

  /** While the descriptor is being closed nothing is armed: all that wait are woken then. */
  @Override
  public void watchAgain(DescriptorState state, boolean in, boolean out) {
    verifier.request();
    arm(state, (in ? IN : 0) | (out ? OUT : 0), false);
  }

  /** Only what has a position is always ready. */
  @Override
  public boolean watches(int fd) {
    return Query.ready(fd, BOTH) != BOTH || Sys.lseek(fd, 0, SEEK_CUR) < 0;
  }

  @Override
  public void verify() {} // a lost wake-up ends poll(2)

  /**
   * Adds to what is waited for.
   *
   * @param again whether also if it is armed: the thread may wait for the number's former file
   * @return false if the descriptor is being closed
   */
  private boolean arm(DescriptorState state, int wanted, boolean again) {
    synchronized (state.registering) {
      if (state.closing) {
        return false;
      }
      int before = state.armed;
      state.armed |= wanted;
      state.interest |= wanted;
      if (again || state.armed != before) {
        change(state);
      }
      return true;
    }
  }

  @Override
  public void unwatch(DescriptorState state) {
    long round;
    synchronized (state.registering) {
      state.closing = true;
      state.interest = 0;
      if (state.armed == 0) {
        return;
      }
      state.armed = 0;
      round = change(state);
    }
    awaitRoundAfter(round);
  }

  private synchronized long change(DescriptorState state) {
    if (changes == changed.length) {
      changed = Arrays.copyOf(changed, 2 * changes);
    }
    changed[changes++] = state;
    if (polls) {
      polls = false;
      opened().signal();
    }
    return rounds;
  }

  private synchronized void awaitRoundAfter(long round) {
    boolean interrupted = false;
    for (int i = 0; rounds == round && i < LEAVES; i++) {
      try {
        wait(1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens what is needed, unless another thread has done so; 0, or a negated errno. */
  private synchronized long open() {
    if (wakeup != null) {
      return 0;
    }
    Wakeup made = Wakeup.open();
    if (made.fd() < 0) {
      return made.fd();
    }
    boolean started = false;
    try {
      wakeup = made;
      Thread.ofPlatform()
          .daemon()
          .inheritInheritableThreadLocals(false)
          .name("berkeley-sockets-readiness-0")
          .start(this::run);
      started = true;
    } finally {
      if (!started) {
        wakeup = null;
        made.close();
      }
    }
    return 0;
  }

  /** What the thread is woken by; there is one as long as it runs. */
  private Wakeup opened() {
    return Objects.requireNonNull(wakeup);
  }

  // ---- the thread

  private void run() {
    while (true) {
      int waking = takeChanges();
      if (waking < 0) {
        replaceWakeup();
      }
      long n = array.poll(waking, waking < 0 ? RETRY : IDLE);
      if (n > 0) {
        handle();
      } else if (n == 0 && waking >= 0 && ends()) {
        return;
      } else if (n == INVAL) {
        LockSupport.parkNanos(PAUSE); // more than the process may open; closed ones go
      }
    }
  }

  /**
   * Unless somebody waits, or is about to: so that the thread does not keep the class loader.
   * Whoever begins to wait meanwhile is woken, tries again, and so starts the next one.
   */
  private boolean ends() {
    synchronized (this) {
      for (DescriptorState state : DescriptorState.all()) {
        if (state != null && state.isAwaited()) {
          return false;
        }
      }
      opened().close();
      wakeup = null;
      polls = false;
      changes = 0;
      Arrays.fill(changed, null);
      rounds++;
      notifyAll();
      array.clear();
    }
    for (DescriptorState state : DescriptorState.all()) {
      if (state != null) {
        state.unregistered();
        state.wakeAll();
      }
    }
    return true;
  }

  /** Until poll(2) begins, changes make its wake-up readable; returns that. */
  private int takeChanges() {
    int count;
    int waking;
    DescriptorState[] now;
    synchronized (this) {
      count = changes;
      now = changed;
      changed = taken;
      changes = 0;
      polls = true;
      rounds++;
      notifyAll();
      waking = opened().fd();
    }
    taken = now;
    for (int i = 0; i < count; i++) {
      synchronized (now[i].registering) {
        array.set(now[i], now[i].armed);
      }
      now[i] = null;
    }
    return waking;
  }

  private void handle() {
    int waking = array.happened(0);
    if (waking != 0 && ((waking & LOST) != 0 || !opened().drain())) {
      replaceWakeup();
    }
    boolean errorsOnly = false;
    for (int i = array.size() - 1; i > 0; i--) { // downwards: one that goes makes room for the last
      int happened = array.happened(i);
      if (happened != 0) {
        errorsOnly |= happened == poll_h.POLLERR;
        signal(array.state(i), happened);
      }
    }
    if (errorsOnly) { // perhaps of a queue of errors, which lasts: not again at once
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Errors and hang-ups concern both directions. */
  private void signal(DescriptorState state, int happened) {
    int fired = (happened & ~BOTH) != 0 ? BOTH : happened;
    synchronized (state.registering) {
      state.armed &= ~fired;
      array.set(state, state.armed);
    }
    if ((fired & IN) != 0) {
      state.in.wakeAll();
    }
    if ((fired & OUT) != 0) {
      state.out.wakeAll();
    }
  }

  /** The program has closed it; its numbers may be other files' by now. */
  private synchronized void replaceWakeup() {
    wakeup = Wakeup.open();
  }
}
