/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.safety.ChildProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** System.inheritedChannel(), by the JDK's provider and by ours, in a program of its own. */
@Tag("child")
class InheritedChannelTest {
  /** Starts a program with a socket as its standard input and output, and talks to it. */
  private static final String INETD =
      """
      import socket, subprocess, sys
      kind = sys.argv[1]
      server = socket.socket(type=socket.SOCK_DGRAM if kind == "datagram" else socket.SOCK_STREAM)
      server.bind(("127.0.0.1", 0))
      client = socket.socket(type=server.type)
      client.settimeout(50)
      if kind != "datagram":
          server.listen()
      client.connect(server.getsockname())
      if kind == "stream":
          server, _ = server.accept()
      program = subprocess.Popen(sys.argv[2:], stdin=server, stdout=server)
      server.close()
      try:
          client.sendall(b"hello ")
          print(client.recv(100).decode())
          if kind != "datagram":
              print("end" if client.recv(100) == b"" else "more")
      finally:
          program.kill()
          program.wait()
      """;

  private static String run(String kind, String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-c", INETD, kind));
    command.addAll(ChildProcess.jvm(flags));
    command.add(InheritedProgram.class.getName());
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  private static final String PROPERTY =
      "-Djava.nio.channels.spi.SelectorProvider=" + NativeSelectorProvider.class.getName();

  @ParameterizedTest
  @ValueSource(strings = {"stream", "listener", "datagram"})
  void sockets(String kind) throws Exception {
    assumeTrue(ChildProcess.installed("python3"), "python3 is not installed");
    boolean datagram = kind.equals("datagram");
    String end = datagram ? "\n" : "\nend\n";
    if (!datagram) { // the JDK's takes an IPv4 socket for one of IPv6, and cannot send
      assertEquals("hello sun.nio.ch" + end, run(kind));
    }
    assertEquals("hello berkeley.sockets.net" + end, run(kind, PROPERTY));
  }

  /** Standard input that is no socket. */
  @Test
  void nothing() throws Exception {
    List<String> command = new ArrayList<>(ChildProcess.jvm(PROPERTY));
    command.add(InheritedProgram.class.getName());
    assertEquals("no socket\n", ChildProcess.run(command).output());
  }
}
