/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The README's echo server through java.net. */
public final class JavaNetServer {
  private JavaNetServer() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    byte[] buffer = new byte[4096];
    try (ServerSocket listener = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
      while (true) {
        try (Socket peer = listener.accept()) {
          InputStream in = peer.getInputStream();
          for (int n; (n = in.read(buffer)) > 0; ) {
            peer.getOutputStream().write(buffer, 0, n);
          }
        }
      }
    }
  }
}
