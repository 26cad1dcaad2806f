/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The memory into which a call saves errno before the JVM can touch it. A platform thread keeps one
 * cell for life; virtual threads borrow from a small pool, so that a million of them do not leave a
 * million cells behind.
 *
 * <p>A cell needs no direct memory, of which a program may have used up what it is allowed:
 * close(2) must work then, too.
 */
final class ErrnoCell {
  static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  /** More than the capture state: each cell has a cache line of its own. */
  private static final int LINE = 64;

  private static final int CHUNK = 64;

  private static final Slab SLAB = new Slab(LINE, LINE, CHUNK);

  private static final ThreadLocal<MemorySegment> OWN =
      new ThreadLocal<>() { // no lambda, which the first call would have to make
        @Override
        protected MemorySegment initialValue() {
          return SLAB.allocate();
        }
      };

  private static final class Shared extends Pool<MemorySegment> {
    @Override
    protected MemorySegment make() {
      return SLAB.allocate();
    }
  }

  /**
   * Made when the first virtual thread calls, and not by the initialiser of a class, which would
   * make no second attempt after a StackOverflowError.
   */
  private static @Nullable Shared
      shared; // of its own type, or verifying this class would load both

  private static boolean accessible; // if two threads find it false, both make the accessor

  private ErrnoCell() {}

  static MemorySegment acquire() {
    if (!Native.USABLE) {
      Native.check();
    }
    return Thread.currentThread().isVirtual() ? shared().acquire() : OWN.get();
  }

  /** Several threads may make one at a time: any of them will do. */
  private static Shared shared() {
    Shared pool = shared;
    if (pool == null) {
      pool = new Shared();
      shared = pool;
    }
    return pool;
  }

  static void release(MemorySegment cell) {
    if (Thread.currentThread().isVirtual()) {
      shared().release(cell);
    }
  }

  static int errno(MemorySegment cell) {
    return accessible ? cell.get(ValueLayout.JAVA_INT, 0) : first(cell);
  }

  /**
   * The first {@code get} makes an accessor. If a StackOverflowError met the JDK's classes then,
   * they would be lost, and with them the errno of every later call.
   */
  private static int first(MemorySegment cell) {
    if (!Sys.isDeep()) {
      return cell.asByteBuffer().order(ByteOrder.nativeOrder()).getInt(0);
    }
    int errno = cell.get(ValueLayout.JAVA_INT, 0);
    accessible = true;
    return errno;
  }
}
