/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.SocketOptions;
import berkeley.sockets.options.TcpOptions;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views of sockets that are there, of families that java.net does not have, and the way back. */
class ViewsTest {
  @TempDir Path directory;

  private static SockAddr abstractName(String name) {
    return SockAddr.Unix.abstractName("views-" + ProcessHandle.current().pid() + "-" + name);
  }

  private static Socket listener(SockAddr address) throws Exception {
    Socket listener = Socket.open(address.family(), Type.STREAM);
    listener.bind(address);
    listener.listen(5);
    return listener;
  }

  @Test
  void aPairAsTwoSockets() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    java.net.Socket a = Views.socket(pair[0]);
    java.net.Socket b = Views.socket(pair[1]);
    assertTrue(a.isConnected());
    assertSame(pair[0], Views.nativeSocket(a));
    a.getOutputStream().write(new byte[] {1, 2, 3});
    assertEquals(3, b.getInputStream().available());
    assertEquals(3, b.getInputStream().read(new byte[10]));
    assertEquals(UnixDomainSocketAddress.of(""), a.getRemoteSocketAddress());
    assertNull(a.getInetAddress());
    b.close();
    assertFalse(pair[1].isOpen());
    assertEquals(-1, a.getInputStream().read());
    pair[0].close(); // the view notices
    assertThrows(SocketException.class, () -> a.getOutputStream().write(1));
    a.close();
  }

  @Test
  void unixSockets() throws Exception {
    SocketAddress path = UnixDomainSocketAddress.of(directory.resolve("s"));
    try (ServerSocket listener = new ServerSocketView(SocketSpec.STREAM);
        java.net.Socket client = new SocketView(SocketSpec.STREAM)) {
      listener.bind(path);
      assertEquals(path, listener.getLocalSocketAddress());
      client.connect(path, 1000);
      assertEquals(path, client.getRemoteSocketAddress());
      assertEquals(UnixDomainSocketAddress.of(""), client.getLocalSocketAddress());
      try (java.net.Socket server = listener.accept()) {
        assertEquals(path, server.getLocalSocketAddress());
        assertEquals(UnixDomainSocketAddress.of(""), server.getRemoteSocketAddress());
        client.getOutputStream().write(9);
        server.setSoTimeout(20);
        assertEquals(9, server.getInputStream().read());
        assertThrows(SocketTimeoutException.class, server.getInputStream()::read);
        assertThrows(SocketException.class, () -> client.sendUrgentData(1));
        assertEquals(
            ProcessHandle.current().pid(),
            Views.nativeSocket(server).getOption(SocketOptions.SO_PEERCRED).pid());
      }
      SocketException again = assertThrows(SocketException.class, () -> client.connect(path));
      assertEquals("Already connected", again.getMessage());
    }
  }

  @Test
  void abstractNamesAreWrapped() throws Exception {
    WrappedAddress name = new WrappedAddress(abstractName("wrapped"));
    try (ServerSocket listener = new ServerSocketView(SocketSpec.STREAM);
        java.net.Socket client = new SocketView(SocketSpec.STREAM)) {
      listener.bind(name);
      assertEquals(name, listener.getLocalSocketAddress());
      client.connect(name);
      assertEquals(name, client.getRemoteSocketAddress());
      assertEquals(name.hashCode(), client.getRemoteSocketAddress().hashCode());
      assertNotEquals(name, new WrappedAddress(abstractName("other")));
      assertEquals(name.address().toString(), name.toString());
      listener.accept().close();
    }
    assertThrows(
        NotSerializableException.class,
        () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(name));
  }

  @Test
  void listenersAsServerSockets() throws Exception {
    try (Socket listener = listener(SockAddr.Inet4.loopback(0))) {
      ServerSocket view = Views.serverSocket(listener);
      assertSame(listener, Views.nativeSocket(view));
      assertEquals(listener.localAddress().toJava(), view.getLocalSocketAddress());
      try (Socket client = Socket.open(Domain.INET, Type.STREAM)) {
        client.connect(listener.localAddress());
        try (java.net.Socket server = view.accept()) {
          assertEquals(client.localAddress().toJava(), server.getRemoteSocketAddress());
          assertEquals(listener.localAddress().toJava(), server.getLocalSocketAddress());
        }
      }
      view.setSoTimeout(20);
      assertThrows(SocketTimeoutException.class, view::accept);
    }
  }

  @Test
  void stateAndOptionsAreTheSockets() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      socket.setReceiveTimeout(Duration.ofMillis(1000));
      socket.setOption(TcpOptions.TCP_NODELAY, true);
      java.net.Socket view = Views.socket(socket);
      assertFalse(view.isConnected());
      assertFalse(view.isBound());
      assertEquals(1000, view.getSoTimeout());
      assertTrue(view.getTcpNoDelay());
      view.setOption(NativeOption.of(SocketOptions.SO_PRIORITY, Integer.class), 3);
      assertEquals(3, socket.getOption(SocketOptions.SO_PRIORITY));
      assertEquals(3, view.getOption(NativeOption.of(SocketOptions.SO_PRIORITY, Integer.class)));
      try (Socket listener = listener(SockAddr.Inet4.loopback(0))) {
        view.connect(listener.localAddress().toJava());
        assertEquals(listener.localAddress(), socket.peerAddress());
      }
    }
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      socket.bind(SockAddr.Inet4.loopback(0));
      java.net.Socket view = Views.socket(socket);
      assertTrue(view.isBound());
      assertEquals(socket.localAddress().toJava(), view.getLocalSocketAddress());
    }
  }

  @Test
  void nonBlockingSocketsDoNotWait() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (java.net.Socket view = Views.socket(pair[0])) {
      pair[0].setNonBlocking(true);
      assertThrows(IllegalBlockingModeException.class, view.getInputStream()::read);
      byte[] block = new byte[1 << 20];
      assertThrows(IllegalBlockingModeException.class, () -> view.getOutputStream().write(block));
    } finally {
      pair[1].close();
    }
    try (Socket listener = listener(SockAddr.Inet4.loopback(0))) {
      listener.setNonBlocking(true);
      assertThrows(IllegalBlockingModeException.class, Views.serverSocket(listener)::accept);
    }
  }

  @Test
  void whatCannotBeViewed() throws Exception {
    try (Socket datagrams = Socket.open(Domain.INET, Type.DGRAM);
        Socket listener = listener(SockAddr.Inet4.loopback(0));
        Socket stream = Socket.open(Domain.INET, Type.STREAM)) {
      assertThrows(IllegalArgumentException.class, () -> Views.socket(datagrams));
      assertThrows(IllegalArgumentException.class, () -> Views.socket(listener));
      assertThrows(IllegalArgumentException.class, () -> Views.serverSocket(stream));
      assertThrows(IllegalArgumentException.class, () -> Views.serverSocket(datagrams));
      assertTrue(datagrams.isOpen() && listener.isOpen() && stream.isOpen());
    }
    try (java.net.Socket jdk = new java.net.Socket();
        ServerSocket server = new ServerSocket()) {
      assertThrows(IllegalArgumentException.class, () -> Views.nativeSocket(jdk));
      assertThrows(IllegalArgumentException.class, () -> Views.nativeSocket(server));
    }
  }

  /** A socket of a family refuses addresses of others, as the JDK's does. */
  @Test
  void addressesOfOtherFamilies() throws Exception {
    try (java.net.Socket unix = new SocketView(SocketSpec.STREAM.withDomain(Domain.UNIX))) {
      assertThrows(
          SocketException.class, () -> unix.connect(new InetSocketAddress("127.0.0.1", 1)));
    }
    try (java.net.Socket internet = new SocketView(SocketSpec.STREAM)) {
      internet.setReuseAddress(true);
      assertThrows(
          IllegalArgumentException.class,
          () -> internet.connect(new WrappedAddress(new SockAddr.Vsock(1, 1))));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              internet.connect(
                  new SocketAddress() {
                    private static final long serialVersionUID = 1;
                  }));
    }
  }

  @Test
  void countersCount() throws Exception {
    Counters counters = Counters.get();
    long opened = counters.getOpened();
    long connected = counters.getConnected();
    long accepted = counters.getAccepted();
    long received = counters.getBytesReceived();
    long sent = counters.getBytesSent();
    try (Contract.Pair pair = Contract.Pair.of(Stack.OURS)) {
      pair.client().getOutputStream().write(new byte[1000]);
      assertEquals(1000, pair.server().getInputStream().readNBytes(1000).length);
    }
    assertTrue(counters.getOpened() >= opened + 2, counters::toString);
    assertTrue(counters.getConnected() > connected, counters::toString);
    assertTrue(counters.getAccepted() > accepted, counters::toString);
    assertTrue(counters.getBytesReceived() >= received + 1000, counters::toString);
    assertTrue(counters.getBytesSent() >= sent + 1000, counters::toString);
  }

  /** Virtual threads that all wait: were their carriers held, the last could not write. */
  @Test
  void waitingHoldsNoCarrier() throws Exception {
    int count = 4 * Runtime.getRuntime().availableProcessors() + 8;
    java.net.Socket[] readers = new java.net.Socket[count];
    Socket[] writers = new Socket[count];
    CompletableFuture<?>[] results = new CompletableFuture<?>[count];
    for (int i = 0; i < count; i++) {
      Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
      readers[i] = Views.socket(pair[0]);
      writers[i] = pair[1];
      java.net.Socket reader = readers[i];
      CompletableFuture<Integer> result = new CompletableFuture<>();
      results[i] = result;
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  result.complete(reader.getInputStream().read());
                } catch (Exception e) {
                  result.completeExceptionally(e);
                }
              });
    }
    Thread last =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (Socket each : writers) {
                    try {
                      each.send(new byte[] {6}, 0, 1, 0);
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });
    for (CompletableFuture<?> each : results) {
      assertEquals(6, each.get(30, TimeUnit.SECONDS));
    }
    last.join();
    for (int i = 0; i < count; i++) {
      readers[i].close();
      writers[i].close();
    }
  }

  /** What fails keeps no descriptor. */
  @Test
  void failuresLeakNothing() throws Exception {
    InetSocketAddress refusing;
    try (ServerSocket gone = new ServerSocket()) {
      gone.bind(Contract.loopback(0));
      refusing = (InetSocketAddress) gone.getLocalSocketAddress();
    }
    long before = 0;
    for (int i = 0; i < 60; i++) {
      java.net.Socket refused = new SocketView(SocketSpec.STREAM);
      assertThrows(java.net.ConnectException.class, () -> refused.connect(refusing, 5000));
      assertThrows(
          SocketException.class,
          () ->
              new SocketView(
                      SocketSpec.STREAM.withOption(SocketOptions.SO_ERROR, 1)) // cannot be set
                  .setReuseAddress(true));
      java.net.Socket unresolved = new SocketView(SocketSpec.STREAM);
      assertThrows(
          java.net.UnknownHostException.class,
          () -> unresolved.connect(InetSocketAddress.createUnresolved("no.invalid", 1)));
      before = i == 9 ? sockets() : before; // what was loaded meanwhile is there
    }
    assertTrue(sockets() < before + 20, "descriptors are left open");
  }

  private static long sockets() {
    String[] all = new java.io.File("/proc/self/fd").list();
    return all == null ? 0 : all.length;
  }
}
