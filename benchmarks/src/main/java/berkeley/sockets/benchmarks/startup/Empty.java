/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.startup;

/** What a JVM costs that does nothing. */
public final class Empty {
  private Empty() {}

  public static void main(String[] arguments) {
    // nothing
  }
}
