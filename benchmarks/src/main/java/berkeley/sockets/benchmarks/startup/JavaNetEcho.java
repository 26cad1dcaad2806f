/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One echo through java.net. */
public final class JavaNetEcho {
  private JavaNetEcho() {}

  public static void main(String[] arguments) throws Exception {
    byte[] data = new byte[64];
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket()) {
      client.connect(listener.getLocalSocketAddress());
      client.setTcpNoDelay(true);
      try (Socket server = listener.accept()) {
        client.getOutputStream().write(data);
        int done = server.getInputStream().read(data);
        server.getOutputStream().write(data);
        if (done + client.getInputStream().read(data) != 2 * data.length) {
          throw new IllegalStateException();
        }
      }
    }
  }
}
