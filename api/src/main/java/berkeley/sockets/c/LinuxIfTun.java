/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_if_tun_h;

/**
 * {@code <linux/if_tun.h>}: network interfaces whose packets a program reads and writes.
 *
 * @since 0.1.0
 */
public final class LinuxIfTun implements linux_if_tun_h {
  private LinuxIfTun() {}
}
