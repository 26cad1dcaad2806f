/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Pool;
import berkeley.sockets.bindings.Slab;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct msghdr} that points to several buffers and nothing else, used again and again.
 */
public final class GatherHeader {
  private static final int PIECE = 256; // has room for a dozen parts
  private static final Slab SLAB = new Slab(PIECE, Long.BYTES, 16);

  private static final Pool<GatherHeader> POOL =
      new Pool<>() {
        @Override
        protected GatherHeader make() {
          return new GatherHeader();
        }
      };

  private static final long SIZE = iovec.sizeof();
  private static final long BASE = iovec.iov_base$offset();
  private static final long LENGTH = iovec.iov_len$offset();

  private final MemorySegment header = SLAB.allocate(); // reachable as long as the vector
  private MemorySegment vector = header.asSlice(msghdr.sizeof());

  private long total;

  private GatherHeader() {
    header.fill((byte) 0);
  }

  public static GatherHeader acquire() {
    return POOL.acquire();
  }

  public void release() {
    POOL.release(this);
  }

  /** Makes the header point to the parts. */
  public MemorySegment of(MemorySegment[] parts, boolean write) {
    if (vector.byteSize() < parts.length * SIZE) {
      vector = Arena.ofAuto().allocate(parts.length * SIZE, SIZE);
    }
    total = 0;
    for (int i = 0; i < parts.length; i++) {
      MemorySegment part = parts[i];
      if (!part.isNative() || write && part.isReadOnly()) {
        throw new IllegalArgumentException("part " + i + " is on the heap or read-only");
      }
      if (!part.scope().isAlive() || !part.isAccessibleBy(Thread.currentThread())) {
        throw new IllegalStateException("part " + i + " is freed or another thread's");
      }
      vector.set(JAVA_LONG_UNALIGNED, i * SIZE + BASE, part.address());
      vector.set(JAVA_LONG_UNALIGNED, i * SIZE + LENGTH, part.byteSize());
      total += part.byteSize();
    }
    return of(vector, parts.length);
  }

  /** The bytes of the parts. */
  public long total() {
    return total;
  }

  /** Makes the header point to an array of {@code struct iovec}. */
  public MemorySegment of(MemorySegment iov, int count) {
    msghdr.msg_iov(header, iov);
    msghdr.msg_iovlen(header, count);
    return header;
  }
}
