/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <linux/mptcp.h>}: subflows of Multipath TCP. */
public final class LinuxMptcp extends LinuxMptcpConstants {
  private LinuxMptcp() {}
}
