/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import berkeley.sockets.Interface;
import berkeley.sockets.bindings.headers.ErrnoNames;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Ifaddrs;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** Calls what the C library is said to lack, from both skins. */
public final class AbsentFunctionProgram {
  private AbsentFunctionProgram() {}

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      int result = Ifaddrs.getifaddrs(arena.allocate(ValueLayout.ADDRESS));
      System.out.println(result + " " + ErrnoNames.of(Errno.errno()));
    }
    try {
      System.out.println(Interface.all());
    } catch (UnsupportedOperationException e) {
      System.out.println(e.getMessage());
    }
  }
}
