/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Buffers to send from and to receive into. */
public final class Buffers {
  /** Of each socket: room for the largest operation, so that one thread sends, then receives. */
  public static final int SOCKET_SIZE = 1 << 20;

  private static final long PAGE = 4096;

  private Buffers() {}

  /** Native memory on a page of its own; a misaligned buffer costs the kernel several percent. */
  public static MemorySegment allocate(long size) {
    return Arena.ofAuto().allocate(size, PAGE);
  }

  /** Native memory with that content. */
  public static MemorySegment of(byte[] content) {
    return allocate(content.length).copyFrom(MemorySegment.ofArray(content));
  }

  /** A direct buffer with that content, or one of the heap. */
  public static ByteBuffer of(byte[] content, boolean direct) {
    return direct ? of(content).asByteBuffer() : ByteBuffer.wrap(content.clone());
  }

  public static byte[] bytes(MemorySegment segment) {
    return segment.toArray(JAVA_BYTE);
  }

  /** The whole buffer, whatever its position and limit. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }
}
