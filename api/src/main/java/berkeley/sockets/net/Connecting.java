/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.PollSet;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** connect(2) of a blocking socket, with a limit of time, on any kind of thread. */
final class Connecting {
  private Connecting() {}

  /**
   * Connects. A socket that fails to is of no more use.
   *
   * @param milliseconds the limit, 0 for the kernel's
   * @return false when the time is over
   */
  static boolean connect(Socket socket, SockAddr to, int milliseconds) throws IOException {
    if (milliseconds == 0) {
      return connect(socket, to);
    }
    try {
      socket.connect(to, Duration.ofMillis(milliseconds));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** On a virtual thread the mode changes, while no other code uses the socket. */
  private static boolean connect(Socket socket, SockAddr to) throws IOException {
    Domain domain = to.family();
    if (!Thread.currentThread().isVirtual()
        || !domain.equals(Domain.INET) && !domain.equals(Domain.INET6)) {
      return socket.connect(to);
    }
    socket.setNonBlocking(true);
    boolean connected = socket.connect(to) || finish(socket, 0);
    if (connected) {
      socket.setNonBlocking(false);
    }
    return connected;
  }

  /** Waits for a connection that is on its way. */
  static boolean finish(Socket socket, int milliseconds) throws IOException {
    long start = System.nanoTime();
    while (true) {
      int left = Waiting.left(milliseconds, start);
      if (left == 0) {
        return false;
      }
      if (socket.poll(PollSet.OUT, left) != 0 && socket.finishConnect()) {
        return true;
      }
    }
  }
}
