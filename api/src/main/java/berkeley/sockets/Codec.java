/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * How a Java value and the bytes of a C type become each other, in a socket option or in the data
 * of a control message. Implementations are stateless and safe for use by several threads.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
  /** C's {@code int} as a truth value: written as 1 or 0, anything but 0 is true. */
  Codec<Boolean> BOOL = new StandardCodec<>(StandardCodec.BOOL, 4);

  /** {@code int}; also reads what an option returns as one or two bytes. */
  Codec<Integer> INT = new StandardCodec<>(StandardCodec.INT, 4);

  /** {@code uint64_t}; also reads what an option returns as four bytes. */
  Codec<Long> LONG = new StandardCodec<>(StandardCodec.LONG, 8);

  /** An array of {@code int}, as long as C says. */
  Codec<int[]> INTS = new StandardCodec<>(StandardCodec.INTS, 128);

  /** Bytes as they are, as many as C says. */
  Codec<byte[]> BYTES = new StandardCodec<>(StandardCodec.BYTES, 256);

  /** A string in UTF-8 that ends at its first NUL, if it has one, as names in the kernel do. */
  Codec<String> STRING = new StandardCodec<>(StandardCodec.STRING, 64);

  /**
   * How many bytes the C type has; for a type without fixed size, how many are offered to a call
   * that reads it at first. Where the kernel then asks for more it is given more.
   *
   * @return the number of bytes
   */
  int size();

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
   * @param bytes at least {@link #size} bytes, those that C did not fill being 0
   * @param length how many bytes C says the value has, 0 to {@code bytes.byteSize()}
   * @return the value
   */
  T decode(MemorySegment bytes, int length);
}
