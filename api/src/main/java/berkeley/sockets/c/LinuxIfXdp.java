/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/**
 * {@code <linux/if_xdp.h>}: packets through rings of shared memory, AF_XDP.
 *
 * <p>{@link #XDP_PGOFF_TX_RING} is an unsigned int in C: where an {@code off_t} is wanted, pass it
 * through {@link Integer#toUnsignedLong}.
 */
public final class LinuxIfXdp extends LinuxIfXdpConstants {
  private LinuxIfXdp() {}
}
