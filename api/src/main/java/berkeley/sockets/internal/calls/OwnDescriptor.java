/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.parking.Parking;
import java.util.concurrent.locks.LockSupport;

/** Descriptors that only the library knows. */
public final class OwnDescriptor {
  private static final long RETRY = 100_000_000;

  private OwnDescriptor() {}

  /**
   * To be given each on which a thread may park, or the failure to make it: another thread may just
   * be closing the number's former file.
   */
  static int made(long fd) {
    if (fd >= 0) {
      Parking.forget((int) fd);
    }
    return (int) fd;
  }

  /**
   * Closes one. Nobody else can try again: where this thread has no memory or no stack left,
   * another does.
   */
  public static void close(int fd) {
    try {
      closeOnce(fd);
    } catch (OutOfMemoryError | StackOverflowError e) {
      Thread.ofVirtual()
          .name("close descriptor " + fd)
          .inheritInheritableThreadLocals(false)
          .start(() -> keepClosing(fd));
    }
  }

  private static void keepClosing(int fd) {
    while (true) {
      try {
        closeOnce(fd);
        return;
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(RETRY);
      }
    }
  }

  private static void closeOnce(int fd) {
    Parking.closing(fd);
    Sys.close(fd);
    Parking.closed(fd);
  }
}
