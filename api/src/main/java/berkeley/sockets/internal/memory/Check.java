/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.headers.linux_filter_h.sock_filter;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Checks that a downcall needs made before it: the kernel believes every length it is given. */
public final class Check {
  private Check() {}

  /**
   * Throws {@link IndexOutOfBoundsException} unless the segment has that many bytes.
   *
   * @return the segment
   */
  public static MemorySegment bytes(MemorySegment segment, long length) {
    Objects.checkFromIndexSize(0, length, segment.byteSize());
    return segment;
  }

  /**
   * Throws {@link IllegalArgumentException} for what the call writes to, if that is read-only: the
   * kernel would not notice, and what is written here after the call has had its effect must not
   * fail.
   *
   * @return the segment
   */
  public static MemorySegment writable(MemorySegment segment) {
    if (segment.isReadOnly()) {
      throw new IllegalArgumentException("the memory for the result is read-only");
    }
    return segment;
  }

  /**
   * Checks the pair of an address buffer and the cell that holds its length, as accept, recvfrom
   * and getsockname take them: C writes at most as many bytes as the cell says.
   *
   * @return the buffer
   */
  public static MemorySegment valueResult(MemorySegment buffer, MemorySegment length) {
    writable(buffer);
    if (writable(length).address() != 0) {
      // negative lengths are the kernel's to refuse
      int size = CInt.get(length);
      if (size > buffer.byteSize() && buffer.address() != 0) {
        throw new IndexOutOfBoundsException(
            "length cell says " + size + " bytes, buffer has " + buffer.byteSize());
      }
    }
    return buffer;
  }

  /**
   * As {@link #valueResult}, for getsockopt: a negative length, which some options take for a large
   * one, leads nowhere.
   */
  public static MemorySegment optionValue(
      int level, int option, MemorySegment buffer, MemorySegment length) {
    valueResult(buffer, length);
    if (length.address() == 0) {
      return buffer;
    }
    int size = CInt.get(length);
    int unit = optionUnit(level, option);
    if (unit > 1 && buffer.address() != 0 && (long) size * unit > buffer.byteSize()) {
      throw new IndexOutOfBoundsException(
          "length cell says "
              + size
              + " times "
              + unit
              + " bytes, buffer has "
              + buffer.byteSize());
    }
    return size < 0 ? MemorySegment.NULL : buffer;
  }

  /**
   * How many bytes one is in the lengths that getsockopt takes and gives: the kernel counts the
   * instructions of a filter, and writes eight bytes for each.
   */
  public static int optionUnit(int level, int option) {
    return option == sys_socket_h.SO_GET_FILTER && level == sys_socket_h.SOL_SOCKET
        ? (int) sock_filter.sizeof()
        : 1;
  }

  /**
   * As {@link #bytes}, for an array.
   *
   * @return the length
   */
  public static int length(byte[] array, long length) {
    Objects.checkFromIndexSize(0L, length, array.length);
    return (int) length;
  }

  /** As {@link #bytes}, for a pointer that may be null. */
  public static MemorySegment optional(MemorySegment segment, long length) {
    return segment.equals(MemorySegment.NULL) ? segment : bytes(segment, length);
  }

  /** As {@link #optional}, for a socklen_t: a negative one is the kernel's to refuse. */
  public static MemorySegment socklen(MemorySegment segment, int length) {
    return length < 0 ? segment : optional(segment, length);
  }

  /** One struct msghdr, or null, which the kernel refuses. */
  public static MemorySegment msghdr(MemorySegment message) {
    Native.check();
    return optional(message, msghdr.sizeof());
  }

  /** An array of struct mmsghdr, or null, which the kernel refuses; it gets the lengths. */
  public static MemorySegment mmsghdrs(MemorySegment vector, int count) {
    Native.check();
    return optional(writable(vector), count * mmsghdr.sizeof());
  }

  /** A struct timespec, or null. */
  public static MemorySegment timespec(MemorySegment time) {
    Native.check();
    return optional(time, timespec.sizeof());
  }

  /** A struct timeval, or null. */
  public static MemorySegment timeval(MemorySegment time) {
    Native.check();
    return optional(time, timeval.sizeof());
  }
}
