/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <netinet/udp.h>}: options and header of UDP. */
public final class NetinetUdp extends NetinetUdpConstants {
  private NetinetUdp() {}
}
