/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.internal.memory.Results.NOENT;
import static berkeley.sockets.internal.memory.Results.PERM;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * Readiness by epoll(7).
 *
 * <p>Each of a few epoll instances has a virtual thread that empties it: waking another virtual
 * thread from there costs no system call and no change of processor. When there is nothing to do it
 * parks, and one platform thread waits for all of them, on an epoll of epolls.
 *
 * <p>Registrations are edge-triggered and stay until the descriptor is closed.
 */
final class EpollReadiness implements Readiness {
  private static final int EPOLLIN = sys_epoll_h.EPOLLIN;
  private static final int EPOLLOUT = sys_epoll_h.EPOLLOUT;
  private static final int EPOLLET = sys_epoll_h.EPOLLET;
  private static final int READABLE = EPOLLIN | sys_epoll_h.EPOLLRDHUP;

  private static final int EVENTS = 512;
  private static final int POLLERS =
      Integer.highestOneBit(Math.min(8, Runtime.getRuntime().availableProcessors()));

  private static final long MILLISECOND = 1_000_000;
  private static final int INTERVAL = 100;
  private static final int SHARE = 64; // of the time that verifying may take: one in so many

  private int master = -1;
  private final Wakeup verify = new Wakeup();
  private volatile boolean verifying;
  private final Instance[] instances = new Instance[POLLERS];

  /** {@link #start} must follow, and its failure ends the use of the object. */
  EpollReadiness() {
    for (int i = 0; i < POLLERS; i++) {
      instances[i] = new Instance(i);
    }
  }

  /**
   * Opens the descriptors and starts the threads, which never end.
   *
   * @return 0, or a negated errno, and then nothing is left open
   */
  long start() {
    boolean started = false;
    try {
      long result = open();
      if (result == 0) {
        Thread.ofPlatform()
            .daemon()
            .name("berkeley-sockets-readiness")
            .inheritInheritableThreadLocals(false) // and the context class loader is the system's
            .start(this::runMaster);
        started = true;
        for (Instance each : instances) {
          each.thread.start();
        }
      }
      return result;
    } finally {
      if (!started) { // that no thread could be started is an OutOfMemoryError
        closeAll();
      }
    }
  }

