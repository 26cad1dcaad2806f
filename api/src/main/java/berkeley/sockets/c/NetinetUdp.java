/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_udp_h;

/**
 * {@code <netinet/udp.h>}: options and header of UDP.
 *
 * @since 0.1.0
 */
public final class NetinetUdp implements netinet_udp_h {
  private NetinetUdp() {}
}
