/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <linux/can/raw.h>}: CAN frames as they are on the bus, and filters. */
public final class LinuxCanRaw extends LinuxCanRawConstants {
  private LinuxCanRaw() {}
}
