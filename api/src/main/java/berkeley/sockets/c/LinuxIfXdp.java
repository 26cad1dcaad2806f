/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.linux_if_xdp_h;

/**
 * {@code <linux/if_xdp.h>}: packets through rings of shared memory, AF_XDP.
 *
 * <p>{@link #XDP_PGOFF_TX_RING} is an unsigned int in C: where an {@code off_t} is wanted, pass it
 * through {@link Integer#toUnsignedLong}.
 *
 * @since 0.1.0
 */
public final class LinuxIfXdp implements linux_if_xdp_h {
  private LinuxIfXdp() {}
}
