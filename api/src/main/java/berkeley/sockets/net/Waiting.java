/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

/** How long a wait may still take. */
final class Waiting {
  private Waiting() {}

  /**
   * What is left of a limit, in milliseconds as poll(2) takes them.
   *
   * @param milliseconds the limit, 0 for none
   * @param start when the wait began, of {@link System#nanoTime}
   * @return below 0 for no limit, 0 when it is over
   */
  static int left(int milliseconds, long start) {
    if (milliseconds == 0) {
      return -1;
    }
    long passed = (System.nanoTime() - start) / 1_000_000;
    return (int) Math.max(0, milliseconds - passed);
  }
}
