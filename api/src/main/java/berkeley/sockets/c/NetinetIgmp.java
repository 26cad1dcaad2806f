/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import berkeley.sockets.bindings.headers.netinet_igmp_h;

/**
 * {@code <netinet/igmp.h>}: the messages that report multicast membership.
 *
 * @since 0.1.0
 */
public final class NetinetIgmp extends NetinetIn implements netinet_igmp_h {
  private NetinetIgmp() {}
}
