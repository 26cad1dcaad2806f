/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One accepted connection through java.net. */
public final class JavaNet {
  private JavaNet() {}

  public static void main(String[] arguments) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket()) {
      client.connect(listener.getLocalSocketAddress());
      listener.accept().close();
    }
  }
}
