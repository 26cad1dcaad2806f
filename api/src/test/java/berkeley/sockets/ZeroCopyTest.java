/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static berkeley.sockets.c.SysSocket.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** send(2): with MSG_ZEROCOPY the kernel reads the memory after the call, too: none of the heap. */
class ZeroCopyTest {
  private static final int SIZE = 30000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void heapMemoryIsRefusedAndNativeMemorySent(boolean virtual) throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              try (Socket listener = Socket.listen("127.0.0.1", "0");
                  Socket near = Socket.open(Domain.INET, Type.STREAM)) {
                near.connect(listener.localAddress());
                try (Socket far = listener.accept()) {
                  assertEquals(9, near.send(new byte[9], 0, 9, MSG_ZEROCOPY), "ignored");
                  assertEquals(9, far.recvFully(new byte[9], 0, 9, 0));
                  near.setOption(SocketOptions.SO_ZEROCOPY, true);
                  refusesTheHeap(near, listener.localAddress());
                  sendsNativeMemory(near, far);
                }
              }
              return null;
            });
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
    task.get(30, TimeUnit.SECONDS);
  }

  private static void refusesTheHeap(Socket near, SockAddr to) {
    for (int size : new int[] {0, 100, SIZE}) {
      byte[] array = new byte[size];
      MemorySegment heap = MemorySegment.ofArray(array);
      SockAddrBuffer buffer = new SockAddrBuffer();
      buffer.set(to);
      MemorySegment none = MemorySegment.NULL;
      List<Executable> calls =
          List.of(
              () -> send(near.fd(), array, size, MSG_ZEROCOPY),
              () -> send(near.fd(), heap, size, MSG_ZEROCOPY | MSG_DONTWAIT),
              () -> sendto(near.fd(), array, size, MSG_ZEROCOPY, none, 0),
              () -> sendto(near.fd(), heap, size, MSG_ZEROCOPY, none, 0),
              () -> near.send(array, 0, size, MSG_ZEROCOPY),
              () -> near.send(heap, MSG_ZEROCOPY),
              () -> near.send(ByteBuffer.wrap(array), MSG_ZEROCOPY),
              () -> near.send(ByteBuffer.wrap(array).asReadOnlyBuffer(), MSG_ZEROCOPY),
              () -> near.sendTo(ByteBuffer.wrap(array), MSG_ZEROCOPY, to),
              () -> near.send(new MemorySegment[] {heap}, MSG_ZEROCOPY));
      for (Executable each : calls) {
        assertThrows(IllegalArgumentException.class, each);
      }
    }
  }

  /** Only this is received, and the kernel says that it is done with the first such send. */
  private static void sendsNativeMemory(Socket near, Socket far) throws IOException {
    try (Arena arena = Arena.ofConfined();
        Message notice = Message.builder().data(100).build()) {
      MemorySegment memory = arena.allocate(SIZE).fill((byte) 7);
      assertEquals(SIZE, near.send(memory, MSG_ZEROCOPY));
      byte[] got = new byte[SIZE];
      far.setReceiveTimeout(Duration.ofSeconds(10));
      assertEquals(SIZE, far.recvFully(got, 0, SIZE, 0));
      for (byte each : got) {
        assertEquals(7, each);
      }
      assertEquals(Socket.WOULD_BLOCK, far.recv(got, 0, 1, MSG_DONTWAIT));
      long end = System.nanoTime() + 10_000_000_000L;
      while (near.recv(notice, MSG_ERRQUEUE) < 0) {
        assertTrue(System.nanoTime() < end, "no notice from the kernel");
        Thread.onSpinWait();
      }
    }
  }
}
