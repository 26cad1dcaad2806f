/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.options.IpOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;

/** The interface through which IPv4 multicast goes, which is told by one of its addresses. */
final class FourInterface {
  private FourInterface() {}

  static void set(Socket socket, NetworkInterface value) throws IOException {
    for (InetAddress each : Collections.list(value.getInetAddresses())) {
      if (SockAddr.of(each, 0) instanceof SockAddr.Inet4 four) {
        socket.setOption(IpOptions.IP_MULTICAST_IF, four);
        return;
      }
    }
    throw new IOException("Network interface not configured for IPv4");
  }
}
