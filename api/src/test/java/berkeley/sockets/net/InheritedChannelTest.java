/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
      import os, signal, socket, subprocess, sys
      kind = sys.argv[1]
      error = None
      if kind in ("packets", "pair"):
          type = socket.SOCK_SEQPACKET if kind == "packets" else socket.SOCK_STREAM
          client, server = socket.socketpair(socket.AF_UNIX, type)
      else:
          server = socket.socket(type=socket.SOCK_DGRAM if kind == "datagram" else socket.SOCK_STREAM)
          server.bind(("127.0.0.1", 0))
          client = socket.socket(type=server.type)
          if kind == "bound":
              error = subprocess.PIPE
          else:
              if kind != "datagram":
                  server.listen()
              client.connect(server.getsockname())
              if kind == "stream":
                  server, _ = server.accept()
      client.settimeout(50)
      program = subprocess.Popen(
          sys.argv[2:], stdin=server, stdout=server, stderr=error, start_new_session=True)
      server.close()
      try:
          if kind == "bound":
              print(program.stderr.readline().decode(), end="")
          elif kind == "packets":
              lines = client.makefile()
              print(lines.readline(), end="")
              client.sendall(b"more\\n")
              print(lines.readline(), end="")
          else:
              client.sendall(b"hello ")
              print(client.recv(100).decode())
              if kind != "datagram":
                  print("end" if client.recv(100) == b"" else "more")
      finally:
          os.killpg(program.pid, signal.SIGKILL)  # also what a tracer has started
          program.wait()
      """;

  private static String run(String kind, String... flags) throws Exception {
    return run(kind, List.of(), flags);
  }

  private static String run(String kind, List<String> before, String... flags) throws Exception {
    assumeTrue(ChildProcess.installed("python3"), "python3 is not installed");
    List<String> command = new ArrayList<>(List.of("python3", "-c", INETD, kind));
    command.addAll(before);
    command.addAll(ChildProcess.jvm(flags));
    command.add(InheritedProgram.class.getName());
    if (kind.equals("bound")) {
      command.add("describe");
    }
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(0, result.status(), result.output());
    return result.output();
  }

  private static final String PROPERTY =
      "-Djava.nio.channels.spi.SelectorProvider=" + NativeSelectorProvider.class.getName();

  @ParameterizedTest
  @ValueSource(strings = {"stream", "pair", "listener", "datagram"})
  void sockets(String kind) throws Exception {
    boolean datagram = kind.equals("datagram");
    String end = datagram ? "\n" : "\nend\n";
    if (!datagram) { // the JDK's takes an IPv4 socket for one of IPv6, and cannot send
      assertEquals("hello sun.nio.ch" + end, run(kind));
    }
    assertEquals("hello berkeley.sockets.net" + end, run(kind, PROPERTY));
  }

  /**
   * A socket that no channel is of is left alone: {@code packets}. One that neither listens nor is
   * connected is a listener's channel.
   */
  @ParameterizedTest
  @ValueSource(strings = {"packets", "bound"})
  void unusualSockets(String kind) throws Exception {
    String theirs = run(kind);
    assertNotEquals("", theirs);
    assertEquals(theirs, run(kind, PROPERTY));
  }

  /** What fails leaves the socket to the next try. */
  @Test
  void again() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    List<String> failing =
        List.of("strace", "-f", "-o", "/dev/null", "-e", "inject=getpeername:error=ENOBUFS:when=1");
    assertEquals("hello berkeley.sockets.net\nend\n", run("stream", failing, PROPERTY));
  }

  /** Standard input that is no socket. */
  @Test
  void nothing() throws Exception {
    List<String> command = new ArrayList<>(ChildProcess.jvm(PROPERTY));
    command.addAll(List.of(InheritedProgram.class.getName(), "describe"));
    assertEquals("no socket\n", ChildProcess.run(command).output());
  }
}
