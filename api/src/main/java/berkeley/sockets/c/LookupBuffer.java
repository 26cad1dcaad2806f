/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netdb_h.hostent;
import berkeley.sockets.bindings.headers.netdb_h.protoent;
import berkeley.sockets.bindings.headers.netdb_h.servent;
import berkeley.sockets.internal.memory.PerThread;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Where a lookup of {@code <netdb.h>} puts its answer: what is static storage in C, for each thread
 * its own, and growing until an answer fits.
 */
final class LookupBuffer {
  private static final int FIRST_SIZE = 1024;

  private static final PerThread<LookupBuffer> HOST = ofSize(hostent.sizeof());
  private static final PerThread<LookupBuffer> SERVICE = ofSize(servent.sizeof());
  private static final PerThread<LookupBuffer> PROTOCOL = ofSize(protoent.sizeof());

  final MemorySegment entry;
  final MemorySegment result = Arena.ofAuto().allocate(ValueLayout.ADDRESS);
  final MemorySegment herrno = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);
  MemorySegment buffer = Arena.ofAuto().allocate(FIRST_SIZE, 8);

  private LookupBuffer(long size) {
    entry = Arena.ofAuto().allocate(size, 8);
  }

  private static PerThread<LookupBuffer> ofSize(long size) {
    return new PerThread<>() {
      @Override
      protected LookupBuffer make() {
        return new LookupBuffer(size);
      }
    };
  }

  static LookupBuffer host() {
    return HOST.get();
  }

  static LookupBuffer service() {
    return SERVICE.get();
  }

  static LookupBuffer protocol() {
    return PROTOCOL.get();
  }

  long size() {
    return buffer.byteSize();
  }

  /** Whether the answer was too long; the buffer is larger then. */
  boolean again(long statusAndErrno) {
    int status = (int) statusAndErrno;
    if (status == Errno.ERANGE) {
      buffer = Arena.ofAuto().allocate(2 * size(), 8);
      return true;
    }
    if (status != 0) {
      Errno.errno(status);
    }
    return false;
  }

  MemorySegment found() {
    return result.get(ValueLayout.ADDRESS_UNALIGNED, 0).address() == 0 ? MemorySegment.NULL : entry;
  }
}
