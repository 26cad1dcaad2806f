/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <linux/can.h>}: the Controller Area Network, its addresses and frames. */
public final class LinuxCan extends LinuxCanConstants {
  private LinuxCan() {}
}
