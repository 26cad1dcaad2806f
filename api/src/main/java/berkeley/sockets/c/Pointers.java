/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static java.util.Objects.requireNonNull;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * C's {@code *} operator, for pointers that C stores into memory. What is returned has no bounds,
 * as in C: reading beyond what it points to is undefined.
 *
 * <p>A null pointer equals {@link MemorySegment#NULL}, also where a struct's accessor returns it:
 *
 * <pre>{@code
 * for (MemorySegment p = deref(res); !p.equals(NULL); p = addrinfo.ai_next(p)) ...
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Pointers {
  private Pointers() {}

  /**
   * {@code *p}
   *
   * @param p a cell that holds a pointer, such as the {@code res} of getaddrinfo
   * @return the memory it points to, or NULL
   */
  public static MemorySegment deref(MemorySegment p) {
    return deref(p, 0);
  }

  /**
   * {@code p[i]}
   *
   * @param p an array of pointers, such as {@code h_addr_list}
   * @param i an index
   * @return the memory that the element points to, or NULL
   */
  public static MemorySegment deref(MemorySegment p, long i) {
    long size = ValueLayout.ADDRESS.byteSize();
    return of(p.get(ValueLayout.ADDRESS_UNALIGNED, i * size).address());
  }

  /**
   * {@code (char *) p}
   *
   * @param p a pointer to text that ends in a zero byte, such as {@code ai_canonname}
   * @return the text, or null for NULL
   */
  public static @Nullable String string(MemorySegment p) {
    return p.equals(MemorySegment.NULL) ? null : p.getString(0);
  }

  /**
   * {@code char *const argv[] = {..., NULL}}
   *
   * @param allocator makes the memory, which has to live as long as C uses it
   * @param strings the elements
   * @return an array of pointers to the strings in UTF-8, ended by NULL
   */
  public static MemorySegment array(SegmentAllocator allocator, String... strings) {
    MemorySegment array = allocator.allocate(ValueLayout.ADDRESS, strings.length + 1L);
    for (int i = 0; i < strings.length; i++) {
      array.setAtIndex(
          ValueLayout.ADDRESS_UNALIGNED, i, Strings.toC(allocator, requireNonNull(strings[i])));
    }
    array.setAtIndex(ValueLayout.ADDRESS_UNALIGNED, strings.length, MemorySegment.NULL);
    return array;
  }

  /** The memory at an address; NULL with errno set for what a call returns as a failure. */
  static MemorySegment of(long address) {
    if (Errno.failed(address)) {
      return MemorySegment.NULL;
    }
    return address == 0 ? MemorySegment.NULL : Native.memory(address, Long.MAX_VALUE);
  }
}
