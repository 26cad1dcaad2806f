/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.linux.mmsghdr;
import berkeley.sockets.bindings.linux.msghdr;
import berkeley.sockets.bindings.linux.timespec;

/** Sizes in bytes of structs that calls check their arguments against. */
public final class Sizes {
  public static final long MSGHDR = msghdr.sizeof();
  public static final long MMSGHDR = mmsghdr.sizeof();
  public static final long TIMESPEC = timespec.sizeof();

  private Sizes() {}
}
