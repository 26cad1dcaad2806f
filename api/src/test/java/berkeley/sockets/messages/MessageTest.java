/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.messages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.options.ControlMessages;
import berkeley.sockets.options.IpOptions;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data, names and batches of messages, over UDP. */
@Tag("codec")
class MessageTest {
  private Socket server;
  private Socket client;

  @BeforeEach
  void open() throws IOException {
    server = Socket.open(Domain.INET, Type.DGRAM);
    server.bind(SockAddr.Inet4.loopback(0));
    client = Socket.open(Domain.INET, Type.DGRAM);
    client.bind(SockAddr.Inet4.loopback(0));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    client.close();
  }

  @Test
  void anEchoGoesBackToWhereItCameFrom() throws Exception {
    try (Message question = Message.builder().data(100).build();
        Message answer = Message.builder().data(100).controlBytes(64).build()) {
      server.setOption(IpOptions.IP_RECVTTL, true);
      question.setName(server.localAddress());
      for (String text : new String[] {"one", "", "three"}) {
        question.setData(text.getBytes());
        assertEquals(text.length(), client.send(question, 0));
        assertEquals(text.length(), server.recv(answer, 0));
        assertEquals(client.localAddress(), answer.name());
        assertEquals(text.length(), server.send(answer, 0)); // without the ttl that came
        byte[] buffer = new byte[100];
        int n = client.recv(buffer, 0, 100, 0);
        assertEquals(text, new String(buffer, 0, n));
      }
    }
  }

  @Test
  void dataAreGatheredAndScattered() throws Exception {
    try (Message out = Message.builder().data(3, 4, 5).build();
        Message in = Message.builder().data(5, 1, 6).build();
        Arena arena = Arena.ofConfined()) {
      out.setName(server.localAddress());
      out.setData("abcdefghij".getBytes());
      assertEquals("efg".charAt(0), out.buffer(1).get(ValueLayout.JAVA_BYTE, 1));
      assertEquals(10, client.send(out, 0));
      assertEquals(10, server.recv(in, 0));
      assertEquals("abcdefghij", new String(in.data()));
      assertEquals('f', in.buffer(1).get(ValueLayout.JAVA_BYTE, 0));
      assertEquals(3, in.bufferCount());

      out.setBuffers(arena.allocateFrom("uvw"), arena.allocateFrom("xyz"));
      out.setLength(7);
      assertEquals(7, client.send(out, 0));
      in.setBuffers(arena.allocate(2), arena.allocate(2), arena.allocate(2), arena.allocate(9));
      assertEquals(7, server.recv(in, 0));
      assertArrayEquals("uvw\0xyz".getBytes(), in.data());
    }
  }