  private long open() {
    if (verify.fd() < 0) {
      return verify.fd();
    }
    long epoll = Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC);
    master = (int) epoll;
    if (epoll < 0) {
      return epoll;
    }
    long result = control(master, sys_epoll_h.EPOLL_CTL_ADD, verify.fd(), EPOLLIN | EPOLLET);
    for (int i = 0; i < POLLERS && result == 0; i++) {
      result = instances[i].open(master);
    }
    return result;
  }

  private void closeAll() {
    for (Instance each : instances) {
      closeIfOpen(each.epoll);
    }
    closeIfOpen(master);
    verify.close();
  }

  private static void closeIfOpen(int fd) {
    if (fd >= 0) {
      Sys.close(fd);
    }
  }

  @Override
  public long watch(DescriptorState state, boolean in, boolean out) {
    int epoll = instances[state.fd & POLLERS - 1].epoll;
    int wanted = (in ? READABLE : 0) | (out ? EPOLLOUT : 0);
    synchronized (state.registering) {
      int interest = state.interest | wanted;
      long result = control(epoll, sys_epoll_h.EPOLL_CTL_MOD, state.fd, interest | EPOLLET);
      if (result == NOENT) {
        interest =
            wanted
                | (state.in.get() != null ? READABLE : 0)
                | (state.out.get() != null ? EPOLLOUT : 0);
        result = control(epoll, sys_epoll_h.EPOLL_CTL_ADD, state.fd, interest | EPOLLET);
      }
      state.interest = result == 0 ? interest : 0;
      return result;
    }
  }

  /**
   * Whether epoll can watch such a file. The kernel checks that before it finds that there is no
   * such operation, and that the first descriptor is no epoll: so none is needed.
   */
  static boolean watches(int fd) {
    return control(fd, 0, fd, 0) != PERM;
  }

  private static long control(int epoll, int operation, int fd, int events) {
    return EpollEvents.control(epoll, operation, fd, events, fd);
  }

  /** One epoll instance and the virtual thread that empties it. */
  private static final class Instance implements Runnable {
    private int epoll = -1;
    private int master;
    private final Thread thread;

    Instance(int index) {
      thread =
          Thread.ofVirtual()
              .name("berkeley-sockets-readiness-" + index)
              .inheritInheritableThreadLocals(false)
              .unstarted(this);
    }

    /** Not armed yet: the master would report nothing but errors, of which epolls have none. */
    long open(int master) {
      this.master = master;
      long result = Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC);
      epoll = (int) result;
      return result < 0
          ? result
          : control(master, sys_epoll_h.EPOLL_CTL_ADD, epoll, sys_epoll_h.EPOLLONESHOT);
    }

    @Override
    public void run() {
      MemorySegment events = Arena.global().allocate(EVENTS * EpollEvents.SIZE, Long.BYTES);
      for (; ; ) {
        long n = Sys.epoll_wait(epoll, events, EVENTS, 0);
        for (int i = 0; i < n; i++) {
          signal(EpollEvents.events(events, i), (int) EpollEvents.data(events, i));
        }
        if (n > 0) {
          Thread.yield(); // to those just woken
        } else {
          arm();
          LockSupport.park();
        }
      }
    }

    private static void signal(int events, int fd) {
      DescriptorState state = DescriptorState.of(fd);
      if ((events & ~EPOLLOUT) != 0) { // errors and hang-ups concern both
        state.in.wakeAll();
      }
      if ((events & ~READABLE) != 0) {
        state.out.wakeAll();
      }
    }

    /** Asks the master for a wake-up at the next event, at once if one has come already. */
    private void arm() {
      int events = EPOLLIN | sys_epoll_h.EPOLLONESHOT;
      control(master, sys_epoll_h.EPOLL_CTL_MOD, epoll, events);
    }
  }

  private void runMaster() {
    MemorySegment events = Arena.global().allocate((POLLERS + 1) * EpollEvents.SIZE, Long.BYTES);
    long next = 0;
    while (true) {
      long left = next - System.nanoTime();
      int timeout = verifying ? (int) Math.max(0, left / MILLISECOND + 1) : -1;
      long n = Sys.epoll_wait(master, events, POLLERS + 1, timeout);
      for (int i = 0; i < n; i++) {
        long epoll = EpollEvents.data(events, i);
        for (Instance each : instances) {
          if (each.epoll == epoll) {
            LockSupport.unpark(each.thread);
          }
        }
      }
      long start = System.nanoTime();
      if (verifying && start - next >= 0) {
        verifyAll();
        long end = System.nanoTime();
        next = end + Math.max(INTERVAL * MILLISECOND, SHARE * (end - start));
      }
    }
  }

  @Override
  public void verifyLater() {
    if (!verifying) {
      verifying = true;
      verify.signal();
    }
  }

  /** A thread that begins to wait after this has begun finds the flag unset, and sets it again. */
  private void verifyAll() {
    verifying = false;
    boolean more = false;
    for (DescriptorState state : DescriptorState.all()) {
      if (state != null && state.blocking != 0) {
        int in = state.in.look();
        int out = state.out.look();
        if (in == Waiters.LASTING || out == Waiters.LASTING) {
          verify(state);
        }
        more |= in == Waiters.NEW || out == Waiters.NEW;
      }
    }
    if (more) {
      verifying = true;
    }
  }

  /** Looks at what the waits rely on; if it is no longer true, their threads try again. */
  private void verify(DescriptorState state) {
    boolean in = state.in.get() != null;
    boolean out = state.out.get() != null;
    boolean waits =
        !Query.nonBlocking(state.fd)
            && (!in || Query.timeout(state.fd, sys_socket_h.SO_RCVTIMEO) == 0)
            && (!out || Query.timeout(state.fd, sys_socket_h.SO_SNDTIMEO) == 0);
    if (!waits || watch(state, in, out) != 0) {
      state.blocking = 0;
      state.wakeAll();
    }
  }
}
