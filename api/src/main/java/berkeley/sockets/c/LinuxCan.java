/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_can_h;

/**
 * {@code <linux/can.h>}: the Controller Area Network, its addresses and frames.
 *
 * @since 0.1.0
 */
public final class LinuxCan implements linux_can_h {
  private LinuxCan() {}
}
