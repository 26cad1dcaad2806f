/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.time.Duration;
import java.time.Instant;

/**
 * How a Java value and the bytes of a C type become each other, in a socket option or in the data
 * of a control message. Implementations are stateless and safe for use by several threads.
 *
 * @param <T> the Java type
 */
@SuppressWarnings("ClassInitializationDeadlock") // only this interface makes instances of Codecs.*
public interface Codec<T> {
  /** C's {@code int} as a truth value: written as 1 or 0, anything but 0 is true. */
  Codec<Boolean> BOOL = new Codecs.Bool();

  /** {@code int}; also reads what an option returns as one or two bytes. */
  Codec<Integer> INT = new Codecs.Int();

  /** {@code int} in network byte order. */
  Codec<Integer> NETWORK_INT = new Codecs.NetworkInt();

  /** {@code uint16_t}. */
  Codec<Integer> SHORT = new Codecs.Uint16();

  /** {@code uint64_t}; also reads what an option returns as four bytes. */
  Codec<Long> LONG = new Codecs.Uint64();

  /** An array of {@code int}, as long as C says. */
  Codec<int[]> INTS = new Codecs.Ints();

  /** Bytes as they are, as many as C says. */
  Codec<byte[]> BYTES = new Codecs.Bytes(256);

  /**
   * A string in UTF-8 that ends at its first NUL, if it has one, as names in the kernel do. To
   * write one with a NUL or half a surrogate pair inside is an IllegalArgumentException.
   */
  Codec<String> STRING = new Codecs.Text();

  /**
   * {@code struct timeval} as a span, for limits of waiting: zero means none. A part of a
   * microsecond counts as one, and so does a negative span, since neither must become "no limit". A
   * span longer than C can say is the longest that it can say.
   */
  Codec<Duration> DURATION = new Codecs.Span();

  /** {@code struct timeval} as a point in time. */
  Codec<Instant> TIMEVAL = new Codecs.Timeval();

  /** {@code struct timespec} as a point in time. */
  Codec<Instant> TIMESPEC = new Codecs.Timespec();

  /**
   * Bytes as they are, where the kernel takes a buffer of one size only.
   *
   * @param size how many bytes are offered to a call that reads
   * @return a codec like {@link #BYTES} of that size
   */
  static Codec<byte[]> bytes(int size) {
    return new Codecs.Bytes(size);
  }

  /**
   * How many bytes the C type has; for a type without fixed size, how many are offered to a call
   * that reads it at first. Where the kernel then asks for more it is given more.
   *
   * @return the number of bytes
   */
  int size();

  /**
   * The fewest bytes that are a value: a control message with fewer is taken for cut off.
   *
   * @return the number of bytes; 0 unless it is overridden
   */
  default int least() {
    return 0;
  }

  /**
   * The most bytes that a control message with a value has: what {@link MessageBuilder#control}
   * makes room for.
   *
   * @return the number of bytes; {@link #size} unless it is overridden
   */
  default int most() {
    return size();
  }

  /**
   * Whether the kernel may refuse, with EINVAL, to put a value into a buffer longer than itself.
   * Shorter ones are then tried.
   *
   * @return whether it may; false unless it is overridden
   */
  default boolean exact() {
    return false;
  }

  /**
   * Writes a value into native memory of the allocator.
   *
   * @param value its value
   * @param allocator where the memory comes from
   * @return exactly the bytes to hand to C
   */
  MemorySegment encode(T value, SegmentAllocator allocator);

  /**
   * Reads a value.
   *
   * @param bytes lent for the call: at least {@link #size} bytes, those that C did not fill being 0
   * @param length how many bytes C says the value has, 0 to {@code bytes.byteSize()}
   * @return the value
   */
  T decode(MemorySegment bytes, int length);
}
