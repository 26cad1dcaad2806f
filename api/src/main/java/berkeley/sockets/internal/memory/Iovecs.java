/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Fields;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Arithmetic on arrays of struct iovec, for calls that were served in part. */
public final class Iovecs {
  private static final long SIZE = iovec.sizeof();
  private static final long BASE = iovec.iov_base$offset();
  private static final long LENGTH = iovec.iov_len$offset();
  private static final long IOV = msghdr.msg_iov$offset();
  private static final long COUNT = msghdr.msg_iovlen$offset();
  private static final long COUNT_SIZE = msghdr.msg_iovlen$size();

  private static final int MOST = 1024; // UIO_MAXIOV

  /** A total that is not known, as the pointers lead nowhere or must not be looked at. */
  public static final long UNKNOWN = -1;

  private Iovecs() {}

  /** A call that takes some iovecs and tells how many bytes it moved, or a negated errno. */
  public interface Step {
    long move(MemorySegment iov, int count);
  }

  /** The bytes that a message gathers, or {@link #UNKNOWN}. */
  public static long total(MemorySegment message) {
    long count = message.byteSize() == 0 ? -1 : Fields.unsigned(message, COUNT, COUNT_SIZE);
    if (count <= 0 || count > MOST) { // refused by the kernel but for 0
      return count == 0 ? 0 : UNKNOWN;
    }
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment iov = scratch.memory(count * SIZE);
      boolean read = Peek.read(message.get(JAVA_LONG_UNALIGNED, IOV), iov, count * SIZE) == 0;
      return read ? total(iov, (int) count) : UNKNOWN;
    } finally {
      scratch.release();
    }
  }

  /** The same of an array; 0 where the kernel refuses the count. */
  public static long total(MemorySegment iov, int count) {
    if (count > MOST || iov.byteSize() < count * SIZE) {
      return 0;
    }
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += iov.get(JAVA_LONG_UNALIGNED, i * SIZE + LENGTH);
    }
    return total;
  }

  /** As below, for what a message gathers. */
  public static long rest(MemorySegment message, long done, Step step) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment left = copy(message, arena);
      return left == null ? done : move(left, done, step);
    }
  }

  private static @Nullable MemorySegment copy(MemorySegment message, Arena arena) {
    try {
      long size = Fields.unsigned(message, COUNT, COUNT_SIZE) * SIZE;
      MemorySegment copy = arena.allocate(size, Long.BYTES);
      return Peek.read(message.get(JAVA_LONG_UNALIGNED, IOV), copy, size) < 0 ? null : copy;
    } catch (IllegalStateException e) { // freed by another thread
      return null;
    }
  }

  /**
   * Repeats a step until all is moved or it fails. What is left of an array that has been freed or
   * changed meanwhile is not moved, as some of it has been.
   *
   * @param done how many bytes the first step moved
   * @return how many bytes were moved in all
   */
  public static long rest(MemorySegment iov, int count, long done, Step step) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment left = copy(iov, count, arena);
      return left == null ? done : move(left, done, step);
    }
  }

  private static @Nullable MemorySegment copy(MemorySegment iov, int count, Arena arena) {
    try {
      return arena.allocate(count * SIZE, Long.BYTES).copyFrom(iov.asSlice(0, count * SIZE));
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private static long move(MemorySegment left, long done, Step step) {
    int count = (int) (left.byteSize() / SIZE);
    long total = total(left, count);
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
