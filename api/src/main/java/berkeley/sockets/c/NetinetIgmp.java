/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <netinet/igmp.h>}: the messages that report multicast membership. */
public final class NetinetIgmp extends NetinetIgmpConstants {
  private NetinetIgmp() {}
}
