/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * poll and select where one of the {@link PendingErrors} is kept of a descriptor: they report it as
 * the kernel does an error that it still has, at once. poll says {@code POLLERR}, select that the
 * descriptor can be read and written.
 */
final class KeptErrorReports {
  private static final int POLLNVAL = poll_h.POLLNVAL;
  private static final int POLLERR = poll_h.POLLERR;
  private static final int BITS = Long.SIZE;

  private KeptErrorReports() {}

  static boolean concern(MemorySegment fds, long count) {
    for (long i = 0; i < count; i++) {
      if (PendingErrors.isKept(pollfd.fd(entry(fds, i)))) {
        return true;
      }
    }
    return false;
  }

  private static MemorySegment entry(MemorySegment fds, long index) {
    return fds.asSlice(index * pollfd.sizeof(), pollfd.sizeof());
  }

  static long poll(MemorySegment fds, long count) {
    long ready = Sys.poll(fds, count, 0);
    for (long i = 0; ready >= 0 && i < count; i++) {
      MemorySegment entry = entry(fds, i);
      short found = pollfd.revents(entry);
      if ((found & POLLNVAL) == 0 && PendingErrors.isKept(pollfd.fd(entry))) {
        pollfd.revents(entry, (short) (found | POLLERR));
        ready += found == 0 ? 1 : 0;
      }
    }
    return ready;
  }

  static boolean concern(int n, MemorySegment read, MemorySegment write) {
    int members = read.address() == 0 && write.address() == 0 ? 0 : n;
    for (int fd = 0; fd < members; fd++) {
      if ((has(read, fd) || has(write, fd)) && PendingErrors.isKept(fd)) {
        return true;
      }
    }
    return false;
  }

  static long select(int n, MemorySegment read, MemorySegment write, MemorySegment except) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wantedRead = arena.allocateFrom(JAVA_LONG_UNALIGNED, words(read, n));
      MemorySegment wantedWrite = arena.allocateFrom(JAVA_LONG_UNALIGNED, words(write, n));
      MemorySegment zero = arena.allocate(timeval.sizeof(), Long.BYTES);
      long ready = Sys.select(n, read, write, except, zero);
      for (int fd = 0; ready >= 0 && fd < n; fd++) {
        if ((has(wantedRead, fd) || has(wantedWrite, fd)) && PendingErrors.isKept(fd)) {
          ready += add(wantedRead, read, fd) + add(wantedWrite, write, fd);
        }
      }
      return ready;
    }
  }

  private static long[] words(MemorySegment set, int n) {
    return set.address() == 0
        ? new long[0]
        : set.asSlice(0, (n + BITS - 1L) / BITS * Long.BYTES).toArray(JAVA_LONG_UNALIGNED);
  }

  private static int add(MemorySegment wanted, MemorySegment set, int fd) {
    if (!has(wanted, fd) || has(set, fd)) {
      return 0;
    }
    long at = (long) fd / BITS * Long.BYTES;
    set.set(JAVA_LONG_UNALIGNED, at, set.get(JAVA_LONG_UNALIGNED, at) | 1L << fd);
    return 1;
  }

  private static boolean has(MemorySegment set, int fd) {
    long at = (long) fd / BITS * Long.BYTES;
    return set.byteSize() > at && (set.get(JAVA_LONG_UNALIGNED, at) >>> fd & 1) != 0;
  }
}
