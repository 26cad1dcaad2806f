/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.sys_socket_h;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java people type first: short forms, with peers of java.net. */
class FirstUseTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  @Test
  void shortFormsOfSendAndReceive() throws Exception {
    try (Socket listener = Socket.listen(null, 0)) {
      int port = ((SockAddr.Inet) listener.localAddress()).port();
      try (java.net.Socket peer = new java.net.Socket("127.0.0.1", port);
          Socket socket = listener.accept();
          Arena arena = Arena.ofConfined()) {
        MemorySegment five = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, HELLO);
        assertEquals(5, socket.send(HELLO));
        assertEquals(5, socket.send(ByteBuffer.wrap(HELLO)));
        assertEquals(5, socket.send(five));
        assertEquals(5, socket.sendAll(HELLO));
        assertEquals(5, socket.sendAll(ByteBuffer.wrap(HELLO)));
        assertEquals(5, socket.sendAll(five));
        assertEquals("hello".repeat(6), new String(peer.getInputStream().readNBytes(30), UTF_8));

        peer.getOutputStream().write("hello".repeat(6).getBytes(UTF_8));
        byte[] array = new byte[5];
        assertEquals(5, socket.recvFully(array));
        assertArrayEquals(HELLO, array);
        ByteBuffer buffer = ByteBuffer.allocate(5);
        assertEquals(5, socket.recvFully(buffer));
        assertArrayEquals(HELLO, buffer.array());
        MemorySegment segment = arena.allocate(5);
        assertEquals(5, socket.recvFully(segment));
        assertEquals(-1, five.mismatch(segment));
        assertEquals(5, socket.recv(new byte[5], Flags.MSG_PEEK | Flags.MSG_WAITALL));
        assertEquals(5, socket.recvFully(array));
        assertEquals(5, socket.recv(array));
        assertEquals(5, socket.recv(ByteBuffer.allocate(5)));
        peer.shutdownOutput();
        assertEquals(0, socket.recv(segment));
      }
    }
  }

  @Test
  void shortFormsOfDatagrams() throws Exception {
    try (Socket one = Socket.open(Domain.INET, Type.DGRAM);
        Socket two = Socket.open(Domain.INET, Type.DGRAM);
        Arena arena = Arena.ofConfined()) {
      one.bind(SockAddr.Inet4.loopback(0));
      two.bind(SockAddr.Inet4.loopback(0));
      SockAddr to = two.localAddress();
      MemorySegment five = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, HELLO);
      Received expected = new Received(5, one.localAddress());
      assertEquals(5, one.sendTo(HELLO, to));
      assertEquals(5, one.sendTo(ByteBuffer.wrap(HELLO), to));
      assertEquals(5, one.sendTo(five, to));
      byte[] array = new byte[9];
      assertEquals(expected, two.recvFrom(array));
      assertEquals("hello", new String(array, 0, 5, UTF_8));
      ByteBuffer buffer = ByteBuffer.allocate(9);
      assertEquals(expected, two.recvFrom(buffer));
      assertEquals(5, buffer.position());
      assertEquals(expected, two.recvFrom(arena.allocate(9)));
      two.setNonBlocking(true);
      assertNull(two.recvFrom(array));
      assertNull(two.recvFrom(buffer));
      assertEquals(5, buffer.position());
    }
  }

  @Test
  void portsAreNumbers() throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", 0)) {
      int port = ((SockAddr.Inet) listener.localAddress()).port();
      try (Socket client = Socket.connect("127.0.0.1", port)) {
        assertEquals(port, ((SockAddr.Inet) client.peerAddress()).port());
      }
    }
    for (int port : new int[] {-1, 65536}) {
      assertThrows(IllegalArgumentException.class, () -> Socket.connect("127.0.0.1", port));
      assertThrows(IllegalArgumentException.class, () -> Socket.listen("127.0.0.1", port));
    }
  }

  @Test
  void aListenerWithoutAHostHearsBothFamilies() throws Exception {
    try (Socket listener = Socket.listen(null, 0)) {
      int port = ((SockAddr.Inet) listener.localAddress()).port();
      for (String host : new String[] {"127.0.0.1", "::1"}) {
        try (java.net.Socket peer = new java.net.Socket(host, port);
            Socket socket = listener.accept()) {
          SockAddr.Inet from = (SockAddr.Inet) socket.peerAddress();
          assertEquals(peer.getLocalAddress(), from.address());
          assertEquals(peer.getLocalPort(), from.port());
        }
      }
    }
  }

  @Test
  void addressesOfJavaNet() throws Exception {
    for (String text : new String[] {"127.0.0.1", "239.1.2.3", "::1", "fe80::1%1", "2001:db8::7"}) {
      InetAddress host = InetAddress.getByName(text);
      SockAddr.Inet address = SockAddr.of(host, 80);
      assertEquals(SockAddr.of(new InetSocketAddress(host, 80)), address);
      assertEquals(host, address.address());
      assertEquals(80, address.port());
      assertEquals(new InetSocketAddress(host, 81), address.withPort(81).toJava());
    }
    assertEquals(
        InetAddress.getByName("192.0.2.1"), SockAddr.Inet6.of("::ffff:192.0.2.1", 1).address());
    assertEquals(Inet4Address.getByName("0.0.0.0"), SockAddr.Inet4.ANY.address());
    assertEquals(Inet6Address.getByName("::"), SockAddr.Inet6.ANY.address());
    assertEquals(SockAddr.Inet4.any(0), SockAddr.Inet4.ANY);
    assertEquals(SockAddr.Inet6.any(0), SockAddr.Inet6.ANY);
  }

  @Test
  void namesAreNoAddresses() {
    for (String text : new String[] {"localhost:80", "example.org", "127.0.0.1"}) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> SockAddr.parse(text));
      assertTrue(e.getMessage().contains(text), e::toString);
      assertTrue(e.getMessage().contains("numbers only"), e::toString);
      assertTrue(e.getMessage().contains("names: Socket.connect"), e::toString);
    }
    for (Runnable each :
        new Runnable[] {
          () -> SockAddr.Inet4.of("localhost", 1), () -> SockAddr.Inet6.of("localhost", 1),
          () -> SockAddr.Inet4.of("1.2.3"), () -> SockAddr.Inet6.of("1.2.3.4")
        }) {
      Exception e = assertThrows(IllegalArgumentException.class, each::run);
      assertTrue(e.getMessage().contains("numbers only"), e::toString);
    }
  }

  @Test
  void isConnected() throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", 0)) {
      assertFalse(listener.isConnected());
      Socket client = Socket.open(Domain.INET, Type.STREAM);
      assertFalse(client.isConnected());
      client.connect(listener.localAddress());
      assertTrue(client.isConnected());
      listener.accept().close();
      assertEquals(0, client.recv(new byte[1]));
      assertTrue(client.isConnected());
      client.close();
      assertFalse(client.isConnected());
    }
  }

  @Test
  void toStringTellsWhatTheKernelKnows(@TempDir Path directory) throws Exception {
    Socket listener = Socket.listen("127.0.0.1", 0);
    SockAddr at = listener.localAddress();
    assertEquals(
        "Socket(fd=" + listener.fd() + ", AF_INET SOCK_STREAM, local " + at + ", listening)",
        listener.toString());
    Socket client = Socket.open(Domain.INET, Type.STREAM);
    assertEquals(
        "Socket(fd=" + client.fd() + ", AF_INET SOCK_STREAM, local 0.0.0.0:0, not connected)",
        client.toString());
    client.connect(at);
    Socket server = listener.accept();
    String ends =
        ", AF_INET SOCK_STREAM, local " + at + ", peer " + client.localAddress() + ", connected)";
    assertEquals("Socket(fd=" + server.fd() + ends, server.toString());
    server.close();
    assertEquals("Socket(closed, peer " + client.localAddress() + ")", server.toString());
    client.close();
    assertEquals("Socket(closed)", client.toString());
    listener.close();

    Socket unix = Socket.open(Domain.UNIX, Type.DGRAM);
    SockAddr path = SockAddr.Unix.path(directory.resolve("s"));
    unix.bind(path);
    String text = unix.toString();
    assertTrue(text.endsWith("AF_UNIX SOCK_DGRAM, local " + path + ", not connected)"), text);
    int fd = unix.detach();
    assertEquals("Socket(closed)", unix.toString());
    try (Socket again = Socket.adopt(fd)) {
      assertEquals(text, again.toString());
    }
  }

  /** Of a stream it would look like the end; a datagram it drops, as in C. */
  @Test
  void aBufferWithoutRoomIsNotTheEnd() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    pair[1].send(HELLO);
    try (Arena arena = Arena.ofConfined();
        Message empty = Message.builder().build();
        SockAddrPair from = new SockAddrPair()) {
      MemorySegment none = arena.allocate(0);
      refused(() -> pair[0].recv(new byte[0]));
      refused(() -> pair[0].recv(ByteBuffer.allocate(0)));
      refused(() -> pair[0].recv(none));
      refused(() -> pair[0].recvFrom(none, 0, from.buffer));
      refused(() -> pair[0].recv(new MemorySegment[] {none, none}, 0));
      refused(() -> pair[0].recv(empty));
      assertEquals(0, pair[0].recvFully(new byte[0]), "what fills it");
      assertEquals(5, pair[0].recv(new byte[9]), "nothing was lost");
    }
    pair[0].close();
    pair[1].close();

    Socket[] datagrams = Socket.pair(Domain.UNIX, Type.DGRAM);
    datagrams[1].send(HELLO);
    datagrams[1].send("next".getBytes(UTF_8));
    assertEquals(0, datagrams[0].recv(new byte[0]));
    assertEquals(4, datagrams[0].recv(new byte[9]));
    datagrams[0].close();
    datagrams[1].close();
  }

  /** Only to be able to write it in the try above. */
  private static final class SockAddrPair implements AutoCloseable {
    final SockAddrBuffer buffer = new SockAddrBuffer();

    @Override
    public void close() {}
  }

  private interface Body {
    long run() throws IOException;
  }

  private static void refused(Body body) {
    Exception e = assertThrows(IllegalArgumentException.class, body::run);
    assertTrue(e.getMessage().contains("no room"), e::toString);
  }

  @Test
  void aBatchWaitsForOneMessage() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    try (MessageBatch batch = Message.builder().data(16).batch(8)) {
      for (int count = 1; count <= 3; count++) {
        for (int i = 0; i < count; i++) {
          pair[1].send(HELLO);
        }
        assertEquals(count, pair[0].recv(batch));
        assertArrayEquals(HELLO, batch.get(count - 1).data());
      }
      assertEquals(2, pair[1].send(batch, 0, 2));
      assertEquals(2, pair[0].recv(batch));
    }
    pair[0].close();
    pair[1].close();
  }

  @Test
  void flagsAreThoseOfTheHeaders() throws Exception {
    int compared = 0;
    for (Field each : Flags.class.getFields()) {
      if (each.getName().startsWith("MSG_")) {
        Field header = sys_socket_h.class.getField(each.getName());
        assertEquals(header.getInt(null), each.getInt(null), each.getName());
        compared++;
      }
    }
    assertTrue(compared > 10, "" + compared);
  }
}
