/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.sys_socket_h;

/**
 * What a wait relies on because an earlier one looked: that epoll watches the descriptor for this
 * direction, that it is blocking, and that it has no timeout. It saves three system calls for each
 * wait.
 *
 * <p>Changes made through this library are noticed at once. Those made without it, by other code in
 * the process or by another process that shares the file, are found by {@link Verifier}, which
 * looks again, once, at every wait that has lasted a while.
 */
public final class BlockingMode {
  static final int IN = 1;
  static final int OUT = 2;

  private static final int READABLE = poll_h.POLLIN;
  private static final int WRITABLE = poll_h.POLLOUT;

  private static final int STEP = 4; // the lower bits of a descriptor's mode are the directions

  private static volatile int epoch = STEP;

  private BlockingMode() {}

  /** Whether a wait in this direction need not look. */
  static boolean isKnown(DescriptorState state, int direction) {
    int mode = state.blocking;
    return (mode & direction) != 0 && (mode & -STEP) == epoch;
  }

  /** Read this before looking; {@link #remember} takes it. */
  static int epoch() {
    return epoch;
  }

  /** Remembers that the descriptor was found as described, unless something changed since. */
  static void remember(DescriptorState state, int direction, int generation, int epoch) {
    synchronized (state.registering) {
      int watched = direction == IN ? READABLE : WRITABLE;
      if (state.generation() == generation && (state.interest & watched) != 0) {
        int kept = (state.blocking & -STEP) == epoch ? state.blocking : epoch;
        (direction == IN ? state.in : state.out).lookSoon();
        state.blocking = kept | direction;
        state.protocol = 0;
      }
    }
  }

  /** To be called when what is relied on has changed for a descriptor, and so its duplicates. */
  public static synchronized void changed() {
    epoch += STEP;
  }

  /** Whether setting an option changes how long calls wait, or what {@link ShortReceives} knows. */
  public static boolean isChangedBy(int level, int option) {
    return level == sys_socket_h.SOL_SOCKET
        ? option == sys_socket_h.SO_RCVTIMEO || option == sys_socket_h.SO_SNDTIMEO
        : level == netinet_in_h.IPPROTO_TCP && option == netinet_tcp_h.TCP_ULP;
  }
}
