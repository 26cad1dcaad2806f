/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.CmsgAlign;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.lang.foreign.MemorySegment;

/** Message headers, their vectors and control messages. */
final class Messages {
  private static final int SHOWN = 64; // elements of an array

  private Messages() {}

  /**
   * A vector, of which {@code data} bytes have meaning.
   *
   * @param data negative if no contents are to be shown
   */
  static String vector(MemorySegment at, long count, long data) {
    long size = iovec.sizeof();
    MemorySegment all = count < 0 || count > 1024 ? null : Memory.read(at, count * size);
    if (all == null) {
      return Text.pointer(at);
    }
    StringBuilder out = new StringBuilder("[");
    long left = data;
    for (long i = 0; i < count; i++) {
      if (i == SHOWN) {
        out.append(", ...");
        break;
      }
      MemorySegment one = all.asSlice(i * size, size);
      MemorySegment base = iovec.iov_base(one);
      long length = iovec.iov_len(one);
      long meant = Math.max(0, Math.min(left, length));
      String shown = data < 0 ? Text.pointer(base) : meant == 0 ? "\"\"" : Text.buffer(base, meant);
      left -= meant;
      out.append(i > 0 ? ", " : "").append("{iov_base=").append(shown);
      out.append(", iov_len=").append(length).append('}');
    }
    return out.append(']').toString();
  }

  /** The name length of a header, which receiving changes; -1 if it cannot be read. */
  static int nameLength(MemorySegment at) {
    MemorySegment header = Memory.read(at, msghdr.sizeof());
    return header == null ? -1 : msghdr.msg_namelen(header);
  }

  /**
   * A message header.
   *
   * @param before its name length before the call, negative if that does not matter
   * @param data how many bytes of its vector have meaning
   */
  static String header(MemorySegment at, int before, long data) {
    MemorySegment header = Memory.read(at, msghdr.sizeof());
    if (header == null) {
      return Text.pointer(at);
    }
    int now = msghdr.msg_namelen(header);
    StringBuilder out = new StringBuilder("{msg_name=");
    out.append(
        now > 0
            ? Structs.address(msghdr.msg_name(header), now)
            : Text.pointer(msghdr.msg_name(header)));
    out.append(", msg_namelen=").append(before >= 0 && before != now ? before + " => " : "");
    out.append(now);
    long count = msghdr.msg_iovlen(header);
    out.append(", msg_iov=").append(vector(msghdr.msg_iov(header), count, data));
    out.append(", msg_iovlen=").append(count);
    MemorySegment control = msghdr.msg_control(header);
    long length = msghdr.msg_controllen(header);
    if (control.address() != 0 && length > 0) {
      out.append(", msg_control=").append(control(control, length));
    }
    out.append(", msg_controllen=").append(length);
    return out.append(", msg_flags=")
        .append(Names.flags("MSG_", msghdr.msg_flags(header)))
        .append('}')
        .toString();
  }

  /** The headers of a batch, of which the first {@code count} were used. */
  static String batch(MemorySegment at, long count) {
    long size = mmsghdr.sizeof();
    MemorySegment all = Memory.read(at, count * size);
    if (all == null) {
      return Text.pointer(at);
    }
    StringBuilder out = new StringBuilder("[");
    for (long i = 0; i < count; i++) {
      if (i == SHOWN) {
        out.append(", ...");
        break;
      }
      MemorySegment one = all.asSlice(i * size, size);
      long length = Integer.toUnsignedLong(mmsghdr.msg_len(one));
      out.append(i > 0 ? ", " : "").append("{msg_hdr=");
      out.append(header(mmsghdr.msg_hdr(one), -1, length));
      out.append(", msg_len=").append(length).append('}');
    }
    return out.append(']').toString();
  }

  /** The bytes in the first {@code count} messages of a batch. */
  static long bytes(MemorySegment at, long count) {
    MemorySegment all = Memory.read(at, count * mmsghdr.sizeof());
    long sum = 0;
    for (long i = 0; all != null && i < count; i++) {
      MemorySegment one = all.asSlice(i * mmsghdr.sizeof(), mmsghdr.sizeof());
      sum += Integer.toUnsignedLong(mmsghdr.msg_len(one));
    }
    return sum;
  }

  private static String control(MemorySegment at, long size) {
    MemorySegment all = Memory.read(at, size);
    if (all == null) {
      return Text.pointer(at);
    }
    long head = CmsgAlign.of(cmsghdr.sizeof());
    StringBuilder out = new StringBuilder("[");
    for (long i = 0; size - i >= head; ) {
      long length = cmsghdr.cmsg_len(all.asSlice(i));
      if (length < head || length > size - i) {
        break;
      }
      long level = all.get(JAVA_INT_UNALIGNED, i + cmsghdr.cmsg_level$offset());
      long type = all.get(JAVA_INT_UNALIGNED, i + cmsghdr.cmsg_type$offset());
      out.append(out.length() > 1 ? ", " : "").append("{cmsg_len=").append(length);
      out.append(", cmsg_level=").append(Names.one("SOL_", level));
      out.append(", cmsg_type=").append(Options.type(level, type));
      if (length > head) {
        MemorySegment data = all.asSlice(i + head, length - head);
        out.append(", cmsg_data=").append(Options.control(level, type, data));
      }
      out.append('}');
      i += CmsgAlign.of(length);
    }
    return out.append(']').toString();
  }
}
