/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Poller;

/** Readiness in the terms of the kernel. */
final class Ready {
  private static final int ENDED = Poller.ERR | Poller.HUP;

  private Ready() {}

  /** The events to watch for where each operation has one. */
  static int events(int ops, int receiving, int sending) {
    return ((ops & receiving) != 0 ? Poller.IN : 0) | ((ops & sending) != 0 ? Poller.OUT : 0);
  }

  /** Those of the interest that events make ready; after the end, all: each would tell of it. */
  static int ops(int events, int interest, int receiving, int sending) {
    if ((events & ENDED) != 0) {
      return interest;
    }
    int ready =
        ((events & Poller.IN) != 0 ? receiving : 0) | ((events & Poller.OUT) != 0 ? sending : 0);
    return ready & interest;
  }
}
