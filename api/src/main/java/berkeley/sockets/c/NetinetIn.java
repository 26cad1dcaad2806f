/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/** {@code <netinet/in.h>}: Internet addresses, protocols and options. */
public final class NetinetIn extends NetinetInConstants {
  private NetinetIn() {}
}
