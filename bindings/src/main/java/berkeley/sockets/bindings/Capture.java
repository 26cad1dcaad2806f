/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The memory into which a call saves errno before the JVM can touch it. A platform thread keeps one
 * cell for life; virtual threads borrow from a small striped pool, so that a million of them do not
 * leave a million cells behind.
 */
final class Capture {
  static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  private static final long SIZE = Linker.Option.captureStateLayout().byteSize();

  private static final ThreadLocal<MemorySegment> OWN = ThreadLocal.withInitial(Capture::allocate);

  private static final int STRIPES = 64;
  private static final int SPACING = 16; // references between two stripes: a cache line
  private static final AtomicReferenceArray<MemorySegment> POOL =
      new AtomicReferenceArray<>(STRIPES * SPACING);

  private Capture() {}

  static MemorySegment acquire() {
    if (!Native.USABLE) {
      Native.check();
    }
    Thread thread = Thread.currentThread();
    if (!thread.isVirtual()) {
      return OWN.get();
    }
    MemorySegment cell = POOL.getAndSet(stripe(thread), null);
    return cell != null ? cell : allocate();
  }

  static void release(MemorySegment cell) {
    Thread thread = Thread.currentThread();
    if (thread.isVirtual()) {
      POOL.lazySet(stripe(thread), cell); // a cell that this displaces is garbage
    }
  }

  static int errno(MemorySegment cell) {
    return cell.get(ValueLayout.JAVA_INT, 0);
  }

  private static int stripe(Thread thread) {
    return ((int) thread.threadId() & STRIPES - 1) * SPACING;
  }

  private static MemorySegment allocate() {
    return Arena.ofAuto().allocate(SIZE, ValueLayout.JAVA_LONG.byteSize());
  }
}
