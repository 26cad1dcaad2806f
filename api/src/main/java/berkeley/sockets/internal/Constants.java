/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.linux.errno_h;
import berkeley.sockets.bindings.linux.sys_socket_h;

/** The constants that waiting needs, by value: read once, constant to the JIT compiler. */
final class Constants {
  static final int MSG_DONTWAIT = sys_socket_h.MSG_DONTWAIT();
  static final int MSG_WAITALL = sys_socket_h.MSG_WAITALL();
  static final int MSG_TRUNC = sys_socket_h.MSG_TRUNC();

  static final long AGAIN = -errno_h.EAGAIN();

  private Constants() {}
}
