/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Arithmetic on arrays of struct iovec, for calls that were served in part. */
public final class Iovecs {
  private static final long SIZE = iovec.sizeof();
  private static final long BASE = iovec.iov_base$offset();
  private static final long LENGTH = iovec.iov_len$offset();
  private static final long IOV = msghdr.msg_iov$offset();
  private static final long COUNT = msghdr.msg_iovlen$offset();

  private Iovecs() {}

  /** A call that takes some iovecs and tells how many bytes it moved, or a negated errno. */
  public interface Step {
    long move(MemorySegment iov, int count);
  }

  private static MemorySegment iov(MemorySegment message) {
    return Native.memory(
        message.get(JAVA_LONG_UNALIGNED, IOV), message.get(JAVA_LONG_UNALIGNED, COUNT) * SIZE);
  }

  /** The bytes that a message gathers. */
  public static long total(MemorySegment message) {
    return total(iov(message), (int) message.get(JAVA_LONG_UNALIGNED, COUNT));
  }

  public static long total(MemorySegment iov, int count) {
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += iov.get(JAVA_LONG_UNALIGNED, i * SIZE + LENGTH);
    }
    return total;
  }

  public static long rest(MemorySegment message, long done, Step step) {
    return rest(iov(message), (int) message.get(JAVA_LONG_UNALIGNED, COUNT), done, step);
  }

  /**
   * Repeats a step until all is moved or it fails.
   *
   * @param done how many bytes the first step moved
   * @return how many bytes were moved in all
   */
  public static long rest(MemorySegment iov, int count, long done, Step step) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment left = arena.allocate(count * SIZE, Long.BYTES).copyFrom(slice(iov, count));
      long total = total(iov, count);
      long moved = done;
      int first = 0;
      while (true) {
        while (first < count && moved >= left.get(JAVA_LONG_UNALIGNED, first * SIZE + LENGTH)) {
          moved -= left.get(JAVA_LONG_UNALIGNED, first++ * SIZE + LENGTH);
        }
        if (first == count) {
          return total;
        }
        long at = first * SIZE;
        left.set(JAVA_LONG_UNALIGNED, at + BASE, left.get(JAVA_LONG_UNALIGNED, at + BASE) + moved);
        left.set(
            JAVA_LONG_UNALIGNED, at + LENGTH, left.get(JAVA_LONG_UNALIGNED, at + LENGTH) - moved);
        moved = step.move(left.asSlice(at), count - first);
        if (moved <= 0) {
          return done;
        }
        done += moved;
      }
    }
  }

  private static MemorySegment slice(MemorySegment iov, int count) {
    return iov.asSlice(0, count * SIZE);
  }
}
