/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels over sockets that are there, and over families that the JDK's do not have. */
class ChannelViewsTest {
  @TempDir Path directory;

  @Test
  void aPairAsTwoChannels() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    pair[1].setNonBlocking(true);
    try (SocketChannel a = Views.channel(pair[0]);
        SocketChannel b = Views.channel(pair[1])) {
      assertSame(pair[0], Views.nativeSocket(a));
      assertSame(NativeSelectorProvider.get(), a.provider());
      assertTrue(a.isConnected() && a.isBlocking() && !b.isBlocking());
      assertEquals(UnixDomainSocketAddress.of(""), a.getRemoteAddress());
      assertEquals(0, b.read(ByteBuffer.allocate(9)));
      assertEquals(5, a.write(ByteBuffer.allocate(5)));
      assertEquals(5, b.read(ByteBuffer.allocate(9)));
      assertEquals(
          ProcessHandle.current().pid(),
          Views.nativeSocket(b).getOption(SocketOptions.SO_PEERCRED).pid());
      pair[0].close(); // the channel meets it with the next call
      assertThrows(ClosedChannelException.class, () -> a.read(ByteBuffer.allocate(1)));
    }
    assertFalse(pair[1].isOpen());
  }

  /** A limit of the socket is none of the channel's. */
  @Test
  void aSocketsTimeoutIsNotAChannels() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    pair[0].setReceiveTimeout(Duration.ofMillis(20));
    try (SocketChannel a = Views.channel(pair[0]);
        Socket b = pair[1]) {
      Contract.Running reader =
          Contract.start(false, () -> a.read(ByteBuffer.allocate(9))).blocked();
      b.send(new byte[] {1}, 0, 1, 0);
      assertEquals("1", reader.end());
    }
  }

  @Test
  void listenersAsChannels() throws Exception {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Selector selector = NativeSelectorProvider.get().openSelector()) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(5);
      ServerSocketChannel channel = Views.serverChannel(listener);
      assertEquals(listener.localAddress().toJava(), channel.getLocalAddress());
      channel.configureBlocking(false);
      assertTrue(listener.isNonBlocking());
      channel.register(selector, SelectionKey.OP_ACCEPT);
      try (Socket client = Socket.open(Domain.INET, Type.STREAM)) {
        client.connect(listener.localAddress());
        assertEquals(1, selector.select(10_000));
        try (SocketChannel server = channel.accept()) {
          assertEquals(client.localAddress().toJava(), server.getRemoteAddress());
          ServerSocket adaptor = channel.socket();
          assertSame(listener, Views.nativeSocket(adaptor));
          assertSame(Views.nativeSocket(server), Views.nativeSocket(server.socket()));
        }
      }
    }
  }

  @Test
  void datagramsOfTheInternet() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM);
        Socket other = Socket.open(Domain.INET, Type.DGRAM)) {
      socket.bind(SockAddr.Inet4.loopback(0));
      other.bind(SockAddr.Inet4.loopback(0));
      DatagramSocket view = Views.datagramSocket(socket);
      assertTrue(view.isBound());
      assertSame(socket, Views.nativeSocket(view));
      assertEquals(socket.localAddress().toJava(), view.getLocalSocketAddress());
      view.send(new DatagramPacket(new byte[4], 4, other.localAddress().toJava()));
      DatagramChannel channel = Views.datagramChannel(other);
      ByteBuffer room = ByteBuffer.allocate(10);
      assertEquals(view.getLocalSocketAddress(), channel.receive(room));
      assertEquals(4, room.position());
      assertSame(other, Views.nativeSocket(channel.socket()));
      other.connect(socket.localAddress());
      DatagramSocket connected = Views.datagramSocket(other);
      assertEquals(socket.localAddress().toJava(), connected.getRemoteSocketAddress());
      connected.send(new DatagramPacket(new byte[2], 2));
      DatagramPacket packet = new DatagramPacket(new byte[9], 9);
      view.receive(packet);
      assertEquals(2, packet.getLength());
      view.close();
      assertFalse(socket.isOpen());
    }
  }

  /** The JDK has no UNIX datagrams. */
  @Test
  void datagramsOfUnix() throws Exception {
    SocketAddress first = UnixDomainSocketAddress.of(directory.resolve("first"));
    SocketAddress second =
        new WrappedAddress(SockAddr.Unix.abstractName("second-" + ProcessHandle.current().pid()));
    NativeSelectorProvider provider = NativeSelectorProvider.get();
    try (DatagramChannel a = provider.openDatagramChannel(StandardProtocolFamily.UNIX);
        DatagramChannel b = provider.openDatagramChannel(StandardProtocolFamily.UNIX);
        DatagramChannel c = provider.openDatagramChannel(StandardProtocolFamily.UNIX)) {
      a.bind(first);
      b.bind(second);
      assertEquals(3, a.send(ByteBuffer.allocate(3), second));
      ByteBuffer room = ByteBuffer.allocate(10);
      assertEquals(first, b.receive(room));
      assertEquals(3, room.position());
      b.connect(first);
      assertEquals(first, b.getRemoteAddress());
      assertEquals(2, b.write(ByteBuffer.allocate(2)));
      assertEquals(second, a.receive(room.clear()));
      c.send(ByteBuffer.allocate(1), first); // from no name
      assertEquals(UnixDomainSocketAddress.of(""), a.receive(room.clear()));
      assertThrows(
          UnsupportedAddressTypeException.class,
          () -> a.send(ByteBuffer.allocate(1), Contract.loopback(9)));
      assertThrows(UnsupportedOperationException.class, a::socket);
    }
    try (Socket socket = Socket.open(Domain.UNIX, Type.DGRAM)) {
      assertThrows(IllegalArgumentException.class, () -> Views.datagramSocket(socket));
      assertThrows(IllegalArgumentException.class, () -> Views.channel(socket));
      assertThrows(IllegalArgumentException.class, () -> Views.serverChannel(socket));
    }
  }

  @Test
  void virtualMachineSockets() throws Exception {
    SocketAddress name = new WrappedAddress(new SockAddr.Vsock(1, 50_123)); // of this machine
    SocketSpec spec = SocketSpec.STREAM.withDomain(Domain.VSOCK);
    try (ServerSocketChannel listener = NativeSelectorProvider.get().openServerSocketChannel(spec);
        java.net.Socket client = new NativeSocketFactory(spec).createSocket()) {
      listener.bind(name);
      try {
        client.connect(name, 5000);
      } catch (IOException e) {
        abort("no loopback of AF_VSOCK here: " + e.getMessage());
      }
      assertEquals(name, client.getRemoteSocketAddress());
      try (SocketChannel server = listener.accept()) {
        client.getOutputStream().write(7);
        assertEquals(1, server.read(ByteBuffer.allocate(2)));
      }
    } catch (java.net.SocketException e) {
      abort("no AF_VSOCK here: " + e.getMessage());
    }
  }

  /** A channel that was not connected by its provider goes on where its socket is. */
  @Test
  void aSocketThatIsOnlyOpen() throws Exception {
    try (Socket socket = Socket.open(Domain.INET6, Type.STREAM);
        ServerSocket listener = new NativeServerSocketFactory().createServerSocket(0)) {
      SocketChannel channel = Views.channel(socket);
      assertFalse(channel.isConnected());
      assertNull(channel.getLocalAddress());
      channel.connect(Contract.loopback(listener.getLocalPort()));
      assertEquals(listener.getLocalPort(), channel.socket().getPort());
      listener.accept().close();
    }
  }

  /** What fails keeps no descriptor. */
  @Test
  void failuresLeakNothing() throws Exception {
    SocketAddress refusing;
    try (ServerSocketChannel gone = NativeSelectorProvider.get().openServerSocketChannel()) {
      refusing = gone.bind(Contract.loopback(0)).getLocalAddress();
    }
    int before = 0;
    for (int i = 0; i < 60; i++) {
      SocketChannel refused = NativeSelectorProvider.get().openSocketChannel();
      assertThrows(java.net.ConnectException.class, () -> refused.connect(refusing));
      assertThrows(
          java.net.SocketException.class,
          () ->
              NativeSelectorProvider.get()
                  .openSocketChannel(SocketSpec.STREAM.withOption(SocketOptions.SO_TYPE, 1)));
      Selector selector = NativeSelectorProvider.get().openSelector();
      selector.close();
      before = i == 9 ? descriptors() : before; // what was loaded meanwhile is there
    }
    assertTrue(descriptors() < before + 20, "descriptors are left open");
  }

  private static int descriptors() {
    String[] all = new java.io.File("/proc/self/fd").list();
    return all == null ? 0 : all.length;
  }
}
