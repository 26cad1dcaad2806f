/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.BADF;
import static berkeley.sockets.internal.memory.Results.EXIST;
import static berkeley.sockets.internal.memory.Results.NOENT;
import static berkeley.sockets.internal.memory.Results.PERM;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.memory.EpollEvents;
import org.jspecify.annotations.Nullable;

/**
 * Readiness by epoll(7).
 *
 * <p>A descriptor is registered when a thread first waits for it, edge-triggered, and stays so
 * until it is closed. There is one {@link EpollInstance} for every few processors; each is opened
 * by the first wait that needs it.
 */
final class EpollReadiness implements Readiness {
  private static final int EPOLLOUT = sys_epoll_h.EPOLLOUT;
  private static final int EPOLLET = sys_epoll_h.EPOLLET;
  private static final int ADD = sys_epoll_h.EPOLL_CTL_ADD;
  private static final int MOD = sys_epoll_h.EPOLL_CTL_MOD;
  private static final int READABLE = EpollInstance.READABLE;

  private static final long INVAL = -errno_h.EINVAL;

  private static final int ATTEMPTS = 3; // at an instance that is still open

  private static final int PROCESSORS = 4; // whose threads one instance keeps busy
  private static final int COUNT =
      Integer.highestOneBit(
          Math.clamp(Runtime.getRuntime().availableProcessors() / PROCESSORS, 1, 8));

  /** Replaced when one is opened or lost. */
  private volatile @Nullable EpollInstance[] instances = new EpollInstance[COUNT];

  private final Verifier verifier = new Verifier(this);

  private static int slot(int fd) {
    return fd & COUNT - 1;
  }

  /**
   * Opens what the slot needs, unless another thread has done so.
   *
   * @return 0, or a negated errno, and then nothing is left open
   */
  private synchronized long open(int slot) {
    if (instances[slot] != null) {
      return 0;
    }
    long epoll = Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC);
    if (epoll < 0) {
      return epoll;
    }
    Wakeup mark = Wakeup.open();
    Instance made = null;
    long result = mark.fd();
    boolean started = false;
    try {
      if (result >= 0) {
        made = new Instance((int) epoll, mark, slot);
        result = made.prepare();
        if (result == 0) {
          made.start();
          started = true;
          replace(slot, made);
        }
      }
    } finally {
      if (!started) {
        if (made != null) {
          made.end();
        }
        mark.close();
        Sys.close((int) epoll);
      }
    }
    return result;
  }

  private void replace(int slot, @Nullable EpollInstance by) {
    @Nullable EpollInstance[] copy = instances.clone();
    copy[slot] = by;
    instances = copy;
  }

  private static boolean isAwaited(int slot) {
    for (DescriptorState state : DescriptorState.all()) {
      if (state != null && slot(state.fd) == slot && state.isAwaited()) {
        return true;
      }
    }
    return false;
  }

  private final class Instance extends EpollInstance {
    private final int slot;

    Instance(int epoll, Wakeup mark, int slot) {
      super(epoll, mark, "berkeley-sockets-readiness-" + slot);
      this.slot = slot;
    }

    /** False if that has been done. Whoever waits registers anew, and so opens the next one. */
    private boolean retire(boolean unlessAwaited) {
      synchronized (EpollReadiness.this) {
        if (instances[slot] != this || unlessAwaited && isAwaited(slot)) {
          return false;
        }
        replace(slot, null);
      }
      end();
      for (DescriptorState state : DescriptorState.all()) {
        if (state != null && slot(state.fd) == slot) {
          state.unregistered(); // from here on nobody registers it with this instance
          state.wakeAll();
        }
      }
      return true;
    }

    @Override
    void idle() {
      if (!exists()) { // what waits goes on with the file that the number meant
        lost();
      } else if (retire(true)) {
        close();
      }
    }

    @Override
    void lost() {
      if (!retire(false)) {
        return;
      }
      System.getLogger("berkeley.sockets")
          .log(
              System.Logger.Level.WARNING,
              "The program has closed a descriptor of this library's, through which virtual threads"
                  + " wait. Another one takes its place. Look for code that closes a descriptor"
                  + " twice, or a range of them.");
    }
  }

  @Override
  public long watch(DescriptorState state, boolean in, boolean out) {
    int slot = slot(state.fd);
    int wanted = (in ? READABLE : 0) | (out ? EPOLLOUT : 0);
    long result = BADF;
    for (int i = 0; i < ATTEMPTS; i++) {
      EpollInstance instance = instances[slot];
      if (instance == null) {
        result = open(slot);
        if (result < 0) {
          return result;
        }
        instance = instances[slot];
      }
      synchronized (state.registering) {
        if (state.closing) {
          return BADF;
        }
        if (instance == null || instance != instances[slot]) {
          continue; // lost meanwhile
        }
        result = register(instance, state, wanted);
      }
      if (result != BADF && result != INVAL || instance.exists()) {
        return result;
      }
      instance.lost();
    }
    return result;
  }

  @Override
  public void unwatch(DescriptorState state) {
    synchronized (state.registering) {
      state.closing = true;
      EpollInstance instance = instances[slot(state.fd)];
      if (state.interest != 0 && instance != null) {
        instance.control(sys_epoll_h.EPOLL_CTL_DEL, state.fd, 0);
      }
      state.interest = 0;
    }
  }

  @Override
  public void verify() {
    for (EpollInstance each : instances) {
      if (each != null && !each.exists()) {
        each.lost();
      }
    }
  }

  /**
   * To be called with the lock on {@code registering}. The interest changes only when the kernel
   * has taken it: a failure leaves what is registered as it is.
   */
  private static long register(EpollInstance instance, DescriptorState state, int wanted) {
    int interest = state.interest | wanted;
    long result = instance.control(state.interest == 0 ? ADD : MOD, state.fd, interest | EPOLLET);
    if (result == NOENT) { // others have closed it, and perhaps opened another file
      interest =
          wanted
              | (state.in.get() != null ? READABLE : 0)
              | (state.out.get() != null ? EPOLLOUT : 0);
      state.interest = 0;
      result = instance.control(ADD, state.fd, interest | EPOLLET);
    } else if (result == EXIST) {
      result = instance.control(MOD, state.fd, interest | EPOLLET);
    }
    if (result == 0) {
      state.interest = interest;
    }
    return result;
  }

  /** It is registered. */
  @Override
  public void watchAgain(DescriptorState state, boolean in, boolean out) {
    verifier.request();
  }

  /**
   * The kernel checks that before it finds that there is no such operation, and that the first
   * descriptor is no epoll: so none is needed.
   */
  @Override
  public boolean watches(int fd) {
    return EpollEvents.control(fd, 0, fd, 0, fd) != PERM;
  }
}
