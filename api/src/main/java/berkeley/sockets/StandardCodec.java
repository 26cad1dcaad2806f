/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The codecs of C's scalar types, strings, arrays and times: one class, for the jar's size. */
final class StandardCodec<T> implements Codec<T> {
  static final int BOOL = 0;
  static final int INT = 1;
  static final int LONG = 2;
  static final int INTS = 3;
  static final int BYTES = 4;
  static final int STRING = 5;
  static final int TIMEVAL = 6;
  static final int TIMEVAL_INSTANT = 7;
  static final int TIMESPEC_INSTANT = 8;
  static final int INT_NETWORK = 9;
  static final int U16 = 10;

  private static final ValueLayout.OfInt NETWORK = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

  private final int kind;
  private final int size;

  StandardCodec(int kind, int size) {
    this.kind = kind;
    this.size = size;
  }

  /**
   * struct timeval as a span, rounded up: a span too short for it must not become 0, "for ever".
   */
  static final Codec<Duration> DURATION = new StandardCodec<>(TIMEVAL, 16);

  static final Codec<Instant> MICROSECONDS = new StandardCodec<>(TIMEVAL_INSTANT, 16);
  static final Codec<Instant> NANOSECONDS = new StandardCodec<>(TIMESPEC_INSTANT, 16);

  /** uint16_t. */
  static final Codec<Integer> SHORT = new StandardCodec<>(U16, 2);

  /** int in network byte order. */
  static final Codec<Integer> NETWORK_INT = new StandardCodec<>(INT_NETWORK, 4);

  @Override
  public int size() {
    return size;
  }

  @Override
  public MemorySegment encode(T value, SegmentAllocator allocator) {
    return switch (kind) {
      case BOOL -> allocator.allocateFrom(JAVA_INT, (Boolean) value ? 1 : 0);
      case U16 -> allocator.allocateFrom(JAVA_SHORT, (short) (int) (Integer) value);
      case INT -> allocator.allocateFrom(JAVA_INT, (Integer) value);
      case LONG -> allocator.allocateFrom(JAVA_LONG, (Long) value);
      case INT_NETWORK -> allocator.allocateFrom(NETWORK, (Integer) value);
      case INTS -> allocator.allocateFrom(JAVA_INT, (int[]) value);
      case BYTES -> allocator.allocateFrom(JAVA_BYTE, (byte[]) value);
      case STRING -> allocator.allocateFrom((String) value);
      case TIMEVAL -> {
        Duration time = (Duration) value;
        int micros = (time.getNano() + 999) / 1000;
        yield time(allocator, time.getSeconds() + micros / 1000_000, micros % 1000_000);
      }
      case TIMEVAL_INSTANT -> {
        Instant time = (Instant) value;
        yield time(allocator, time.getEpochSecond(), time.getNano() / 1000);
      }
      default -> {
        Instant time = (Instant) value;
        yield time(allocator, time.getEpochSecond(), time.getNano());
      }
    };
  }

  private static MemorySegment time(SegmentAllocator allocator, long seconds, long fraction) {
    return allocator.allocateFrom(JAVA_LONG, seconds, fraction);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T decode(MemorySegment bytes, int length) {
    return (T) object(bytes, length);
  }

  private Object object(MemorySegment bytes, int length) {
    return switch (kind) {
      case BOOL -> integer(bytes, 0, length) != 0;
      case INT, U16 -> (int) integer(bytes, 0, length);
      case LONG -> integer(bytes, 0, length);
      case INT_NETWORK -> bytes.get(NETWORK, 0);
      case INTS -> bytes.asSlice(0, length & -4).toArray(JAVA_INT);
      case BYTES -> bytes.asSlice(0, length).toArray(JAVA_BYTE);
      case STRING -> string(bytes, length);
      case TIMEVAL -> Duration.ofSeconds(timeval.tv_sec(bytes), timeval.tv_usec(bytes) * 1000);
      case TIMEVAL_INSTANT ->
          Instant.ofEpochSecond(timeval.tv_sec(bytes), timeval.tv_usec(bytes) * 1000);
      default -> Instant.ofEpochSecond(timespec.tv_sec(bytes), timespec.tv_nsec(bytes));
    };
  }

  /** The integer at an offset that C says has so many bytes. */
  static long integer(MemorySegment bytes, long offset, int length) {
    return switch (length) {
      case 0 -> 0;
      case 1 -> bytes.get(JAVA_BYTE, offset) & 0xff;
      case 2, 3 -> bytes.get(JAVA_SHORT, offset) & 0xffff;
      case 4, 5, 6, 7 -> Integer.toUnsignedLong(bytes.get(JAVA_INT, offset));
      default -> bytes.get(JAVA_LONG, offset);
    };
  }

  private static String string(MemorySegment bytes, int length) {
    byte[] all = bytes.asSlice(0, length).toArray(JAVA_BYTE);
    int end = 0;
    while (end < length && all[end] != 0) {
      end++;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8);
  }
}
