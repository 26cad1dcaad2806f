/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_can_raw_h;

/**
 * {@code <linux/can/raw.h>}: CAN frames as they are on the bus, and filters.
 *
 * @since 0.1.0
 */
public final class LinuxCanRaw implements linux_can_raw_h {
  private LinuxCanRaw() {}
}
