/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.CmsgAlign;
import berkeley.sockets.bindings.Fields;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import java.lang.foreign.MemorySegment;

/**
 * Walks a buffer of control messages, each a {@code struct cmsghdr} with its data behind it: the
 * arithmetic of CMSG_ALIGN and its family. Positions are offsets in the buffer; whatever its bytes
 * say, nothing outside of it is touched.
 */
public final class Cmsg {
  /** Control messages start at multiples of this. */
  public static final long ALIGNMENT = CmsgAlign.BYTES;

  private static final long HEADER = align(cmsghdr.sizeof());
  private static final long LEN = cmsghdr.cmsg_len$offset();
  private static final long LEN_SIZE = cmsghdr.cmsg_len$size();
  private static final long LEVEL = cmsghdr.cmsg_level$offset();
  private static final long TYPE = cmsghdr.cmsg_type$offset();

  private Cmsg() {}

  /** CMSG_ALIGN. */
  public static long align(long length) {
    return CmsgAlign.of(length);
  }

  /** CMSG_LEN: what to store in cmsg_len for so many bytes of data. */
  public static long len(long data) {
    return HEADER + data;
  }

  /** CMSG_SPACE: how many bytes of the buffer a message with so many bytes of data takes. */
  public static long space(long data) {
    return HEADER + align(data);
  }

  /**
   * CMSG_FIRSTHDR.
   *
   * @param length the bytes in use, msg_controllen
   * @return 0, or -1 if there is no message
   */
  public static long first(long length) {
    return length < HEADER ? -1 : 0;
  }

  /**
   * CMSG_NXTHDR, for buffers with any content.
   *
   * @param length the bytes in use, msg_controllen
   * @return the offset of the message after the one at {@code offset}, or -1 if there is none
   */
  public static long next(MemorySegment control, long offset, long length) {
    long size = Fields.unsigned(control, offset + LEN, LEN_SIZE);
    if (size < HEADER || size > length - offset) {
      return -1;
    }
    long next = offset + align(size);
    return next > length - HEADER ? -1 : next;
  }

  /** CMSG_DATA. */
  public static long data(long offset) {
    return offset + HEADER;
  }

  /** How many bytes of data the message at an offset has within the buffer. */
  public static int dataLength(MemorySegment control, long offset, long length) {
    long size = Fields.unsigned(control, offset + LEN, LEN_SIZE);
    return (int) Math.max(0, Math.min(size, length - offset) - HEADER);
  }

  /** cmsg_level and cmsg_type, as the upper and lower half of one number. */
  public static long kind(MemorySegment control, long offset) {
    return kind(
        control.get(JAVA_INT_UNALIGNED, offset + LEVEL),
        control.get(JAVA_INT_UNALIGNED, offset + TYPE));
  }

  /** The same from its two halves. */
  public static long kind(int level, int type) {
    return (long) level << 32 | type & 0xffffffffL;
  }

  /** Writes a header for so many bytes of data. */
  public static void put(MemorySegment control, long offset, int level, int type, long data) {
    Fields.set(control, offset + LEN, LEN_SIZE, len(data));
    control.set(JAVA_INT_UNALIGNED, offset + LEVEL, level);
    control.set(JAVA_INT_UNALIGNED, offset + TYPE, type);
  }
}
