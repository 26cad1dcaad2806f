/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;

/** What a selector of ours asks of a channel of ours. */
interface SelectableSocket {
  /** What the selector watches. */
  Socket nativeSocket();

  /** The same, for others to use without the channel. */
  default Socket handOut() {
    return nativeSocket();
  }

  /**
   * What to watch for.
   *
   * @param ops of {@link java.nio.channels.SelectionKey}
   * @return of {@link berkeley.sockets.Poller}; 0 for nothing
   */
  int events(int ops);

  /**
   * What is ready.
   *
   * @param events of {@link berkeley.sockets.Poller}
   * @param interest of {@link java.nio.channels.SelectionKey}
   * @return those of the interest that are ready
   */
  int ready(int events, int interest);
}
