/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The memory into which a call saves errno before the JVM can touch it. A platform thread keeps one
 * cell for life; virtual threads borrow from a small striped pool, so that a million of them do not
 * leave a million cells behind.
 */
final class ErrnoCell {
  static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  private static final long SIZE = Linker.Option.captureStateLayout().byteSize();

  private static final ThreadLocal<MemorySegment> OWN =
      new ThreadLocal<>() { // no lambda, which the first call would have to make
        @Override
        protected MemorySegment initialValue() {
          return allocate();
        }
      };

  /** Made when the first virtual thread calls. */
  private static final class Shared {
    static final Pool<MemorySegment> POOL =
        new Pool<>() {
          @Override
          protected MemorySegment make() {
            return allocate();
          }
        };
  }

  private ErrnoCell() {}

  static MemorySegment acquire() {
    if (!Native.USABLE) {
      Native.check();
    }
    return Thread.currentThread().isVirtual() ? Shared.POOL.acquire() : OWN.get();
  }

  static void release(MemorySegment cell) {
    if (Thread.currentThread().isVirtual()) {
      Shared.POOL.release(cell);
    }
  }

  static int errno(MemorySegment cell) {
    return cell.get(ValueLayout.JAVA_INT, 0);
  }

  private static MemorySegment allocate() {
    return Arena.ofAuto().allocate(SIZE, ValueLayout.JAVA_LONG.byteSize());
  }
}
