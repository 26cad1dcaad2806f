/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A C program's call: {@code struct call} of native/src/libraries/preload.c. */
final class Call {
  private static final long RESULT = 64;
  private static final long OP = 72;
  private static final long ERROR = 76;
  private static final long ANSWER = 80;
  private static final long HERE = 84;
  private static final long SIZE = 88;

  /** What a pointer gets whose length the call does not tell. */
  private static final long GENEROUS = 1L << 40;

  private final MemorySegment memory;

  Call(long address) {
    memory = at(address, SIZE);
  }

  /** Thrown by a row whose arguments cannot be Java's: libc serves the call. */
  static final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final Declined INSTANCE = new Declined();

    private Declined() {
      super(null, null, false, false);
    }
  }

  @SuppressWarnings("restricted")
  static MemorySegment at(long address, long size) {
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  int op() {
    return memory.get(JAVA_INT, OP);
  }

  /** Whether the call is to be made on the caller's thread. */
  boolean here() {
    return memory.get(JAVA_INT, HERE) != 0;
  }

  long address() {
    return memory.address();
  }

  void answer(long result, int error) {
    memory.set(JAVA_LONG, RESULT, result);
    memory.set(JAVA_INT, ERROR, error);
  }

  void declined() {
    memory.set(JAVA_INT, ANSWER, 1);
  }

  void failed() {
    memory.set(JAVA_INT, ANSWER, 2);
  }

  /** An argument that is an int in C. */
  int i(int n) {
    return (int) l(n);
  }

  /** An argument as wide as a register. */
  long l(int n) {
    return memory.getAtIndex(JAVA_LONG, n);
  }

  /** A length. */
  long size(int n) {
    long size = l(n);
    if (size < 0) {
      throw Declined.INSTANCE;
    }
    return size;
  }

  /** A pointer to as much as the call may need. */
  MemorySegment p(int n) {
    return at(l(n), GENEROUS);
  }

  /**
   * A pointer to that many bytes; a length that is an int may be negative, the kernel refuses it.
   */
  MemorySegment p(int n, long size) {
    return at(l(n), Math.max(size, 0));
  }

  /** A string, null for a null pointer. */
  String text(int n) {
    if (l(n) == 0) {
      return null;
    }
    MemorySegment text = p(n);
    int length = 0;
    while (text.get(java.lang.foreign.ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    byte[] bytes = text.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Declined.INSTANCE;
    }
  }
}
