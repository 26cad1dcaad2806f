/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.sys_socket_h;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data calls with each kind of ByteBuffer: what they move, and how the position follows. */
class BufferFormsTest {
  private static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;

  private Socket[] pair = {};

  @AfterEach
  void close() throws IOException {
    for (Socket socket : pair) {
      socket.close();
    }
  }

  private static byte[] bytes(int n) {
    byte[] bytes = new byte[n];
    new Random(n).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64, 4095, 4096, 16383, 16384, 60000})
  void aDatagramArrivesWholeInEachForm(int n) throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    byte[] sent = bytes(n);
    for (int flags : new int[] {0, DONTWAIT}) {
      ByteBuffer heap = ByteBuffer.allocate(n + 12).position(3).slice().position(4);
      assertEquals(n, pair[0].send(ByteBuffer.wrap(sent), flags));
      assertEquals(n, pair[1].recv(heap, flags));
      assertEquals(4 + n, heap.position());
      assertEquals(ByteBuffer.wrap(sent), heap.flip().position(4));
      ByteBuffer direct = ByteBuffer.allocateDirect(n + 9).position(3);
      ByteBuffer readOnly = heap.asReadOnlyBuffer();
      assertEquals(n, pair[0].send(readOnly, flags));
      assertEquals(0, readOnly.remaining());
      assertEquals(n, pair[1].recv(direct, flags));
      assertEquals(3 + n, direct.position());
      assertEquals(ByteBuffer.wrap(sent), direct.flip().position(3));
      byte[] array = new byte[n + 1];
      assertEquals(n, pair[0].send(direct, flags));
      assertEquals(0, direct.remaining());
      assertEquals(n, pair[1].recv(array, 1, n, flags));
      assertArrayEquals(sent, Arrays.copyOfRange(array, 1, 1 + n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5000, 60000})
  void anAddressTravelsWithEachForm(int n) throws IOException {
    Socket[] both = {Socket.open(Domain.INET, Type.DGRAM), Socket.open(Domain.INET, Type.DGRAM)};
    pair = both;
    for (Socket socket : pair) {
      socket.bind(SockAddr.parse("127.0.0.1:0"));
    }
    byte[] sent = bytes(n);
    SockAddrBuffer from = new SockAddrBuffer();
    ByteBuffer[] rooms = {ByteBuffer.allocate(n), ByteBuffer.allocateDirect(n)};
    for (ByteBuffer room : rooms) {
      for (int flags : new int[] {0, DONTWAIT}) {
        ByteBuffer data = ByteBuffer.wrap(sent);
        assertEquals(n, pair[0].sendTo(data, flags, pair[1].localAddress()));
        assertEquals(n, data.position());
        assertEquals(n, pair[1].recvFrom(room.clear(), flags, from));
        assertEquals(ByteBuffer.wrap(sent), room.flip());
        assertEquals(pair[0].localAddress(), from.get());
      }
    }
  }

  @Test
  void thePositionMovesByWhatWasStored() throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    pair[0].send(new byte[50], 0, 50, 0);
    ByteBuffer room = ByteBuffer.allocate(30).position(10);
    assertEquals(50, pair[1].recv(room, sys_socket_h.MSG_TRUNC));
    assertEquals(30, room.position());
    assertEquals(Socket.WOULD_BLOCK, pair[1].recv(room.clear(), DONTWAIT));
    assertEquals(0, room.position());
  }

  @Test
  void aReadOnlyBufferIsRefusedBeforeDataIsTaken() throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.STREAM);
    pair[0].send(new byte[] {1}, 0, 1, 0);
    ByteBuffer heap = ByteBuffer.allocate(9).asReadOnlyBuffer();
    ByteBuffer direct = ByteBuffer.allocateDirect(9).asReadOnlyBuffer();
    SockAddrBuffer from = new SockAddrBuffer();
    assertThrows(ReadOnlyBufferException.class, () -> pair[1].recv(heap, DONTWAIT));
    assertThrows(ReadOnlyBufferException.class, () -> pair[1].recv(direct, DONTWAIT));
    assertThrows(ReadOnlyBufferException.class, () -> pair[1].recvFrom(heap, DONTWAIT, from));
    assertThrows(
        IllegalArgumentException.class,
        () -> pair[1].recv(Arena.ofAuto().allocate(9).asReadOnly(), DONTWAIT));
    assertEquals(1, pair[1].recv(new byte[1], 0, 1, DONTWAIT));
  }

  /** One exchange. */
  private interface Exchange {
    void run() throws IOException;
  }

  @Tag("allocation")
  @ParameterizedTest
  @ValueSource(ints = {64, 16384})
  void nothingIsAllocated(int n) throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.STREAM);
    ByteBuffer[] buffers = {ByteBuffer.allocate(n), ByteBuffer.allocateDirect(n)};
    for (ByteBuffer each : buffers) {
      allocationFree(
          () -> {
            pair[0].send(each.clear(), 0);
            pair[1].recv(each.clear(), 0);
          });
    }
  }

  private static void allocationFree(Exchange exchange) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 200 && least >= 1000; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        exchange.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1000, least + " bytes in 1000 exchanges");
  }
}
