/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the distribution, where they are installed. */
final class Foreign {
  private static final List<String> DIRECTORIES =
      List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin", "/usr/local/sbin");

  private Foreign() {}

  /** The program's path; skips the test aloud where there is none. */
  static String path(String name) {
    for (String directory : DIRECTORIES) {
      Path path = Path.of(directory, name);
      if (Files.isExecutable(path)) {
        return path.toString();
      }
    }
    return abort(name + " is not installed");
  }

  static Program start(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(path(name)));
    command.addAll(List.of(arguments));
    return new Program(command);
  }

  static void assumeRoot(String why) {
    assumeTrue("root".equals(System.getProperty("user.name")), "not root: " + why);
  }

  /** A port of loopback that was free a moment ago, for TCP and UDP. */
  static int freePort() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (; ; ) {
      try (ServerSocket tcp = new ServerSocket(0, 1, loopback)) {
        try (DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
          return udp.getLocalPort();
        }
      } catch (IOException e) {
        continue; // taken for UDP
      }
    }
  }

  /** Looks into the kernel's table: a connection made to see would be the server's first client. */
  static void awaitListener(Program program, int port) throws Exception {
    String listening = ".*:%04X [0-9A-F]+:0000 0A .*".formatted(port);
    for (int i = 0; i < 600; i++) {
      for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
        if (Files.exists(Path.of(table))
            && Files.readAllLines(Path.of(table)).stream().anyMatch(l -> l.matches(listening))) {
          return;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError(program + " does not listen on port " + port);
  }
}
