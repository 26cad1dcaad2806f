/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** The path of a UNIX listener whose user names none: as the JDK's, in the temporary directory. */
final class TemporaryName {
  private static final int ATTEMPTS = 10;

  private TemporaryName() {}

  static void bind(Socket socket) throws IOException {
    Path directory =
        Path.of(
            System.getProperty("jdk.net.unixdomain.tmpdir", System.getProperty("java.io.tmpdir")));
    for (int i = 1; ; i++) {
      long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
      try {
        socket.bind(SockAddr.Unix.path(directory.resolve("socket_" + number)));
        return;
      } catch (ErrnoException e) {
        if (e.errno() != Errno.EADDRINUSE || i == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
