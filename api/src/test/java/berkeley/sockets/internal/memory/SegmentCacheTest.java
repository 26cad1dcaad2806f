/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The segments that are used again for buffers: those of the same memory, and no others. */
class SegmentCacheTest {
  private final SegmentCache cache = new SegmentCache();
  private final ByteBuffer pool = ByteBuffer.allocateDirect(100);

  private MemorySegment checked(ByteBuffer buffer) {
    MemorySegment segment = cache.of(buffer);
    MemorySegment expected = MemorySegment.ofBuffer(buffer.duplicate().limit(buffer.capacity()));
    assertEquals(expected.address(), segment.address());
    assertEquals(expected.byteSize(), segment.byteSize());
    assertEquals(expected.isReadOnly(), segment.isReadOnly());
    assertEquals(expected.scope(), segment.scope());
    return segment;
  }

  @Test
  void slicesOfTheSameMemoryShareOne() {
    MemorySegment first = checked(pool.slice(10, 20));
    MemorySegment other = checked(pool.slice(30, 20));
    assertSame(first, checked(pool.slice(10, 20)));
    assertNotSame(first, checked(pool.slice(5, 20).position(5))); // shorter
    assertSame(other, checked(pool.slice(20, 30).position(10)));
  }

  @Test
  void differentOnesDoNot() {
    MemorySegment first = checked(pool.slice(10, 20));
    assertNotSame(first, checked(pool.slice(10, 19)));
    assertNotSame(first, checked(pool.slice(10, 20).asReadOnlyBuffer()));
    assertNotSame(first, checked(pool.slice(10, 20).position(1)));
  }

  /** The kernel must never be given the memory of an arena that is closed. */
  @Test
  void closedArenas() {
    ByteBuffer closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = arena.allocate(10).asByteBuffer();
      assertSame(checked(closed), checked(closed.duplicate()));
    }
    MemorySegment segment = cache.of(closed.duplicate());
    assertThrows(IllegalStateException.class, () -> segment.fill((byte) 1));
  }
}
