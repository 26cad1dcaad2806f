/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <linux/if_tun.h>}: network interfaces whose packets a program reads and writes. */
public final class LinuxIfTun extends LinuxIfTunConstants {
  private LinuxIfTun() {}
}
