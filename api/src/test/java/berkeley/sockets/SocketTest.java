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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.c.SysSocket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of a socket, one at a time. */
@Timeout(20)
class SocketTest {
  private static Socket[] streams() throws IOException {
    return Socket.pair(Domain.UNIX, Type.STREAM);
  }

  private static Socket[] datagrams() throws IOException {
    return Socket.pair(Domain.UNIX, Type.DGRAM);
  }

  @Test
  void wouldBlockIsAValue() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM.nonBlocking())) {
      assertTrue(socket.isNonBlocking());
      socket.bind(SockAddr.Inet4.loopback(0));
      socket.listen(1);
      assertNull(socket.accept());
      socket.setNonBlocking(false);
      assertFalse(socket.isNonBlocking());
    }
    Socket[] pair = datagrams();
    pair[0].setNonBlocking(true);
    byte[] one = new byte[1];
    MemorySegment memory = MemorySegment.ofArray(one);
    assertEquals(Socket.WOULD_BLOCK, pair[0].recv(one, 0, 1, 0));
    assertEquals(Socket.WOULD_BLOCK, pair[0].recv(memory, 0));
    assertEquals(Socket.WOULD_BLOCK, pair[0].recv(ByteBuffer.allocate(1), 0));
    assertEquals(Socket.WOULD_BLOCK, pair[0].recvFrom(memory, 0, new SockAddrBuffer()));
    assertNull(pair[0].recvFrom(memory, 0));
    assertEquals(Socket.WOULD_BLOCK, pair[1].recv(one, 0, 1, SysSocket.MSG_DONTWAIT));
    assertEquals(0, pair[0].recvFully(one, 0, 1, 0));
    pair[0].close();
    pair[1].close();
  }

  @Test
  void localPortIsWhereOthersReachIt() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      assertEquals(0, socket.localPort());
    }
    try (Socket listener = Socket.listen("127.0.0.1", 0);
        var client = new java.net.Socket("127.0.0.1", listener.localPort())) {
      assertEquals(client.getPort(), listener.localPort());
      assertTrue(listener.localPort() > 0);
    }
    try (Socket unix = Socket.open(Domain.UNIX, Type.STREAM)) {
      assertThrows(UnsupportedOperationException.class, unix::localPort);
    }
  }

  @Test
  void nonBlockingConnect() throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", "0");
        Socket socket = Socket.open(Domain.INET, Type.STREAM.nonBlocking())) {
      assertThrows(IllegalStateException.class, socket::finishConnect);
      boolean connected = socket.connect(listener.localAddress());
      while (!connected) {
        connected = socket.finishConnect();
      }
      assertEquals(listener.localAddress(), socket.peerAddress());
      try (Socket accepted = listener.accept()) {
        assertEquals(socket.localAddress(), accepted.peerAddress());
      }
    }
  }

  @Test
  void nonBlockingConnectThatFails() throws Exception {
    SockAddr nobody;
    try (Socket gone = Socket.listen("127.0.0.1", "0")) {
      nobody = gone.localAddress();
    }
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM.nonBlocking())) {
      ErrnoException e =
          assertThrows(
              ErrnoException.class,
              () -> {
                boolean connected = socket.connect(nobody);
                while (!connected) {
                  connected = socket.finishConnect();
                }
              });
      assertSame(Errno.ECONNREFUSED, e.errno());
      assertEquals(nobody, e.address());
      assertEquals(socket.fd(), e.fd());
      assertThrows(IllegalStateException.class, socket::finishConnect); // C: another SYN
      assertThrows(IllegalStateException.class, socket::finishConnect);
      try (Socket listener = Socket.listen("127.0.0.1", "0")) { // not the end of the socket
        boolean connected = socket.connect(listener.localAddress());
        while (!connected) {
          connected = socket.finishConnect();
        }
        assertEquals(listener.localAddress(), socket.peerAddress());
      }
    }
  }

  /** connect(2): EAGAIN, where a socket of another domain would be on its way. */
  @Test
  void nonBlockingConnectToAFullBacklog() throws Exception {
    SockAddr name = SockAddr.Unix.abstractName("full-" + ProcessHandle.current().pid());
    try (Socket listener = Socket.open(Domain.UNIX, Type.STREAM);
        Socket first = Socket.open(Domain.UNIX, Type.STREAM);
        Socket second = Socket.open(Domain.UNIX, Type.STREAM.nonBlocking())) {
      listener.bind(name);
      listener.listen(0); // one waits, as unix(7)'s queue is full above its length
      assertTrue(first.connect(name));
      assertFalse(second.connect(name));
      assertFalse(second.finishConnect());
      assertEquals(1, new PollSet().add(second, PollSet.OUT).poll(0)); // and that says nothing
      assertThrows(ErrnoException.class, second::peerAddress);
      listener.accept().close();
      assertTrue(second.finishConnect());
      assertThrows(IllegalStateException.class, second::finishConnect);
    }
  }

  @Test
  void timeouts() throws Exception {
    Socket[] pair = streams();
    pair[0].setReceiveTimeout(Duration.ofMillis(1));
    pair[0].setSendTimeout(Duration.ofMillis(1));
    assertEquals(Socket.WOULD_BLOCK, pair[0].recv(new byte[1], 0, 1, 0));
    assertThrows(SocketTimeoutException.class, () -> pair[0].input().read());
    byte[] much = new byte[4 << 20];
    int sent = pair[0].sendAll(much, 0, much.length, 0);
    assertTrue(sent > 0 && sent < much.length, () -> sent + " bytes");
    assertThrows(SocketTimeoutException.class, () -> pair[0].output().write(much));
    pair[0].setReceiveTimeout(Duration.ZERO);
    pair[1].send(new byte[] {1}, 0, 1, 0);
    assertEquals(1, pair[0].input().read());
    pair[0].setNonBlocking(true);
    assertThrows(IllegalBlockingModeException.class, () -> pair[0].input().read());
    pair[0].close();
    pair[1].close();
  }

  @Test
  void zeroIsWhatItIsInC() throws Exception {
    Socket[] messages = datagrams();
    assertEquals(0, messages[0].send(new byte[0], 0, 0, 0));
    assertEquals(0, messages[1].recv(new byte[9], 0, 9, 0), "an empty datagram");
    Socket[] stream = streams();
    stream[0].shutdown(Shutdown.WRITE);
    assertEquals(0, stream[1].recv(new byte[9], 0, 9, 0), "the end of the stream");
    assertEquals(-1, stream[1].input().read());
    assertEquals(1, stream[1].send(new byte[9], 0, 1, 0), "the other direction goes on");
    ErrnoException e =
        assertThrows(ErrnoException.class, () -> stream[0].send(new byte[1], 0, 1, 0));
    assertSame(Errno.EPIPE, e.errno());
    for (Socket each : new Socket[] {messages[0], messages[1], stream[0], stream[1]}) {
      each.close();
    }
  }

  @Test
  void everyKindOfMemory() throws Exception {
    Socket[] pair = datagrams();
    byte[] bytes = "0123456789".getBytes(UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(10).put(bytes).flip();
    try (Arena arena = Arena.ofConfined()) {
      assertEquals(10, pair[0].send(MemorySegment.ofArray(bytes), 0));
      assertEquals(10, pair[0].send(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes), 0));
      assertEquals(3, pair[0].send(bytes, 2, 3, 0));
      assertEquals(8, pair[0].send(direct.position(2), 0));
      assertEquals(10, direct.position(), "moved on");
      assertEquals(7, pair[0].send(ByteBuffer.wrap(bytes, 3, 7).asReadOnlyBuffer(), 0));

      MemorySegment buffer = arena.allocate(20);
      assertEquals(10, pair[1].recv(buffer, 0));
      assertEquals('9', buffer.get(ValueLayout.JAVA_BYTE, 9));
      byte[] into = new byte[20];
      assertEquals(10, pair[1].recv(MemorySegment.ofArray(into), 0));
      assertEquals('9', into[9]);
      assertEquals(3, pair[1].recv(into, 15, 5, 0));
      assertEquals("234", new String(into, 15, 3, UTF_8));
      ByteBuffer buffers = ByteBuffer.allocateDirect(20).position(5);
      assertEquals(8, pair[1].recv(buffers, 0));
      assertEquals(13, buffers.position());
      assertEquals('2', buffers.get(5));
      ByteBuffer heap = ByteBuffer.allocate(20).position(1).slice();
      assertEquals(7, pair[1].recv(heap, 0));
      assertEquals("3456789", UTF_8.decode(heap.flip()).toString());
    }
    assertThrows(IndexOutOfBoundsException.class, () -> pair[0].send(bytes, 8, 3, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> pair[0].recv(bytes, -1, 3, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> pair[0].recv(bytes, 0, -1, 0));
    assertEquals(2, pair[0].send(bytes, 0, 2, 0), "the failures left nothing behind");
    pair[0].close();
    pair[1].close();
  }

  @Test
  void gatherAndScatter() throws Exception {
    Socket[] pair = streams();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] parts = {
        arena.allocateFrom(ValueLayout.JAVA_BYTE, "ab".getBytes(UTF_8)),
        arena.allocate(0),
        arena.allocateFrom(ValueLayout.JAVA_BYTE, "cdefg".getBytes(UTF_8))
      };
      assertEquals(7, pair[0].send(parts, 0));
      MemorySegment[] into = {arena.allocate(3), arena.allocate(10)};
      assertEquals(7, pair[1].recv(into, 0));
      assertEquals('c', into[0].get(ValueLayout.JAVA_BYTE, 2));
      assertEquals("defg", into[1].getString(0));
      MemorySegment[] heap = {MemorySegment.ofArray(new byte[1])};
      assertThrows(IllegalArgumentException.class, () -> pair[0].send(heap, 0));
      MemorySegment[] many = new MemorySegment[100];
      java.util.Arrays.fill(many, parts[0]);
      assertEquals(200, pair[0].send(many, 0));
    }
    pair[0].close();
    pair[1].close();
  }

  @Test
  void recvFromTellsTheSender() throws Exception {
    try (Socket a = Socket.open(Domain.INET6, Type.DGRAM);
        Socket b = Socket.open(Domain.INET6, Type.DGRAM)) {
      a.bind(SockAddr.Inet6.loopback(0));
      b.bind(SockAddr.Inet6.loopback(0));
      SockAddrBuffer from = new SockAddrBuffer();
      byte[] bytes = new byte[100];
      assertEquals(5, a.sendTo(bytes, 0, 5, 0, b.localAddress()));
      assertEquals(5, b.recvFrom(bytes, 0, 100, 0, from));
      assertEquals(a.localAddress(), from.get());
      assertEquals(6, b.sendTo(MemorySegment.ofArray(bytes).asSlice(0, 6), 0, from));
      assertEquals(new Received(6, b.localAddress()), a.recvFrom(MemorySegment.ofArray(bytes), 0));
      assertEquals(7, a.sendTo(ByteBuffer.allocate(7), 0, b.localAddress()));
      ByteBuffer into = ByteBuffer.allocate(3);
      assertEquals(7, b.recvFrom(into, SysSocket.MSG_TRUNC, from), "the datagram's whole length");
      assertEquals(3, into.position());
    }
  }

  @Test
  void sendFile(@TempDir Path directory) throws Exception {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(directory.resolve("file"), content);
    Socket[] pair = streams();
    Thread sender =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (Socket socket = pair[0]) {
                    assertEquals(content.length, socket.sendFile(file));
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    assertArrayEquals(content, pair[1].input().readAllBytes());
    assertTrue(sender.join(Duration.ofSeconds(10)), "the sender is stuck");
    pair[1].close();
    Socket[] other = streams();
    ErrnoException e =
        assertThrows(ErrnoException.class, () -> other[0].sendFile(directory.resolve("missing")));
    assertSame(Errno.ENOENT, e.errno());
    other[0].close();
    other[1].close();
  }

  @Test
  void connectAndListenByName() throws Exception {
    try (Socket listener = Socket.listen("localhost", "0")) {
      String port = listener.localAddress().toString().replaceAll(".*:", "");
      String host = listener.localAddress() instanceof SockAddr.Inet6 ? "::1" : "127.0.0.1";
      try (Socket client = Socket.connect(host, port);
          Socket server = listener.accept()) {
        client.output().write("hello".getBytes(UTF_8));
        client.shutdown(Shutdown.WRITE);
        assertEquals("hello", new String(server.input().readAllBytes(), UTF_8));
      }
    }
    assertThrows(AddressInfoException.class, () -> Socket.connect("host.invalid", "80"));
  }

  @Test
  void aListenerWithoutAHostHearsIpv4AndIpv6() throws Exception {
    try (Socket listener = Socket.listen(null, "0")) {
      String port = listener.localAddress().toString().replaceAll(".*:", "");
      for (String host : List.of("127.0.0.1", "::1")) {
        try (Socket client = Socket.connect(host, port);
            Socket server = listener.accept()) {
          client.output().write('x');
          assertEquals('x', server.input().read());
        }
      }
    }
  }

  /** Not even half of them is taken from another socket: java.net's ServerSocket agrees. */
  @Test
  void aListenerWithoutAHostNeedsThePortOfBoth() throws Exception {
    try (Socket taken = Socket.listen("127.0.0.1", "0")) {
      String port = taken.localAddress().toString().replaceAll(".*:", "");
      assertThrows(
          java.net.BindException.class,
          () -> new java.net.ServerSocket(Integer.parseInt(port)).close());
      Exception e = assertThrows(java.net.BindException.class, () -> Socket.listen(null, port));
      assertSame(Errno.EADDRINUSE, ErrnoException.errnoOf(e));
      assertEquals("bind", ((ErrnoException) e.getCause()).call());
    }
  }

  @Test
  void allFailuresAreReported() throws Exception {
    String port;
    try (Socket gone = Socket.listen("127.0.0.1", "0")) {
      port = gone.localAddress().toString().replaceAll(".*:", "");
    }
    Exception e = assertThrows(ConnectException.class, () -> Socket.connect(null, port));
    int addresses = AddressInfo.resolve(null, port).size();
    assertEquals(addresses - 1, e.getSuppressed().length);
    ErrnoException cause = (ErrnoException) e.getCause();
    assertEquals("connect", cause.call());
    assertTrue(cause.address().toString().endsWith(":" + port));
  }

  /** Nobody else knows the socket yet, so that it may be non-blocking for a while. */
  @Test
  void connectByNameKeepsNoThread() throws Exception {
    try (Socket listener = Socket.listen("127.0.0.1", "0")) {
      String port = String.valueOf(((SockAddr.Inet4) listener.localAddress()).port());
      listener.listen(0);
      SockAddr address = listener.localAddress();
      FutureTask<Boolean> task =
          new FutureTask<>(
              () -> {
                try (Socket client = Socket.connect("127.0.0.1", port)) {
                  return client.isNonBlocking();
                }
              });
      Thread.ofVirtual().start(task);
      assertFalse(task.get(10, TimeUnit.SECONDS), "as it was opened");
      List<Socket> fillers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        fillers.add(Socket.open(Domain.INET, Type.STREAM.nonBlocking()));
        fillers.get(i).connect(address);
      }
      task = new FutureTask<>(() -> Socket.connect("127.0.0.1", port) == null);
      Thread thread = Thread.ofVirtual().start(task);
      for (int i = 0; i < 10_000 && !parks(thread); i++) {
        Thread.sleep(1);
      }
      assertTrue(parks(thread));
      thread.interrupt();
      Exception e = assertThrows(ExecutionException.class, task::get);
      assertSame(Errno.EINTR, ErrnoException.errnoOf(e));
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  private static boolean parks(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(f -> f.getClassName().endsWith(".Parking"));
  }

  @Test
  void anInterruptedVirtualThreadGetsEintr() throws Exception {
    Socket[] pair = streams();
    assertInterruptible(pair[0]);
    pair[1].close();
  }

  /** Of these shutdown(2) does not end a wait, which is therefore one in poll(2). */
  @Test
  void anInterruptedVirtualThreadGetsEintrOnNetlink() throws Exception {
    assertInterruptible(Socket.open(Domain.NETLINK, Type.RAW));
  }

  private static void assertInterruptible(Socket socket) throws Exception {
    Object[] outcome = new Object[2];
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    outcome[0] = socket.recv(new byte[1], 0, 1, 0);
                  } catch (ErrnoException e) {
                    outcome[0] = e.errno();
                    outcome[1] = Thread.currentThread().isInterrupted();
                  } catch (IOException e) {
                    outcome[0] = e;
                  }
                });
    thread.interrupt();
    assertTrue(thread.join(Duration.ofSeconds(10)), "the interrupt was lost");
    assertSame(Errno.EINTR, outcome[0]);
    assertEquals(true, outcome[1], "the flag stays");
    assertTrue(socket.isOpen());
    socket.close();
  }
}
