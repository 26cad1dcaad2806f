/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Shutdown;
import berkeley.sockets.Socket;
import java.io.IOException;

/** shutdown(2) as the JDK calls it. */
final class Shutting {
  private Shutting() {}

  /** Also of a connection that the peer has reset: nothing of it is left to shut down. */
  static void down(Socket socket, Shutdown how) throws IOException {
    try {
      socket.shutdown(how);
    } catch (ErrnoException e) {
      if (e.errno() != Errno.ENOTCONN) {
        throw e;
      }
    }
  }
}
