/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.trace;

import berkeley.sockets.bindings.Native;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.ErrnoNames;

/** The names and texts of errors. */
final class Errors {
  private Errors() {}

  static String name(int errno) {
    String name = ErrnoNames.of(errno);
    return name != null ? name : Integer.toString(errno);
  }

  /** {@code ECONNREFUSED (Connection refused)}. */
  static String describe(int errno) {
    return name(errno) + " (" + Native.string(Sys.strerror(errno)) + ")";
  }
}
