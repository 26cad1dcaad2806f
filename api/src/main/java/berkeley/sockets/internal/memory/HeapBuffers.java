/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static berkeley.sockets.internal.memory.Results.AGAIN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The data calls on heap memory: either the segment {@code heap}, or {@code array} from {@code
 * offset} on where that is not null, which spares the caller a wrapper object.
 *
 * <p>Short buffers are copied through {@link Scratch}. Longer ones are passed to the kernel without
 * a copy, but only with MSG_DONTWAIT, and only if the caller knows that the call then ends soon: a
 * thread inside such a call holds up the garbage collector. Of a stream, callers ask for no more
 * than {@link Scratch#PIECE} at a time; a message is as short as the socket's buffer.
 */
public final class HeapBuffers {
  private static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  private static final int MSG_PEEK = sys_socket_h.MSG_PEEK;
  private static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL;
  private static final int MSG_TRUNC = sys_socket_h.MSG_TRUNC;

  /** The length from which a copy costs more than passing the array itself. */
  public static final int UNCOPIED = 4096;

  /** The same where an attempt may fail for want of data and then costs a system call. */
  public static final int UNCOPIED_BLOCKING = 16384;

  private static final int LONGEST_PENALTY = 64;

  private HeapBuffers() {}

  /**
   * Without a copy, which is worth it from {@link #UNCOPIED} on; to no address where it is null.
   */
  public static long sendUncopied(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      int addrlen) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment whole = scratch.segment(heap, array, offset);
      return addr == null
          ? Sys.sendCritical(fd, whole, n, flags | MSG_DONTWAIT)
          : Sys.sendtoCritical(fd, whole, n, flags | MSG_DONTWAIT, addr, addrlen);
    } finally {
      scratch.release();
    }
  }

  /** Of a copy: may wait. To no address where that is null. */
  public static long sendCopy(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      long offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      int addrlen) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment copy = scratch.memory(n);
      copyIn(heap, array, offset, copy, n);
      return addr == null
          ? Sys.send(fd, copy, n, flags)
          : Sys.sendto(fd, copy, n, flags, addr, addrlen);
    } finally {
      scratch.release();
    }
  }

  /**
   * Receives.
   *
   * @param addr where the sender's address is stored, or null
   * @param addrlen of it, or null
   * @param lends whether the kernel may be given the memory itself
   */
  public static long recv(
      int fd,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      int flags,
      @Nullable MemorySegment addr,
      @Nullable MemorySegment addrlen,
      boolean lends) {
    Scratch scratch = Scratch.acquire();
    try {
      if (lends && worthTrying(scratch, n, flags)) {
        MemorySegment whole = scratch.segment(heap, array, offset);
        int now = flags | MSG_DONTWAIT;
        long received =
            addr == null || addrlen == null
                ? Sys.recvCritical(fd, whole, n, now)
                : Sys.recvfromCritical(fd, whole, n, now, addr, addrlen);
        if (now == flags || hit(scratch, received)) {
          return received;
        }
      }
      MemorySegment copy = prepare(scratch, heap, array, offset, n, flags);
      long received =
          addr == null || addrlen == null
              ? Sys.recv(fd, copy, n, flags)
              : Sys.recvfrom(fd, copy, n, flags, addr, addrlen);
      return copyOut(copy, heap, array, offset, n, received);
    } finally {
      scratch.release();
    }
  }

  public static long read(int fd, MemorySegment heap, byte @Nullable [] array, int offset, long n) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment copy = scratch.memory(n);
      return copyOut(copy, heap, array, offset, n, Sys.read(fd, copy, n));
    } finally {
      scratch.release();
    }
  }

  public static long write(
      int fd, MemorySegment heap, byte @Nullable [] array, int offset, long n) {
    Scratch scratch = Scratch.acquire();
    try {
      MemorySegment copy = scratch.memory(n);
      copyIn(heap, array, offset, copy, n);
      return Sys.write(fd, copy, n);
    } finally {
      scratch.release();
    }
  }

  /** The heap segment, or a new one for the array. */
  public static MemorySegment segment(MemorySegment heap, byte @Nullable [] array, int offset) {
    return array == null ? heap : MemorySegment.ofArray(array).asSlice(offset);
  }

  /** A blocking receive finds data at once or not; a thread that misses tries more rarely. */
  private static boolean worthTrying(Scratch scratch, long n, int flags) {
    if (n > Scratch.PIECE && (flags & MSG_PEEK) != 0) { // perhaps all that a stream has received
      return false;
    }
    if ((flags & MSG_DONTWAIT) != 0) {
      return n >= UNCOPIED;
    }
    if (n < UNCOPIED_BLOCKING || (flags & MSG_WAITALL) != 0) {
      return false;
    }
    if (scratch.skip > 0) {
      scratch.skip--;
      return false;
    }
    return true;
  }

  private static boolean hit(Scratch scratch, long received) {
    if (received != AGAIN) {
      scratch.penalty = 0;
      return true;
    }
    scratch.penalty = Math.min(2 * scratch.penalty + 1, LONGEST_PENALTY);
    scratch.skip = scratch.penalty;
    return false;
  }

  private static MemorySegment prepare(
      Scratch scratch, MemorySegment heap, byte @Nullable [] array, int offset, long n, int flags) {
    MemorySegment copy = scratch.memory(n);
    if ((flags & MSG_TRUNC) != 0) { // the result may count bytes that were not stored
      copyIn(heap, array, offset, copy, n);
    }
    return copy;
  }

  private static void copyIn(
      MemorySegment heap, byte @Nullable [] array, long offset, MemorySegment copy, long n) {
    if (array == null) {
      MemorySegment.copy(heap, offset, copy, 0, n);
    } else {
      MemorySegment.copy(array, (int) offset, copy, JAVA_BYTE, 0, (int) n);
    }
  }

  private static long copyOut(
      MemorySegment copy,
      MemorySegment heap,
      byte @Nullable [] array,
      int offset,
      long n,
      long received) {
    if (received > 0) {
      long stored = Math.min(received, n);
      if (array == null) {
        MemorySegment.copy(copy, 0, heap, 0, stored);
      } else {
        MemorySegment.copy(copy, JAVA_BYTE, 0, array, offset, (int) stored);
      }
    }
    return received;
  }
}
