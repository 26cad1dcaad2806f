/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.options.SocketOptions;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once warm, the data calls of a socket allocate nothing. */
@Tag("allocation")
class SteadyStateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int COUNT = 10_000;

  private interface Calls {
    void run() throws IOException;
  }

  private static void assertAllocatesNothing(Calls calls) throws IOException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least >= COUNT; round++) { // the first ones warm it up
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < COUNT; i++) {
        calls.run();
      }
      least = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(least < COUNT, least + " bytes in " + COUNT + " rounds");
  }

  @Test
  void sendAndRecv() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    MemorySegment memory = Arena.ofAuto().allocate(64);
    assertAllocatesNothing(
        () -> {
          assertEquals(64, pair[0].send(memory, 0));
          assertEquals(64, pair[1].recv(memory, 0));
        });
    byte[] bytes = new byte[64];
    assertAllocatesNothing(
        () -> {
          assertEquals(64, pair[0].send(bytes, 0, 64, 0));
          assertEquals(64, pair[1].recv(bytes, 0, 64, 0));
        });
    ByteBuffer direct = ByteBuffer.allocateDirect(64);
    ByteBuffer heap = ByteBuffer.allocate(64);
    assertAllocatesNothing(
        () -> {
          assertEquals(64, pair[0].send(direct.clear(), 0));
          assertEquals(64, pair[1].recv(heap.clear(), 0));
        });
    MemorySegment[] parts = {memory.asSlice(0, 30), memory.asSlice(30, 34)};
    assertAllocatesNothing(
        () -> {
          assertEquals(64, pair[0].send(parts, 0));
          assertEquals(64, pair[1].recv(parts, 0));
        });
    pair[0].close();
    pair[1].close();
  }

  @Test
  void recvThatMaySpin() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    pair[1].setReceiveSpin(Duration.ofSeconds(1));
    MemorySegment memory = Arena.ofAuto().allocate(64);
    assertAllocatesNothing(
        () -> {
          assertEquals(64, pair[0].send(memory, 0));
          assertEquals(64, pair[1].recv(memory, 0));
        });
    pair[0].close();
    pair[1].close();
  }

  @Test
  void sendToAndRecvFrom() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM)) {
      socket.bind(SockAddr.Inet4.loopback(0));
      SockAddr self = socket.localAddress();
      SockAddrBuffer from = new SockAddrBuffer();
      MemorySegment memory = Arena.ofAuto().allocate(64);
      assertAllocatesNothing(
          () -> {
            assertEquals(64, socket.sendTo(memory, 0, self));
            assertEquals(64, socket.recvFrom(memory, 0, from));
          });
      assertAllocatesNothing(
          () -> {
            assertEquals(64, socket.sendTo(memory, 0, from));
            assertEquals(64, socket.recvFrom(memory, 0, from));
          });
    }
  }

  @Test
  void options() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      assertAllocatesNothing(
          () -> {
            socket.setOption(SocketOptions.SO_KEEPALIVE, true);
            assertEquals(true, socket.getOption(SocketOptions.SO_KEEPALIVE));
            assertEquals(100, socket.getOption(SocketOptions.SO_TYPE) + 99); // a small Integer
          });
    }
  }

  @Test
  void wouldBlock() throws Exception {
    try (Socket socket = Socket.open(Domain.INET, Type.DGRAM.nonBlocking())) {
      MemorySegment memory = Arena.ofAuto().allocate(64);
      assertAllocatesNothing(() -> assertEquals(Socket.WOULD_BLOCK, socket.recv(memory, 0)));
    }
  }
}
