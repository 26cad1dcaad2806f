/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_errqueue_h;
import berkeley.sockets.bindings.headers.linux_errqueue_h.sock_extended_err;
import java.lang.foreign.MemorySegment;

/**
 * {@code <linux/errqueue.h>}: what MSG_ERRQUEUE brings.
 *
 * <p>Macro: {@link #SO_EE_OFFENDER}.
 *
 * @since 0.1.0
 */
public final class LinuxErrqueue implements linux_errqueue_h {
  private LinuxErrqueue() {}

  /**
   * {@code struct sockaddr *SO_EE_OFFENDER(const struct sock_extended_err *ee)}
   *
   * <p>The address of the host that reported an error; family {@code AF_UNSPEC} when it is not
   * known.
   *
   * <p>Differences from C: {@code ee} must extend over the address, as what {@code CMSG_DATA}
   * returns does.
   *
   * @param ee a {@code struct sock_extended_err}
   * @return the address, up to the end of {@code ee}
   * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>
   */
  public static MemorySegment SO_EE_OFFENDER(MemorySegment ee) {
    return ee.asSlice(sock_extended_err.sizeof());
  }
}
