/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import java.lang.foreign.Linker;

/** Runs the self-test with the numbers of another processor than the machine's. */
final class WrongColumn {
  private WrongColumn() {}

  public static void main(String[] arguments) throws Exception {
    Linker.nativeLinker(); // asks for the processor, too, and must hear the right one
    String here = System.getProperty("os.arch");
    System.setProperty("os.arch", here.equals("amd64") ? "aarch64" : "amd64");
    Class.forName("berkeley.sockets.selftest.SelfTest")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }
}
