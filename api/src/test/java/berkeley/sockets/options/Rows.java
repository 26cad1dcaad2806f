/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.options;

import berkeley.sockets.IpOptions;
import berkeley.sockets.Ipv6Options;
import berkeley.sockets.NetlinkOptions;
import berkeley.sockets.PacketOptions;
import berkeley.sockets.SockOpt;
import berkeley.sockets.SocketOptions;
import berkeley.sockets.TcpOptions;
import berkeley.sockets.UdpOptions;
import berkeley.sockets.VsockOptions;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Every row of every table of options. */
final class Rows {
  private static final List<Class<?>> TABLES =
      List.of(
          SocketOptions.class,
          IpOptions.class,
          Ipv6Options.class,
          TcpOptions.class,
          UdpOptions.class,
          PacketOptions.class,
          NetlinkOptions.class,
          VsockOptions.class);

  private Rows() {}

  static List<SockOpt<?>> all() {
    List<SockOpt<?>> rows = new ArrayList<>();
    for (Class<?> table : TABLES) {
      for (Field field : table.getFields()) {
        try {
          rows.add((SockOpt<?>) field.get(null));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
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
