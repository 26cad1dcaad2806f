/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.memory.Cells;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A socket option: a row of the tables {@link SocketOptions}, {@link IpOptions}, {@link
 * Ipv6Options}, {@link TcpOptions}, {@link UdpOptions}, {@link PacketOptions}, {@link
 * NetlinkOptions} and {@link VsockOptions}, or one made by {@link #raw}. It is read with {@link
 * Socket#getOption} and written with {@link Socket#setOption}, getsockopt(2) and setsockopt(2).
 * Immutable.
 *
 * <p>Nothing is checked that the kernel checks: what it does not support, or lets only be read or
 * written, fails by errno, most often ENOPROTOOPT; which options a kernel has depends on its
 * version and configuration.
 *
 * @param <T> the type of its value
 * @param name C's name, such as {@code SO_KEEPALIVE}
 * @param level the protocol level, such as SOL_SOCKET
 * @param number the option's number within the level
 * @param codec how its value looks in C
 */
public record SockOpt<T>(String name, int level, int number, Codec<T> codec) {
  private static final int MOST = 1 << 20; // bytes that C may ask for

  /**
   * An option without a row.
   *
   * @param <T> the type of its value
   * @param level the protocol level
   * @param number the option's number within the level
   * @param codec how its value looks in C, {@link Codec#BYTES} for the bytes as they are
   * @return the option
   */
  public static <T> SockOpt<T> raw(int level, int number, Codec<T> codec) {
    return new SockOpt<>(level + "/" + number, level, number, codec);
  }

  /** C's name of the option. */
  @Override
  public String toString() {
    return name;
  }

  /** getsockopt(2). */
  T get(int fd) throws ErrnoException {
    return codec instanceof StandardCodec && codec.size() == Integer.BYTES ? number(fd) : value(fd);
  }

  /** An int, in memory that is used again and again. */
  private T number(int fd) throws ErrnoException {
    Cells cells = Cells.acquire();
    try {
      MemorySegment value = cells.value(0);
      long result = Sys.getsockopt(fd, level, number, value, cells.length(Integer.BYTES));
      if (result < 0) {
        throw new ErrnoException("getsockopt", fd, null, name, (int) -result);
      }
      return codec.decode(value, Math.clamp(cells.length(), 0, Integer.BYTES));
    } finally {
      cells.release();
    }
  }

  private T value(int fd) throws ErrnoException {
    // a filter's length is counted in instructions
    int unit = codec == StructCodec.SOCK_FPROG ? 8 : 1;
    int length = codec.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cell = arena.allocate(JAVA_INT);
      while (true) {
        MemorySegment value = arena.allocate(Math.max(8, (long) length * unit), 8);
        cell.set(JAVA_INT, 0, length);
        long result = Sys.getsockopt(fd, level, number, value, cell);
        int needed = cell.get(JAVA_INT, 0);
        if (needed > length && needed <= MOST && (result == 0 || result == -errno_h.ERANGE)) {
          length = needed;
        } else if (result < 0) {
          throw new ErrnoException("getsockopt", fd, null, name, (int) -result);
        } else {
          return codec.decode(value, Math.clamp(needed, 0, length) * unit);
        }
      }
    }
  }

  /** setsockopt(2). */
  void set(int fd, T value) throws ErrnoException {
    if (codec == Codec.BOOL || codec == Codec.INT) {
      Cells cells = Cells.acquire();
      try {
        int v = value instanceof Integer i ? i : (Boolean) value ? 1 : 0;
        set(fd, cells.value(v), Integer.BYTES);
      } finally {
        cells.release();
      }
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment c = codec.encode(value, arena);
      set(fd, c, (int) c.byteSize());
    }
  }

  private void set(int fd, MemorySegment c, int length) throws ErrnoException {
    long result = Descriptors.setsockopt(fd, level, number, c, length);
    if (result < 0) {
      throw new ErrnoException("setsockopt", fd, null, name, (int) -result);
    }
  }
}
