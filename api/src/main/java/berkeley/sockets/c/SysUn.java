/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.sys_un_h;
import berkeley.sockets.bindings.headers.sys_un_h.sockaddr_un;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code <sys/un.h>}: addresses of UNIX sockets.
 *
 * <p>Macro: {@link #SUN_LEN}.
 *
 * @since 0.1.0
 */
public final class SysUn implements sys_un_h {
  private SysUn() {}

  /**
   * {@code size_t SUN_LEN(const struct sockaddr_un *ptr)}
   *
   * <p>The length of an address whose path ends in a zero byte; that byte is not counted.
   *
   * <p>Differences from C: an int, as every call that wants it takes one; a path without a zero
   * byte is an IndexOutOfBoundsException at the end of the segment.
   *
   * @param ptr a {@code struct sockaddr_un}
   * @return the length for bind and connect
   * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
   */
  public static int SUN_LEN(MemorySegment ptr) {
    long path = sockaddr_un.sun_path$offset();
    long end = path;
    while (ptr.get(ValueLayout.JAVA_BYTE, end) != 0) {
      end++;
    }
    return (int) end;
  }
}
