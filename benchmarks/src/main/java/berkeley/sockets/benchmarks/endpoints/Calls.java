/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static berkeley.sockets.c.SysSocket.SHUT_RDWR;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static berkeley.sockets.c.SysSocket.shutdown;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.c.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Calls of the C mirror whose failure ends the measurement. */
public final class Calls {
  private Calls() {}

  /** What a call returned, which is not to be an error. */
  public static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException(Errno.strerror(Errno.errno()));
    }
    return result;
  }

  /** What a call that moves bytes returned, which is not to be an end or an error. */
  public static long moved(long n) {
    if (n <= 0) {
      throw new IllegalStateException("nothing moved: " + n);
    }
    return n;
  }

  public static void setOption(int fd, int level, int option, int value) {
    MemorySegment cell = Arena.ofAuto().allocateFrom(JAVA_INT, value);
    check(setsockopt(fd, level, option, cell, Integer.BYTES));
  }

  /** Ends the connection: the thread at the other end receives the end of the stream. */
  public static void hangUp(int fd) {
    check(shutdown(fd, SHUT_RDWR));
  }
}
