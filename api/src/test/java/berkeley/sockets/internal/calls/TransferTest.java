/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static berkeley.sockets.internal.calls.Fds.DGRAM;
import static berkeley.sockets.internal.calls.Fds.DONTWAIT;
import static berkeley.sockets.internal.calls.Fds.EAGAIN;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.sys_socket_h;
import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data calls on heap memory and on arrays. */
@Tag("codec")
class TransferTest {
  private int[] fds = {};

  @AfterEach
  void close() {
    Fds.close(fds);
  }

  private static byte[] bytes(int n) {
    byte[] bytes = new byte[n];
    new Random(n).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 4095, 4096, 16383, 16384, 60000})
  void aDatagramArrivesWholeInEachForm(int n) {
    fds = Fds.pair(DGRAM);
    byte[] sent = bytes(n);
    for (int flags : new int[] {0, DONTWAIT}) {
      byte[] a = new byte[n + 7];
      assertEquals(n, Transfer.send(fds[0], MemorySegment.ofArray(sent), null, 0, n, flags));
      assertEquals(n, Transfer.recv(fds[1], null, a, 5, n + 2, flags));
      assertArrayEquals(sent, Arrays.copyOfRange(a, 5, 5 + n));
      int[] ints = new int[n / 4 + 1];
      assertEquals(n, Transfer.send(fds[0], null, a, 5, n, flags));
      assertEquals(n, Transfer.recv(fds[1], MemorySegment.ofArray(ints), null, 0, n, flags));
      assertArrayEquals(
          sent, MemorySegment.ofArray(ints).asSlice(0, n).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5000, 60000})
  void anAddressTravelsWithHeapData(int n) {
    fds = new int[] {Fds.bound(DGRAM, 0), Fds.bound(DGRAM, 0)};
    byte[] sent = bytes(n);
    byte[] received = new byte[n];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = Fds.name(arena, fds[1]);
      MemorySegment from = arena.allocate(16);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 16);
      for (int flags : new int[] {0, DONTWAIT}) {
        assertEquals(n, Transfer.sendto(fds[0], null, sent, 0, n, flags, to, 16));
        assertEquals(n, Transfer.recvfrom(fds[1], null, received, 0, n, flags, from, length));
        assertArrayEquals(sent, received);
        assertEquals(-1, from.mismatch(Fds.name(arena, fds[0])));
        MemorySegment heap = MemorySegment.ofArray(received);
        assertEquals(
            n, Transfer.sendto(fds[0], MemorySegment.ofArray(sent), null, 0, n, flags, to, 16));
        assertEquals(
            n, Transfer.recvfrom(fds[1], heap.fill((byte) 0), null, 0, n, flags, from, length));
        assertArrayEquals(sent, received);
      }
    }
  }

  @Test
  void aBlockingStreamTakesAllAndWaitallReceivesAll() throws InterruptedException {
    fds = Fds.tcp();
    int n = 8 << 20;
    byte[] sent = bytes(n);
    byte[] received = new byte[n];
    AtomicLong result = new AtomicLong();
    Thread sender =
        Thread.ofPlatform().start(() -> result.set(Transfer.send(fds[0], null, sent, 0, n, 0)));
    assertEquals(n, Transfer.recv(fds[1], null, received, 0, n, sys_socket_h.MSG_WAITALL));
    assertTrue(sender.join(Duration.ofSeconds(10)), "the sender is stuck");
    assertEquals(n, result.get());
    assertArrayEquals(sent, received);
  }

  @Test
  void aNonBlockingStreamTakesAPartThenNothing() {
    fds = Fds.pair(STREAM);
    Fds.nonblocking(fds[0]);
    Fds.nonblocking(fds[1]);
    byte[] much = new byte[8 << 20];
    assertEquals(EAGAIN, Transfer.recv(fds[1], null, much, 0, much.length, 0));
    assertEquals(EAGAIN, ReadWrite.read(fds[1], null, much, 0, 100));
    long sent = Transfer.send(fds[0], null, much, 0, much.length, 0);
    assertTrue(sent > 0 && sent < much.length, "sent " + sent);
    assertEquals(EAGAIN, Transfer.send(fds[0], null, much, 0, much.length, 0));
    assertEquals(EAGAIN, ReadWrite.write(fds[0], null, much, 0, 100));
  }

  @Test
  void whatTruncationCountsIsNotStored() {
    fds = Fds.pair(DGRAM);
    byte[] received = bytes(100);
    byte[] before = received.clone();
    Transfer.send(fds[0], null, new byte[50], 0, 50, 0);
    assertEquals(50, Transfer.recv(fds[1], null, received, 10, 20, sys_socket_h.MSG_TRUNC));
    Arrays.fill(before, 10, 30, (byte) 0);
    assertArrayEquals(before, received);
    Fds.close(fds);
    fds = Fds.tcp();
    Transfer.send(fds[0], null, new byte[50], 0, 50, 0);
    assertEquals(50, Transfer.recv(fds[1], null, received, 0, 100, sys_socket_h.MSG_TRUNC));
    assertArrayEquals(before, received, "TCP discards");
  }

  @Test
  void readAndWriteCopy() {
    fds = Fds.pipe();
    byte[] sent = bytes(30000);
    byte[] received = new byte[30000];
    assertEquals(30000, ReadWrite.write(fds[1], null, sent, 0, 30000));
    assertEquals(10000, ReadWrite.read(fds[0], null, received, 0, 10000));
    assertEquals(
        20000,
        ReadWrite.read(fds[0], MemorySegment.ofArray(received).asSlice(10000), null, 0, 20000));
    assertArrayEquals(sent, received);
  }

  @Test
  void readOnlyMemoryIsRefusedBeforeDataIsTaken() {
    fds = Fds.pair(STREAM);
    byte[] one = {1};
    Transfer.send(fds[0], null, one, 0, 1, 0);
    MemorySegment readOnly = MemorySegment.ofArray(new byte[9]).asReadOnly();
    assertThrows(
        IllegalArgumentException.class,
        () -> Transfer.recv(fds[1], readOnly, null, 0, 9, DONTWAIT));
    assertThrows(
        IllegalArgumentException.class, () -> ReadWrite.read(fds[1], readOnly, null, 0, 9));
    assertThrows(
        IndexOutOfBoundsException.class, () -> Transfer.recv(fds[1], null, one, 0, 2, DONTWAIT));
    assertEquals(1, Transfer.recv(fds[1], null, one, 0, 1, DONTWAIT));
  }

  @Tag("allocation")
  @ParameterizedTest
  @ValueSource(ints = {64, 16384})
  void nothingIsAllocated(int n) {
    fds = Fds.pair(STREAM);
    byte[] array = new byte[n + 3];
    MemorySegment wrapped = MemorySegment.ofArray(array);
    allocationFree(
        () ->
            Transfer.send(fds[0], null, array, 3, n, 0)
                + Transfer.recv(fds[1], null, array, 3, n, 0));
    allocationFree(
        () ->
            Transfer.send(fds[0], wrapped, null, 0, n, 0)
                + Transfer.recv(fds[1], wrapped, null, 0, n, 0));
    allocationFree(
        () ->
            ReadWrite.write(fds[0], null, array, 3, n) + ReadWrite.read(fds[1], null, array, 3, n));
  }

  private static void allocationFree(LongSupplier operation) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 200 && least >= 1000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        operation.getAsLong();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1000, least + " bytes in 1000 operations");
  }
}
