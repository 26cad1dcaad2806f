/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <linux/net_tstamp.h>}: timestamps of packets. */
public final class LinuxNetTstamp extends LinuxNetTstampConstants {
  private LinuxNetTstamp() {}
}
