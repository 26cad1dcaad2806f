/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_net_tstamp_h;

/**
 * {@code <linux/net_tstamp.h>}: timestamps of packets.
 *
 * @since 0.1.0
 */
public final class LinuxNetTstamp implements linux_net_tstamp_h {
  private LinuxNetTstamp() {}
}
