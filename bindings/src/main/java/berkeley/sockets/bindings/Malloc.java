/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory of libc's, to be given back by hand. It is not filled with zeros, so that what is not used
 * of a large piece takes no memory, and it does not count as direct memory.
 */
public final class Malloc {
  private static final long PAGE = 1 << 12;

  private static final String SHAPE = "LPPPPP";

  private static boolean linked;

  private Malloc() {}

  /** As the calls of {@link Sys} are linked, of which these two are none. */
  private static boolean link() {
    Sys.prepare("aligned_alloc", "aligned_alloc", SHAPE, Native.PLAIN, Absent.ZERO);
    Sys.prepare("free", "free", SHAPE, Native.PLAIN, Absent.ZERO);
    return Handles.FREE != null;
  }

  @SuppressWarnings("NullAway") // they have been linked
  private static final class Handles {
    static final MethodHandle ALIGNED_ALLOC = Native.linked("aligned_alloc");
    static final MethodHandle FREE = Native.linked("free");
  }

  /**
   * Memory that begins a page.
   *
   * @param n how many bytes are needed at least
   * @return the memory, with anything in it
   * @throws OutOfMemoryError if there is none
   */
  public static MemorySegment allocate(long n) {
    long size = Math.addExact(n, PAGE - 1) & -PAGE;
    if (!linked) {
      linked = link();
    }
    long address = call(Handles.ALIGNED_ALLOC, PAGE, size);
    if (address == 0) {
      throw new OutOfMemoryError("no native memory for " + n + " bytes");
    }
    return Native.memory(address, size);
  }

  /** Gives memory back, which must not be used any more. */
  public static void free(MemorySegment memory) {
    call(Handles.FREE, memory.address(), 0);
  }

  private static long call(MethodHandle function, long first, long second) {
    MemorySegment cell = ErrnoCell.acquire();
    try {
      MemorySegment none = MemorySegment.NULL; // the shape of the other calls
      return (long)
          function.invokeExact(
              cell, first, MemorySegment.ofAddress(second), none, none, none, none);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      ErrnoCell.release(cell);
    }
  }
}