  @Test
  void memoryThatCannotBeUsedIsRefused() throws Exception {
    Message message = Message.builder().data(10).build();
    message.setName(server.localAddress());
    assertThrows(
        IllegalArgumentException.class,
        () -> message.setBuffers(MemorySegment.ofArray(new byte[3])));
    assertThrows(IndexOutOfBoundsException.class, () -> message.setLength(11));
    assertThrows(IndexOutOfBoundsException.class, () -> message.setLength(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> message.setData(new byte[11]));
    Arena arena = Arena.ofConfined();
    message.setBuffers(arena.allocate(8));
    arena.close();
    assertThrows(IllegalStateException.class, () -> client.send(message, 0));
    message.setBuffers(Arena.global().allocate(8).asReadOnly());
    assertEquals(8, client.send(message, 0));
    assertThrows(IllegalArgumentException.class, () -> server.recv(message, 0));
    message.close();
  }

  @Test
  void aClosedMessageCannotBeUsed() throws Exception {
    Message message = Message.builder().data(10).controlBytes(64).build();
    MemorySegment buffer = message.buffer();
    message.close();
    message.close();
    assertThrows(IllegalStateException.class, () -> client.send(message, 0));
    assertThrows(IllegalStateException.class, () -> server.recv(message, 0));
    assertThrows(IllegalStateException.class, () -> message.setName(client.localAddress()));
    assertThrows(IllegalStateException.class, () -> message.setData(new byte[1]));
    assertThrows(IllegalStateException.class, () -> message.add(ControlMessages.IP_TTL, 1));
    assertThrows(IllegalStateException.class, () -> buffer.get(ValueLayout.JAVA_BYTE, 0));
    MessageBatch batch = Message.builder().data(10).controlBytes(64).batch(2);
    batch.close();
    batch.close();
    assertThrows(IllegalStateException.class, () -> client.send(batch, 0, 2, 0));
    assertThrows(IllegalStateException.class, () -> server.recv(batch, 0));
  }

  @Test
  void closingAMessageInUseIsRefused() throws Exception {
    Message message = Message.builder().data(10).build();
    AtomicReference<Object> outcome = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  started.countDown();
                  try {
                    outcome.set(server.recv(message, 0));
                  } catch (IOException | RuntimeException e) {
                    outcome.set(e);
                  }
                });
    started.await();
    while (reader.getState() == Thread.State.NEW || !waits(reader)) {
      Thread.sleep(1);
    }
    assertThrows(IllegalStateException.class, message::close);
    client.sendTo(MemorySegment.ofArray(new byte[3]), 0, server.localAddress());
    reader.join();
    assertEquals(3L, outcome.get());
    message.close();
  }

  private static boolean waits(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("recvmsg")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatCannotBeMadeKeepsNoMemory() throws Exception {
    long before = resident();
    for (int i = 0; i < 200; i++) {
      assertThrows(
          IllegalArgumentException.class, () -> Message.builder().data(1 << 20, -1).build());
      assertThrows(IllegalArgumentException.class, () -> Message.builder().data(-1).batch(1 << 14));
    }
    long grown = resident() - before;
    assertTrue(grown < 100 << 10, grown + " KiB");
  }

  /** VmRSS of this process, in KiB. */
  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("no VmRSS");
  }

  @Test
  void failuresNameTheAddress() throws Exception {
    try (Message message = Message.builder().data(1).build()) {
      message.setName(SockAddr.Inet6.loopback(9));
      ErrnoException e = assertThrows(ErrnoException.class, () -> client.send(message, 0));
      assertEquals(Errno.EAFNOSUPPORT, e.errno());
      assertEquals(SockAddr.Inet6.loopback(9), e.address());
      message.setName(null);
      e = assertThrows(ErrnoException.class, () -> client.send(message, 0));
      assertEquals(Errno.EDESTADDRREQ, e.errno());
    }
  }

  @Test
  void whatWouldBlockSaysSo() throws Exception {
    try (Message message = Message.builder().data(1).build();
        MessageBatch batch = Message.builder().data(1).batch(2)) {
      assertEquals(Socket.WOULD_BLOCK, server.recv(message, SysSocket.MSG_DONTWAIT));
      assertEquals(Socket.WOULD_BLOCK, server.recv(batch, SysSocket.MSG_DONTWAIT));
      assertEquals(0, message.length());
      assertNull(message.name());
    }
  }

  @Test
  void abstractAndUnnamedSendersAreToldApart() throws Exception {
    SockAddr name = SockAddr.Unix.abstractName("message-test-" + ProcessHandle.current().pid());
    try (Socket receiver = Socket.open(Domain.UNIX, Type.DGRAM);
        Socket sender = Socket.open(Domain.UNIX, Type.DGRAM);
        Message message = Message.builder().data(1).build()) {
      receiver.bind(name);
      message.setName(name);
      message.setLength(1);
      sender.send(message, 0);
      message.clear();
      assertEquals(1, receiver.recv(message, 0));
      assertNull(message.name());
      sender.bind(SockAddr.Unix.abstractName("\uD83D\uDE00" + ProcessHandle.current().pid()));
      message.setName(name);
      sender.send(message, 0);
      receiver.recv(message, 0);
      assertEquals(sender.localAddress(), message.name());
    }
  }

  @Test
  void batchesGoThereAndBack() throws Exception {
    try (MessageBatch out = Message.builder().data(100).controlBytes(64).batch(40);
        MessageBatch in = Message.builder().data(100).controlBytes(64).batch(64)) {
      server.setOption(IpOptions.IP_RECVTTL, true);
      for (int i = 0; i < out.capacity(); i++) {
        out.get(i).setName(server.localAddress());
        out.get(i).setData(("message " + i).getBytes());
        out.get(i).add(ControlMessages.IP_TTL, 100 + i);
      }
      assertEquals(10, client.send(out, 0, 10, 0));
      assertEquals(30, client.send(out, 10, 30, 0));
      assertEquals(40, server.recv(in, SysSocket.MSG_WAITFORONE));
      for (int i = 0; i < 40; i++) {
        assertEquals("message " + i, new String(in.get(i).data()));
        assertEquals(client.localAddress(), in.get(i).name());
        assertEquals(100 + i, in.get(i).getInt(ControlMessages.IP_TTL, -1));
      }
      assertEquals(0, in.get(40).length());
      assertEquals(40, server.send(in, 0, 40, 0));
      assertEquals(40, client.recv(in, SysSocket.MSG_WAITFORONE));
      assertEquals("message 39", new String(in.get(39).data()));
      assertThrows(IndexOutOfBoundsException.class, () -> client.send(out, 30, 11, 0));
      // the first message's error is thrown, a later one ends the count
      out.get(2).setName(SockAddr.Inet6.loopback(9));
      assertEquals(2, client.send(out, 0, 5, 0));
      assertThrows(ErrnoException.class, () -> client.send(out, 2, 3, 0));
    }
  }

  @Test
  void virtualThreadsReceiveMessages() throws Exception {
    AtomicReference<Object> outcome = new AtomicReference<>();
    try (Message in = Message.builder().data(10).controlBytes(64).build()) {
      Thread reader =
          Thread.startVirtualThread(
              () -> {
                try {
                  server.recv(in, 0);
                  outcome.set(new String(in.data()));
                } catch (IOException | RuntimeException e) {
                  outcome.set(e);
                }
              });
      Thread.sleep(20);
      client.sendTo(MemorySegment.ofArray("hello".getBytes()), 0, server.localAddress());
      reader.join();
      assertEquals("hello", outcome.get());
    }
  }

  @Tag("allocation")
  @Test
  void nothingIsAllocatedOnceWarm() throws Exception {
    server.setOption(IpOptions.IP_RECVTTL, true);
    try (Message out = Message.builder().data(100).controlBytes(64).build();
        Message in = Message.builder().data(100).controlBytes(64).build();
        MessageBatch many = Message.builder().data(100).controlBytes(64).batch(8)) {
      out.setName(server.localAddress());
      out.setLength(100);
      out.add(ControlMessages.IP_TTL, 9);
      assertAllocatesNothing(
          () -> {
            client.send(out, 0);
            server.recv(in, 0);
            assertEquals(9, in.getInt(ControlMessages.IP_TTL, -1));
          });
      for (int i = 0; i < 8; i++) {
        many.get(i).setName(server.localAddress());
        many.get(i).setLength(100);
      }
      assertAllocatesNothing(() -> client.send(many, 0, 8, 0) /* dropped when the queue is full */);
      assertAllocatesNothing(
          () -> {
            client.send(out, 0);
            server.recv(many, SysSocket.MSG_WAITFORONE);
          });
    }
  }

  private interface Body {
    void run() throws IOException;
  }

  private static void assertAllocatesNothing(Body body) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int count = 5_000;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 100 && least >= count; round++) { // the first ones warm it up
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < count; i++) {
        body.run();
      }
      least = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(least < count, least + " bytes in " + count + " rounds");
  }
}
