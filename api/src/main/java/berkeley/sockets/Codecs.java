/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.internal.memory.CInt;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The codecs of C's numbers, arrays, strings and times, which {@link Codec} names. */
final class Codecs {
  private Codecs() {}

  static final class Bool implements Codec<Boolean> {
    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public MemorySegment encode(Boolean v, SegmentAllocator allocator) {
      return CInt.allocate(allocator, v ? 1 : 0);
    }

    @Override
    public Boolean decode(MemorySegment c, int length) {
      return integer(c, 0, length) != 0;
    }
  }

  static final class Int implements Codec<Integer> {
    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public MemorySegment encode(Integer v, SegmentAllocator allocator) {
      return CInt.allocate(allocator, v);
    }

    @Override
    public Integer decode(MemorySegment c, int length) {
      return (int) integer(c, 0, length);
    }
  }

  static final class NetworkInt implements Codec<Integer> {
    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public MemorySegment encode(Integer v, SegmentAllocator allocator) {
      return allocator.allocateFrom(JAVA_INT, swap(v));
    }

    @Override
    public Integer decode(MemorySegment c, int length) {
      return swap(c.get(JAVA_INT_UNALIGNED, 0));
    }

    private static int swap(int v) {
      return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? v : Integer.reverseBytes(v);
    }
  }

  static final class Uint16 implements Codec<Integer> {
    @Override
    public int size() {
      return Short.BYTES;
    }

    @Override
    public MemorySegment encode(Integer v, SegmentAllocator allocator) {
      return allocator.allocateFrom(JAVA_SHORT, (short) (int) v);
    }

    @Override
    public Integer decode(MemorySegment c, int length) {
      return (int) integer(c, 0, length);
    }
  }

  static final class Uint64 implements Codec<Long> {
    @Override
    public int size() {
      return Long.BYTES;
    }

    @Override
    public MemorySegment encode(Long v, SegmentAllocator allocator) {
      return allocator.allocateFrom(JAVA_LONG, v);
    }

    @Override
    public Long decode(MemorySegment c, int length) {
      return integer(c, 0, length);
    }
  }

  static final class Ints implements Codec<int[]> {
    @Override
    public int size() {
      return 32 * Integer.BYTES;
    }

    @Override
    public MemorySegment encode(int[] v, SegmentAllocator allocator) {
      return allocator.allocateFrom(JAVA_INT, v);
    }

    @Override
    public int[] decode(MemorySegment c, int length) {
      return c.asSlice(0, length & -Integer.BYTES).toArray(JAVA_INT_UNALIGNED);
    }
  }

  /** Bytes, of which so many are offered. */
  record Bytes(int size) implements Codec<byte[]> {
    @Override
    public MemorySegment encode(byte[] v, SegmentAllocator allocator) {
      return allocator.allocateFrom(JAVA_BYTE, v);
    }

    @Override
    public byte[] decode(MemorySegment c, int length) {
      return c.asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  static final class Text implements Codec<String> {
    @Override
    public int size() {
      return 64;
    }

    @Override
    public MemorySegment encode(String v, SegmentAllocator allocator) {
      return Strings.toC(allocator, v);
    }

    @Override
    public String decode(MemorySegment c, int length) {
      byte[] all = c.asSlice(0, length).toArray(JAVA_BYTE);
      int end = 0;
      while (end < length && all[end] != 0) {
        end++;
      }
      return new String(all, 0, end, StandardCharsets.UTF_8);
    }
  }

  static final class Span implements Codec<Duration> {
    private static final int SECOND = 1_000_000;

    @Override
    public int size() {
      return (int) timeval.sizeof();
    }

    @Override
    public MemorySegment encode(Duration v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      long seconds = v.getSeconds();
      int micros = (v.getNano() + 999) / 1000;
      if (v.isNegative()) {
        seconds = 0;
        micros = 1;
      } else if (micros == SECOND && seconds == Long.MAX_VALUE) {
        micros--;
      } else if (micros == SECOND) {
        seconds++;
        micros = 0;
      }
      timeval.tv_sec(c, seconds);
      timeval.tv_usec(c, micros);
      return c;
    }

    @Override
    public Duration decode(MemorySegment c, int length) {
      return Duration.ofSeconds(timeval.tv_sec(c), timeval.tv_usec(c) * 1000);
    }
  }

  static final class Timeval implements Codec<Instant> {
    @Override
    public int size() {
      return (int) timeval.sizeof();
    }

    @Override
    public MemorySegment encode(Instant v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      timeval.tv_sec(c, v.getEpochSecond());
      timeval.tv_usec(c, v.getNano() / 1000);
      return c;
    }

    @Override
    public Instant decode(MemorySegment c, int length) {
      return Instant.ofEpochSecond(timeval.tv_sec(c), timeval.tv_usec(c) * 1000);
    }
  }

  static final class Timespec implements Codec<Instant> {
    @Override
    public int size() {
      return (int) timespec.sizeof();
    }

    @Override
    public MemorySegment encode(Instant v, SegmentAllocator allocator) {
      MemorySegment c = allocator.allocate(size(), 8);
      timespec.tv_sec(c, v.getEpochSecond());
      timespec.tv_nsec(c, v.getNano());
      return c;
    }

    @Override
    public Instant decode(MemorySegment c, int length) {
      return Instant.ofEpochSecond(timespec.tv_sec(c), timespec.tv_nsec(c));
    }
  }

  /** The integer at an offset that C says has so many bytes. */
  static long integer(MemorySegment bytes, long offset, int length) {
    return switch (length) {
      case 0 -> 0;
      case 1 -> bytes.get(JAVA_BYTE, offset) & 0xff;
      case 2, 3 -> bytes.get(JAVA_SHORT_UNALIGNED, offset) & 0xffff;
      case 4, 5, 6, 7 -> Integer.toUnsignedLong(bytes.get(JAVA_INT_UNALIGNED, offset));
      default -> bytes.get(JAVA_LONG_UNALIGNED, offset);
    };
  }
}
