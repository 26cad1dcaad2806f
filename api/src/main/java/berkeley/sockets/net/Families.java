/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.Ipv6Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which family sockets have whose user does not say: as in the JDK, IPv6 for both if there is. */
final class Families {
  private static final boolean SIX = hasSix();
  private static final boolean SEPARATE = SIX && separate();

  private Families() {}

  /** AF_INET6, or AF_INET where this machine has no IPv6 or the JDK is told not to use it. */
  static Domain internet() {
    return SIX ? Domain.INET6 : Domain.INET;
  }

  /** Whether it is AF_INET or AF_INET6. */
  static boolean isInternet(Domain domain) {
    return domain.equals(Domain.INET) || domain.equals(Domain.INET6);
  }

  /** Lets an AF_INET6 socket serve IPv4 as well, where it would not. */
  static void join(Socket socket) throws IOException {
    if (SEPARATE) {
      socket.setOption(Ipv6Options.IPV6_V6ONLY, false);
    }
  }

  private static boolean hasSix() {
    if (Boolean.getBoolean("java.net.preferIPv4Stack")) {
      return false;
    }
    try {
      Path addresses = Path.of("/proc/net/if_inet6");
      if (Files.exists(addresses) && Files.readAllBytes(addresses).length == 0) {
        return false; // no interface has an IPv6 address
      }
      Socket.open(Domain.INET6, Type.STREAM).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the system's default is that IPv6 sockets do not serve IPv4. */
  private static boolean separate() {
    try (Socket socket = Socket.open(Domain.INET6, Type.STREAM)) {
      return socket.getOption(Ipv6Options.IPV6_V6ONLY);
    } catch (IOException e) {
      return true;
    }
  }
}
