/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moves all of a buffer is done at once with an empty one, as the body of an empty frame. */
@Timeout(20)
class EmptyBuffersTest {
  private static final MemorySegment NATIVE = Arena.ofAuto().allocate(8).asSlice(4, 0);
  private static final MemorySegment HEAP = MemorySegment.ofArray(new byte[8]).asSlice(4, 0);

  private Socket[] pair = {};

  @AfterEach
  void close() throws IOException {
    for (Socket socket : pair) {
      socket.close();
    }
  }

  private static Socket[] tcp() throws IOException {
    try (Socket listener = Socket.open(Domain.INET, Type.STREAM)) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      Socket client = Socket.open(Domain.INET, Type.STREAM);
      client.connect(listener.localAddress());
      return new Socket[] {client, listener.accept()};
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsWaitedFor(boolean tcp) throws IOException {
    pair = tcp ? tcp() : Socket.pair(Domain.UNIX, Type.STREAM);
    for (Socket socket : pair) {
      assertEquals(0, socket.recvFully(new byte[4], 2, 0, 0));
      assertEquals(0, socket.recvFully(new byte[4], 4, 0, 0));
      assertEquals(0, socket.recvFully(new byte[0], 0, 0, 0));
      assertEquals(0, socket.recvFully(ByteBuffer.allocate(4).position(4), 0));
      assertEquals(0, socket.recvFully(ByteBuffer.allocateDirect(0), 0));
      assertEquals(0, socket.recvFully(NATIVE, 0));
      assertEquals(0, socket.recvFully(HEAP, 0));
      assertEquals(0, socket.input().readNBytes(0).length);
      assertEquals(0, socket.input().read(new byte[0]));
      assertEquals(0, socket.sendAll(new byte[4], 2, 0, 0));
      assertEquals(0, socket.sendAll(ByteBuffer.allocate(4).position(4), 0));
      assertEquals(0, socket.sendAll(ByteBuffer.allocateDirect(0), 0));
      assertEquals(0, socket.sendAll(NATIVE, 0));
      assertEquals(0, socket.sendAll(HEAP, 0));
      socket.output().write(new byte[0]);
    }
    pair[0].send(new byte[] {7}, 0, 1, 0); // the stream holds nothing but this
    byte[] two = new byte[2];
    assertEquals(1, pair[1].recv(two, 0, 2, 0));
    assertEquals(7, two[0]);
  }

  @Test
  void whatIsThereStays() throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    pair[0].send(new byte[3], 0, 3, 0);
    assertEquals(0, pair[1].recvFully(new byte[3], 0, 0, 0));
    assertEquals(0, pair[1].recvFully(NATIVE, 0));
    assertEquals(3, pair[1].recv(new byte[9], 0, 9, 0));
  }

  @Test
  void mistakesAreStillTold() throws IOException {
    pair = Socket.pair(Domain.UNIX, Type.STREAM);
    Socket socket = pair[0];
    assertThrows(IndexOutOfBoundsException.class, () -> socket.recvFully(new byte[4], 5, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> socket.recvFully(new byte[4], -1, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> socket.recvFully(new byte[4], 0, -1, 0));
    socket.close();
    assertThrows(ClosedChannelException.class, () -> socket.recvFully(new byte[4], 0, 0, 0));
    assertThrows(ClosedChannelException.class, () -> socket.recvFully(NATIVE, 0));
    assertThrows(ClosedChannelException.class, () -> socket.recvFully(ByteBuffer.allocate(0), 0));
    assertThrows(ClosedChannelException.class, () -> socket.sendAll(new byte[4], 0, 0, 0));
  }

  /** That the tests here are all there is to test. */
  @Test
  void nothingElseMovesAllOfABuffer() {
    Set<String> found = new TreeSet<>();
    for (Method method : Socket.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && method.getName().matches(".*(Fully|All)")) {
        found.add(method.getName() + " " + method.getParameterTypes()[0].getSimpleName());
      }
    }
    assertEquals(
        Set.of(
            "recvFully ByteBuffer",
            "recvFully MemorySegment",
            "recvFully byte[]",
            "sendAll ByteBuffer",
            "sendAll MemorySegment",
            "sendAll byte[]"),
        found);
  }
}
