/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The object layer talks with the mirror, with java.net and with C, as server and as client. */
class EchoTest {
  private static final List<EchoPeers.Kind> KINDS =
      List.of(
          new EchoPeers.Kind(Domain.INET, Type.STREAM),
          new EchoPeers.Kind(Domain.INET6, Type.STREAM),
          new EchoPeers.Kind(Domain.INET, Type.DGRAM),
          new EchoPeers.Kind(Domain.INET6, Type.DGRAM),
          new EchoPeers.Kind(Domain.UNIX, Type.STREAM),
          new EchoPeers.Kind(Domain.UNIX, Type.DGRAM),
          new EchoPeers.Kind(Domain.UNIX, Type.SEQPACKET));

  @TempDir Path directory;

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (EchoPeers.Kind kind : KINDS) {
      for (EchoPeers other : EchoPeers.values()) {
        if (other.can(kind)) {
          pairs.add(Arguments.of(kind, EchoPeers.OBJECTS, other));
          if (other != EchoPeers.OBJECTS) {
            pairs.add(Arguments.of(kind, other, EchoPeers.OBJECTS));
          }
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest(name = "{0}: server {1}, client {2}")
  @MethodSource("pairs")
  void echo(EchoPeers.Kind kind, EchoPeers server, EchoPeers client) throws Exception {
    SockAddr address =
        kind.domain().equals(Domain.INET)
            ? SockAddr.Inet4.loopback(0)
            : kind.domain().equals(Domain.INET6)
                ? SockAddr.Inet6.loopback(0)
                : SockAddr.Unix.path(directory.resolve("socket"));
    echo(kind, server, client, address);
  }

  @ParameterizedTest
  @MethodSource("abstractNames")
  void echoOverAnAbstractName(EchoPeers server, EchoPeers client) throws Exception {
    SockAddr address = SockAddr.Unix.abstractName("berkeley " + directory.getFileName());
    echo(new EchoPeers.Kind(Domain.UNIX, Type.STREAM), server, client, address);
  }

  static List<Arguments> abstractNames() {
    return List.of(
        Arguments.of(EchoPeers.OBJECTS, EchoPeers.C), Arguments.of(EchoPeers.C, EchoPeers.OBJECTS));
  }

  private static void echo(
      EchoPeers.Kind kind, EchoPeers serverPeer, EchoPeers client, SockAddr address)
      throws Exception {
    EchoPeers.Server server = serverPeer.server(kind, address);
    client.client(kind, server.address);
    if (kind.isDatagram()) {
      try (Socket end = Socket.open(kind.domain(), kind.type())) {
        assertEquals(0, end.sendTo(new byte[0], 0, 0, 0, server.address));
      }
    }
    server.join();
  }
}
