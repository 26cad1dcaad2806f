/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_mptcp_h;

/**
 * {@code <linux/mptcp.h>}: subflows of Multipath TCP.
 *
 * @since 0.1.0
 */
public final class LinuxMptcp implements linux_mptcp_h {
  private LinuxMptcp() {}
}
