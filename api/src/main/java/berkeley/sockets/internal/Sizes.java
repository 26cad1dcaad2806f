/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;

/** Sizes in bytes of structs that calls check their arguments against. */
public final class Sizes {
  public static final long MSGHDR = msghdr.sizeof();
  public static final long MMSGHDR = mmsghdr.sizeof();
  public static final long TIMESPEC = timespec.sizeof();

  private Sizes() {}
}
