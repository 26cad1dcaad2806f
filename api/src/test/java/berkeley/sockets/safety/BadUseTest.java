/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.SysSocket.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Mistakes that crash a C program are exceptions here, before anything reaches the kernel. */
class BadUseTest {
  private static final int FD = 1_000_000; // open in no process

  @Test
  void aLengthBeyondTheSegmentIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment eight = arena.allocate(8);
      for (long length : new long[] {-1, 9, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
        assertThrows(IndexOutOfBoundsException.class, () -> send(FD, eight, length, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> recv(FD, eight, length, 0));
      }
      assertThrows(IndexOutOfBoundsException.class, () -> bind(FD, eight, 9));
      assertThrows(IndexOutOfBoundsException.class, () -> connect(FD, eight, 16));
      assertThrows(IndexOutOfBoundsException.class, () -> setsockopt(FD, 1, 2, eight, 9));
      assertThrows(IndexOutOfBoundsException.class, () -> sendmsg(FD, eight, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> recvmsg(FD, eight, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> sendmmsg(FD, eight, 1, 0));
      assertThrows(
          IndexOutOfBoundsException.class, () -> sendmmsg(FD, eight, Integer.MAX_VALUE, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> socketpair(1, 1, 0, arena.allocate(7)));
    }
  }

  @Test
  void aLengthCellThatSaysTooMuchIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(16);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      length.set(ValueLayout.JAVA_INT, 0, 17);
      assertThrows(IndexOutOfBoundsException.class, () -> accept(FD, address, length));
      assertThrows(IndexOutOfBoundsException.class, () -> getsockname(FD, address, length));
      assertThrows(IndexOutOfBoundsException.class, () -> getpeername(FD, address, length));
      assertThrows(IndexOutOfBoundsException.class, () -> getsockopt(FD, 1, 2, address, length));
      assertThrows(
          IndexOutOfBoundsException.class, () -> recvfrom(FD, address, 16, 0, address, length));
      MemorySegment three = arena.allocate(3);
      assertThrows(IndexOutOfBoundsException.class, () -> accept(FD, address, three));
    }
  }

  @Test
  void javaNullIsNotANullPointer() {
    assertThrows(NullPointerException.class, () -> send(FD, (MemorySegment) null, 0, 0));
    assertThrows(NullPointerException.class, () -> bind(FD, null, 0));
    assertThrows(NullPointerException.class, () -> accept(FD, MemorySegment.NULL, null));
    assertThrows(NullPointerException.class, () -> recvmsg(FD, null, 0));
  }

  @Test
  void aClosedSegmentIsRefused() {
    MemorySegment closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = arena.allocate(64);
    }
    assertThrows(IllegalStateException.class, () -> send(FD, closed, 8, 0));
    assertThrows(IllegalStateException.class, () -> connect(FD, closed, 16));
    assertThrows(IllegalStateException.class, () -> recvmsg(FD, closed, 0));
  }

  @Test
  void aSegmentConfinedToAnotherThreadIsRefused() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ours = arena.allocate(64);
      AtomicReference<Throwable> seen = new AtomicReference<>();
      Thread other =
          new Thread(
              () -> seen.set(assertThrows(WrongThreadException.class, () -> send(FD, ours, 8, 0))));
      other.start();
      assertTrue(other.join(Duration.ofSeconds(10)), "the other thread is stuck");
      assertTrue(seen.get() instanceof WrongThreadException, "the other thread was refused");
    }
  }

  @Test
  void aSharedSegmentCannotBeClosedDuringACall() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(8);
      assertEquals(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
      int here = pair.get(ValueLayout.JAVA_INT, 0);
      int there = pair.get(ValueLayout.JAVA_INT, 4);
      boolean refused = false;
      for (int pause = 1; !refused && pause < 5000; pause *= 2) {
        Arena shared = Arena.ofShared();
        MemorySegment buffer = shared.allocate(8);
        Thread reader = new Thread(() -> recv(here, buffer, 8, 0));
        reader.setUncaughtExceptionHandler((thread, closedTooEarly) -> {});
        reader.start();
        Thread.sleep(pause);
        try {
          shared.close(); // succeeds only before the call began: then try again, later
        } catch (IllegalStateException e) {
          refused = true;
        }
        if (refused) {
          assertEquals(1, send(there, arena.allocate(1), 1, 0));
        }
        assertTrue(reader.join(Duration.ofSeconds(10)), "the reader is stuck");
      }
      assertTrue(refused, "the call holds its buffer");
      shutdown(here, SHUT_RDWR);
    }
  }
}
