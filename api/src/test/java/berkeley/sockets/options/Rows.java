/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.SockOpt;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Every row of every table of options. */
final class Rows {
  /** Each table, and what C calls its level. */
  static final Map<Class<?>, String> LEVELS =
      Map.of(
          SocketOptions.class, "SOL_SOCKET",
          IpOptions.class, "IPPROTO_IP",
          Ipv6Options.class, "IPPROTO_IPV6",
          TcpOptions.class, "IPPROTO_TCP",
          UdpOptions.class, "IPPROTO_UDP",
          PacketOptions.class, "SOL_PACKET",
          NetlinkOptions.class, "SOL_NETLINK",
          VsockOptions.class, "AF_VSOCK");

  private Rows() {}

  static List<SockOpt<?>> all() {
    List<SockOpt<?>> rows = new ArrayList<>();
    for (Class<?> table : LEVELS.keySet()) {
      rows.addAll(of(table));
    }
    return rows;
  }

  static List<SockOpt<?>> of(Class<?> table) {
    List<SockOpt<?>> rows = new ArrayList<>();
    for (Field field : table.getFields()) {
      try {
        rows.add((SockOpt<?>) field.get(null));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return rows;
  }

  /** A program made from native/src/programs. */
  static String program(String name) {
    Path path = Path.of(System.getProperty("native.directory"), "bin", name);
    Assumptions.assumeTrue(Files.isExecutable(path), path + " is not built: no C compiler");
    return path.toString();
  }
}
