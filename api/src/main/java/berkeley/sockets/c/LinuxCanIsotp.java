/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_can_isotp_h;

/**
 * {@code <linux/can/isotp.h>}: transport of longer messages over CAN, ISO 15765-2.
 *
 * @since 0.1.0
 */
public final class LinuxCanIsotp implements linux_can_isotp_h {
  private LinuxCanIsotp() {}
}
