/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.memory.Cells;
import berkeley.sockets.internal.memory.Check;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** getsockopt(2) and setsockopt(2) with an option's codec. */
final class OptionCalls {
  private static final int MOST = 1 << 20; // bytes that C may ask for

  private OptionCalls() {}

  /** The options that sockets themselves read and set; loaded with the first of them. */
  static final class Rows {
    static final SockOpt<Duration> RECEIVE_TIMEOUT =
        row("SO_RCVTIMEO", sys_socket_h.SO_RCVTIMEO, Codec.DURATION);
    static final SockOpt<Duration> SEND_TIMEOUT =
        row("SO_SNDTIMEO", sys_socket_h.SO_SNDTIMEO, Codec.DURATION);
    static final SockOpt<Boolean> LISTENING =
        row("SO_ACCEPTCONN", sys_socket_h.SO_ACCEPTCONN, Codec.BOOL);
    static final SockOpt<Boolean> REUSE_ADDRESS =
        row("SO_REUSEADDR", sys_socket_h.SO_REUSEADDR, Codec.BOOL);
    static final SockOpt<Boolean> V6_ONLY =
        new SockOpt<>(
            "IPV6_V6ONLY", netinet_in_h.IPPROTO_IPV6, netinet_in_h.IPV6_V6ONLY, Codec.BOOL);

    private Rows() {}

    private static <T> SockOpt<T> row(String name, int number, Codec<T> codec) {
      return new SockOpt<>(name, sys_socket_h.SOL_SOCKET, number, codec);
    }
  }

  // ---- reading

  static <T> T get(int fd, SockOpt<T> option) throws ErrnoException {
    Codec<T> codec = option.codec();
    if (codec.size() != Integer.BYTES || Check.optionUnit(option.level(), option.number()) > 1) {
      return value(fd, option, codec);
    }
    // a value of four bytes, in memory that is used again and again
    Cells cells = Cells.acquire();
    try {
      MemorySegment value = cells.value(0L);
      MemorySegment cell = cells.length(Integer.BYTES);
      long result = Descriptors.getsockopt(fd, option.level(), option.number(), value, cell);
      int length = cells.length();
      if (result >= 0 && length <= Integer.BYTES) {
        return codec.decode(value, Math.max(length, 0));
      }
      if (result < 0 && result != -errno_h.ERANGE) {
        throw failure("getsockopt", fd, option, result);
      }
    } finally {
      cells.release();
    }
    return value(fd, option, codec); // it is longer
  }

  private static <T> T value(int fd, SockOpt<T> option, Codec<T> codec) throws ErrnoException {
    int unit = Check.optionUnit(option.level(), option.number());
    int length = codec.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cell = arena.allocate(JAVA_INT);
      while (true) {
        MemorySegment value = arena.allocate(Math.max(8, (long) length * unit), 8);
        long result = read(fd, option, value, cell, length);
        int needed = cell.get(JAVA_INT_UNALIGNED, 0);
        if (needed > length && needed <= MOST && (result == 0 || result == -errno_h.ERANGE)) {
          length = needed;
          continue;
        }
        if (result == -errno_h.EINVAL && codec.exact()) {
          result = longestTaken(fd, option, value, cell, length);
          needed = cell.get(JAVA_INT_UNALIGNED, 0);
        }
        if (result < 0) {
          throw failure("getsockopt", fd, option, result);
        }
        return codec.decode(value, Math.clamp(needed, 0, length) * unit);
      }
    }
  }

  /** Reads once more with the longest buffer that the kernel does not refuse, if there is one. */
  private static long longestTaken(
      int fd, SockOpt<?> option, MemorySegment value, MemorySegment cell, int refused) {
    int taken = 0;
    int above = refused;
    while (above - taken > 1) {
      int middle = (taken + above) >>> 1;
      if (read(fd, option, value, cell, middle) == -errno_h.EINVAL) {
        above = middle;
      } else {
        taken = middle;
      }
    }
    return taken == 0 ? -errno_h.EINVAL : read(fd, option, value, cell, taken);
  }

  private static long read(
      int fd, SockOpt<?> option, MemorySegment value, MemorySegment cell, int length) {
    cell.set(JAVA_INT_UNALIGNED, 0, length);
    return Sys.getsockopt(fd, option.level(), option.number(), value, cell);
  }

  // ---- writing

  static <T> void set(int fd, SockOpt<T> option, T value) throws ErrnoException {
    if (option.codec().size() == Integer.BYTES) {
      Cells cells = Cells.acquire();
      try {
        write(fd, option, option.codec().encode(value, cells));
      } finally {
        cells.release();
      }
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      write(fd, option, option.codec().encode(value, arena));
    }
  }

  private static void write(int fd, SockOpt<?> option, MemorySegment c) throws ErrnoException {
    int length = (int) c.byteSize();
    long result = Descriptors.setsockopt(fd, option.level(), option.number(), c, length);
    if (result < 0) {
      throw failure("setsockopt", fd, option, result);
    }
  }

  private static ErrnoException failure(String call, int fd, SockOpt<?> option, long result) {
    return new ErrnoException(call, fd, null, option.name(), (int) -result);
  }
}
