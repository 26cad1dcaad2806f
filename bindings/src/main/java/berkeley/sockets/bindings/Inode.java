/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** fstat(2), as far as it tells one open socket from another. */
public final class Inode {
  /** More than a {@code struct stat} has on any platform. */
  private static final long SIZE = 256;

  /** Where {@code st_ino} is, with 8 bytes, on all platforms in native/facts. */
  private static final long INO = 8;

  /** On the older of macOS' processors the plain name is that of a struct with 4 bytes for it. */
  private static final String NAME = Platform.is(Platform.MACOS_X86_64) ? "fstat$INODE64" : "fstat";

  private static final MethodHandle FSTAT = Native.link(NAME, "LPPPPP");

  private Inode() {}

  /**
   * The number of an open file, which no other one of its kind has that is open.
   *
   * @return the number, 0 or above, or a negated errno
   */
  public static long of(int fd) {
    MemorySegment cell = ErrnoCell.acquire();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stat = arena.allocate(SIZE, Long.BYTES);
      MemorySegment none = MemorySegment.NULL;
      long returned = (long) FSTAT.invokeExact(cell, (long) fd, stat, none, none, none, none);
      return (int) returned == -1
          ? -ErrnoCell.errno(cell)
          : stat.get(JAVA_LONG, INO) & Long.MAX_VALUE;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      ErrnoCell.release(cell);
    }
  }
}
