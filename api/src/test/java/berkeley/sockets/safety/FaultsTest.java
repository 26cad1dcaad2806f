/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.Errno.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.Shutdown;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.options.Linger;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that misbehave and queues that are full, each with what C reports. */
class FaultsTest {
  private static final byte[] ONE = {1};

  /** A TCP connection over the loopback interface. */
  private record Connection(Socket near, Socket far) implements AutoCloseable {
    static Connection open() throws IOException {
      try (Socket listener = Socket.open(Domain.INET, Type.STREAM)) {
        listener.bind(SockAddr.Inet4.loopback(0));
        listener.listen(1);
        Socket near = Socket.open(Domain.INET, Type.STREAM);
        near.connect(listener.localAddress());
        return new Connection(near, listener.accept());
      }
    }

    @Override
    public void close() throws IOException {
      near.close();
      far.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatResets(Skin skin) throws Exception {
    try (Connection tcp = Connection.open()) {
      tcp.far.setOption(SocketOptions.SO_LINGER, new Linger(true, 0));
      tcp.far.close();
      assertEquals(-ECONNRESET, skin.recv(tcp.near, new byte[8], 0));
      assertEquals(0, skin.recv(tcp.near, new byte[8], 0), "told once");
      assertEquals(-EPIPE, skin.send(tcp.near, ONE, 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatHalfCloses(Skin skin) throws Exception {
    try (Connection tcp = Connection.open()) {
      tcp.far.shutdown(Shutdown.WRITE);
      assertEquals(0, skin.recv(tcp.near, new byte[8], 0));
      assertEquals(1, skin.send(tcp.near, ONE, 0), "the other direction stays open");
      assertEquals(1, skin.recv(tcp.far, new byte[8], 0));
      assertEquals(-EPIPE, skin.send(tcp.far, ONE, 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatCloses(Skin skin) throws Exception {
    try (Connection tcp = Connection.open()) {
      assertEquals(1, skin.send(tcp.far, ONE, 0));
      tcp.far.close();
      assertEquals(1, skin.recv(tcp.near, new byte[8], 0), "what it sent before still comes");
      assertEquals(0, skin.recv(tcp.near, new byte[8], 0));
      assertEquals(1, skin.send(tcp.near, ONE, 0), "the reset comes as the answer to this");
      assertEquals(-EPIPE, skin.send(tcp.near, ONE, 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatStalls(Skin skin) throws Exception {
    try (Connection tcp = Connection.open()) {
      tcp.near.setReceiveTimeout(Duration.ofMillis(30));
      tcp.near.setSendTimeout(Duration.ofMillis(30));
      assertEquals(-EAGAIN, skin.recv(tcp.near, new byte[8], 0));
      byte[] much = new byte[1 << 20];
      long sent = 0;
      long n;
      while ((n = skin.send(tcp.near, much, 0)) > 0) {
        sent += n;
      }
      assertEquals(-EAGAIN, n);
      long received = 0;
      while ((n = skin.recv(tcp.far, much, SysSocket.MSG_DONTWAIT)) > 0 || received < sent) {
        received += Math.max(0, n);
      }
      assertEquals(sent, received, "nothing of what send counted is lost");
      assertEquals(1, skin.send(tcp.near, ONE, 0), "it recovers");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatSendsOneByteAtATime(Skin skin) throws Exception {
    byte[] text = "one byte at a time".getBytes();
    try (Connection tcp = Connection.open()) {
      tcp.far.setOption(berkeley.sockets.options.TcpOptions.TCP_NODELAY, true);
      Thread peer =
          Thread.startVirtualThread(
              () -> {
                for (byte b : text) {
                  skin.send(tcp.far, new byte[] {b}, 0);
                }
              });
      byte[] all = new byte[text.length];
      assertEquals(text.length, skin.recv(tcp.near, all, SysSocket.MSG_WAITALL));
      assertArrayEquals(text, all);
      assertTrue(peer.join(Duration.ofSeconds(10)), "the sender is stuck");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullBacklog(Skin skin) throws Exception {
    SockAddr name = SockAddr.Unix.abstractName("backlog" + System.nanoTime());
    List<Socket> clients = new ArrayList<>();
    try (Socket listener = Socket.open(Domain.UNIX, Type.STREAM)) {
      listener.bind(name);
      listener.listen(1);
      long result;
      do {
        Socket client = Socket.open(Domain.UNIX, Type.STREAM);
        clients.add(client);
        client.setNonBlocking(true);
        result = skin.connect(client, name);
      } while (result == 0 && clients.size() < 10);
      assertEquals(-EAGAIN, result);
      assertEquals(3, clients.size(), "listen(1) admits two");
      assertTrue(skin.accept(listener) >= 0);
      assertEquals(0, skin.connect(clients.getLast(), name), "there is room again");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFullQueue(Skin skin) throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (Socket a = pair[0];
        Socket b = pair[1]) {
      long sent = 0;
      while (skin.send(a, new byte[1000], SysSocket.MSG_DONTWAIT) == 1000) {
        sent++;
      }
      assertTrue(sent > 0);
      assertEquals(-EAGAIN, skin.send(a, new byte[1000], SysSocket.MSG_DONTWAIT));
      assertEquals(-EMSGSIZE, skin.send(a, new byte[1 << 24], SysSocket.MSG_DONTWAIT));
      for (long i = 0; i < sent; i++) {
        assertEquals(1000, skin.recv(b, new byte[1000], 0));
      }
      assertEquals(1000, skin.send(a, new byte[1000], SysSocket.MSG_DONTWAIT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyDatagramIsNotTheEnd(Skin skin) throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (Socket a = pair[0];
        Socket b = pair[1]) {
      assertEquals(0, skin.send(a, new byte[0], 0));
      assertEquals(1, skin.send(a, ONE, 0));
      assertEquals(0, skin.recv(b, new byte[8], 0));
      assertEquals(1, skin.recv(b, new byte[8], 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyListens(Skin skin) throws Exception {
    try (Socket free = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM)) {
      free.bind(SockAddr.Inet4.loopback(0)); // bound, not listening: nobody else gets the port
      assertEquals(-ECONNREFUSED, skin.connect(client, free.localAddress()));
      assertEquals(-ENOTCONN, skin.recv(client, new byte[8], 0));
      byte[] name = new byte[20];
      Arrays.fill(name, (byte) 'n');
      assertEquals(
          -EAFNOSUPPORT, skin.connect(client, SockAddr.Unix.abstractName(new String(name))));
    }
  }
}
