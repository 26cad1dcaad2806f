/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.c.SysSocket.MSG_DONTWAIT;
import static berkeley.sockets.c.SysSocket.MSG_WAITALL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receive that spins ends as one that waits. */
class ReceiveSpinTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket[] pair(Domain domain, Type type, Duration bound) throws IOException {
    Socket[] pair;
    if (domain == Domain.UNIX) {
      pair = Socket.pair(domain, type);
    } else {
      pair = new Socket[] {Socket.open(domain, type), Socket.open(domain, type)};
      pair[0].bind(SockAddr.Inet4.loopback(0));
      pair[1].bind(SockAddr.Inet4.loopback(0));
      pair[0].connect(pair[1].localAddress());
      pair[1].connect(pair[0].localAddress());
    }
    open.addAll(List.of(pair));
    pair[1].setReceiveSpin(bound);
    return pair;
  }

  /** One of the ways to receive eight bytes. */
  private interface Receive {
    long into(Socket socket, byte[] bytes) throws IOException;
  }

  static List<Arguments> forms() {
    SockAddrBuffer from = new SockAddrBuffer();
    MemorySegment memory = Arena.ofAuto().allocate(8);
    MemorySegment[] parts = {memory.asSlice(0, 3), memory.asSlice(3)};
    List<Arguments> forms = new ArrayList<>();
    forms.add(form("byte[]", (s, b) -> s.recv(b, 0, 8, 0)));
    forms.add(form("heap ByteBuffer", (s, b) -> s.recv(ByteBuffer.wrap(b), 0)));
    forms.add(form("MemorySegment", (s, b) -> copy(s.recv(memory, 0), memory, b)));
    forms.add(form("direct", (s, b) -> copy(s.recv(memory.asByteBuffer(), 0), memory, b)));
    forms.add(form("parts", (s, b) -> copy(s.recv(parts, 0), memory, b)));
    forms.add(form("recvFrom byte[]", (s, b) -> s.recvFrom(b, 0, 8, 0, from)));
    forms.add(form("recvFrom ByteBuffer", (s, b) -> s.recvFrom(ByteBuffer.wrap(b), 0, from)));
    forms.add(form("recvFrom", (s, b) -> copy(s.recvFrom(memory, 0, from), memory, b)));
    forms.add(form("Received", (s, b) -> copy(s.recvFrom(memory, 0).length(), memory, b)));
    forms.add(
        form(
            "Message",
            (s, b) -> {
              Message message = Message.builder().data(8).build();
              return copy(s.recv(message, 0), message.buffer(), b);
            }));
    forms.add(form("recvFully", (s, b) -> s.recvFully(b, 0, 8, 0)));
    forms.add(form("stream", (s, b) -> s.input().read(b)));
    return forms;
  }

  private static Arguments form(String name, Receive receive) {
    return arguments(name, receive);
  }

  private static long copy(long n, MemorySegment memory, byte[] bytes) {
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) n);
    return n;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void receivesWhatWasSentLater(String name, Receive receive) throws Exception {
    for (Domain domain : List.of(Domain.UNIX, Domain.INET)) {
      for (Duration bound : List.of(Duration.ofNanos(1), LONG)) {
        Socket[] pair = pair(domain, Type.DGRAM, bound);
        for (int i = 0; i < 5; i++) {
          byte[] sent = {1, 2, 3, 4, 5, 6, 7, (byte) i};
          byte[] received = new byte[8];
          FutureTask<Long> task = start(() -> receive.into(pair[1], received));
          Thread.sleep(2);
          assertEquals(8, pair[0].send(sent, 0, 8, 0));
          assertEquals(8L, task.get(10, TimeUnit.SECONDS));
          assertArrayEquals(sent, received);
        }
      }
    }
  }

  private static <T> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  /** A thread that receives, and is seen to use its CPU. */
  private static Thread spinning(FutureTask<Long> task) throws InterruptedException {
    Thread thread = Thread.ofPlatform().daemon().start(task);
    for (int i = 0; i < 1000 && THREADS.getThreadCpuTime(thread.threadId()) < 5_000_000; i++) {
      Thread.sleep(5);
    }
    return thread;
  }

  @ParameterizedTest
  @ValueSource(strings = {"STREAM", "DGRAM"})
  void closingEndsTheSpin(String type) throws Exception {
    Socket[] pair = pair(Domain.UNIX, type.equals("STREAM") ? Type.STREAM : Type.DGRAM, LONG);
    byte[] bytes = new byte[8];
    FutureTask<Long> task = new FutureTask<>(() -> (long) pair[1].recv(bytes, 0, 8, 0));
    spinning(task);
    pair[1].close();
    Exception e = assertThrows(ExecutionException.class, () -> task.get(10, TimeUnit.SECONDS));
    assertInstanceOf(AsynchronousCloseException.class, e.getCause());
  }

  @Test
  void netlinkIsClosedToo() throws Exception {
    Socket socket = Socket.open(Domain.NETLINK, Type.RAW);
    open.add(socket);
    socket.setReceiveSpin(LONG);
    FutureTask<Long> task = new FutureTask<>(() -> (long) socket.recv(new byte[8], 0, 8, 0));
    spinning(task);
    socket.close();
    Exception e = assertThrows(ExecutionException.class, () -> task.get(10, TimeUnit.SECONDS));
    assertInstanceOf(AsynchronousCloseException.class, e.getCause());
  }

  @Test
  void endOfStreamEndsTheSpin() throws Exception {
    Socket[] pair = pair(Domain.UNIX, Type.STREAM, LONG);
    FutureTask<Long> task = new FutureTask<>(() -> (long) pair[1].recv(new byte[8], 0, 8, 0));
    spinning(task);
    pair[0].close();
    assertEquals(0L, task.get(10, TimeUnit.SECONDS));
  }

  /** As in the kernel: a platform thread's interrupt is kept for later. */
  @Test
  void anInterruptIsKept() throws Exception {
    Socket[] pair = pair(Domain.UNIX, Type.STREAM, LONG);
    FutureTask<Long> task =
        new FutureTask<>(
            () -> {
              long n = pair[1].recv(new byte[8], 0, 8, 0);
              return Thread.currentThread().isInterrupted() ? n : -2;
            });
    spinning(task).interrupt();
    pair[0].send(new byte[3], 0, 3, 0);
    assertEquals(3L, task.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aTimeoutEndsTheReceive() throws Exception {
    Socket[] pair = pair(Domain.UNIX, Type.STREAM, Duration.ofMillis(1));
    pair[1].setReceiveTimeout(Duration.ofMillis(5));
    for (int i = 0; i < 8; i++) {
      assertEquals(Socket.WOULD_BLOCK, pair[1].recv(new byte[8], 0, 8, 0));
    }
  }

  @Test
  void doesNotSpinWhereNothingWaits() throws Exception {
    Socket[] pair = pair(Domain.UNIX, Type.STREAM, LONG);
    assertEquals(Socket.WOULD_BLOCK, pair[1].recv(new byte[8], 0, 8, MSG_DONTWAIT));
    pair[1].setNonBlocking(true);
    assertEquals(Socket.WOULD_BLOCK, pair[1].recv(new byte[8], 0, 8, 0));
    pair[1].setNonBlocking(false);
    pair[1].setReceiveSpin(Duration.ZERO);
    pair[1].setReceiveTimeout(Duration.ofMillis(1));
    assertEquals(Socket.WOULD_BLOCK, pair[1].recv(new byte[8], 0, 8, 0));
  }

  @Test
  void waitsForAll() throws Exception {
    Socket[] pair = pair(Domain.UNIX, Type.STREAM, LONG);
    for (boolean fully : new boolean[] {false, true}) {
      byte[] bytes = new byte[5];
      FutureTask<Integer> task =
          start(
              () ->
                  fully
                      ? pair[1].recvFully(bytes, 0, 5, 0)
                      : pair[1].recv(bytes, 0, 5, MSG_WAITALL));
      pair[0].send(new byte[] {1, 2, 3}, 0, 3, 0);
      Thread.sleep(5);
      pair[0].send(new byte[] {4, 5}, 0, 2, 0);
      assertEquals(5, task.get(10, TimeUnit.SECONDS));
      assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, bytes);
    }
  }

  /** More receivers than carriers: if they spun, nobody could send. */
  @Test
  void virtualThreadsPark() throws Exception {
    int count = 2 * Runtime.getRuntime().availableProcessors();
    List<FutureTask<Integer>> tasks = new ArrayList<>();
    List<Socket> senders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket[] pair = pair(Domain.UNIX, Type.STREAM, LONG);
      senders.add(pair[0]);
      tasks.add(new FutureTask<>(() -> pair[1].recv(new byte[8], 0, 8, 0)));
      Thread.ofVirtual().start(tasks.getLast());
    }
    FutureTask<Integer> sender =
        new FutureTask<>(
            () -> {
              for (Socket socket : senders) {
                socket.send(new byte[2], 0, 2, 0);
              }
              return count;
            });
    Thread.ofVirtual().start(sender);
    assertEquals(count, sender.get(10, TimeUnit.SECONDS));
    for (FutureTask<Integer> task : tasks) {
      assertEquals(2, task.get(10, TimeUnit.SECONDS));
    }
  }

  /** Both ends spin, and learn, through several thousand messages of changing lengths. */
  @Test
  void echoesInOrder() throws Exception {
    Socket[] pair = pair(Domain.UNIX, Type.STREAM, Duration.ofNanos(20_000));
    pair[0].setReceiveSpin(Duration.ofNanos(20_000));
    FutureTask<Long> echo =
        start(
            () -> {
              byte[] bytes = new byte[64];
              long total = 0;
              for (int n; (n = pair[1].recv(bytes, 0, 64, 0)) > 0; total += n) {
                pair[1].sendAll(bytes, 0, n, 0);
              }
              return total;
            });
    long sent = 0;
    try (InputStream input = pair[0].input()) {
      DataInputStream data = new DataInputStream(input);
      for (int i = 0; i < 5000; i++) {
        byte[] bytes = new byte[1 + i % 64];
        java.util.Arrays.fill(bytes, (byte) i);
        pair[0].sendAll(bytes, 0, bytes.length, 0);
        sent += bytes.length;
        assertArrayEquals(bytes, data.readNBytes(bytes.length));
      }
      pair[0].shutdown(Shutdown.WRITE);
      assertEquals(sent, echo.get(10, TimeUnit.SECONDS));
      assertTrue(pair[0].isOpen());
    }
  }
}
