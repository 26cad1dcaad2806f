/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Socket;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;

/** Opens the sockets of views. */
final class Opening {
  private Opening() {}

  /** A listener gets SO_REUSEADDR, as the JDK's do. */
  static Socket open(SocketSpec spec, boolean server) throws IOException {
    try {
      Socket socket = spec.open();
      boolean ready = false;
      try {
        if (server && Families.isInternet(spec.domain())) {
          socket.setOption(SocketOptions.SO_REUSEADDR, true);
        }
        ready = true;
        return socket;
      } finally {
        if (!ready) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }
}
