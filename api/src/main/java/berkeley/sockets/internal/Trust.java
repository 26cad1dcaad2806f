/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.linux.sys_epoll_h;
import berkeley.sockets.bindings.linux.sys_socket_h;

/**
 * What a wait may take for granted because an earlier one looked: that epoll watches the descriptor
 * for this direction, that it is blocking, and that it has no timeout. It saves three system calls
 * for each wait.
 *
 * <p>Changes made through this library end the trust at once. Those made behind its back, by other
 * code in the process or by another process that shares the file, are found by {@link Readiness},
 * which looks again, once, after every wait that has lasted a while.
 */
final class Trust {
  private static final int EPOLLIN = sys_epoll_h.EPOLLIN();
  private static final int EPOLLOUT = sys_epoll_h.EPOLLOUT();

  static final int IN = 1;
  static final int OUT = 2;

  private static final int STEP = 4; // the lower bits of a slot's trust are the directions

  private static volatile int epoch = STEP;

  private Trust() {}

  static boolean has(Slot slot, int direction) {
    int trust = slot.trust;
    return (trust & direction) != 0 && (trust & -STEP) == epoch;
  }

  /**
   * To be had before looking.
   *
   * @see #gain
   */
  static int now() {
    return epoch;
  }

  static void gain(Slot slot, int direction, int generation, int epoch) {
    synchronized (slot.registering) {
      int watched = direction == IN ? EPOLLIN : EPOLLOUT;
      if (slot.generation() == generation && (slot.interest & watched) != 0) {
        int kept = (slot.trust & -STEP) == epoch ? slot.trust : epoch;
        slot.trust = kept | direction;
      }
    }
  }

  /** A descriptor's mode or timeout has changed, and with it that of all its duplicates. */
  static synchronized void end() {
    epoch += STEP;
  }

  /** Whether setting an option changes how long calls wait. */
  static boolean concerns(int level, int option) {
    return level == sys_socket_h.SOL_SOCKET()
        && (option == sys_socket_h.SO_RCVTIMEO() || option == sys_socket_h.SO_SNDTIMEO());
  }
}
