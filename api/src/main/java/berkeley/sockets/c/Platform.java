/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/**
 * What the platform has: {@code #ifdef} for programs that run on several.
 *
 * <p>A constant that a platform does not have is {@link #ABSENT} there. Handed to the kernel it
 * fails as any wrong number does in C.
 *
 * @since 0.1.0
 */
public final class Platform {
  /** What a constant is worth that this platform does not have; no constant has this value. */
  public static final int ABSENT = absent();

  private Platform() {}

  private static int absent() { // a method, so that javac copies no value into other classes
    return berkeley.sockets.bindings.Platform.ABSENT;
  }

  /**
   * Whether the platform has a constant.
   *
   * @param constant its value, such as {@code SO_PEEK_OFF}
   * @return false if it is {@link #ABSENT}
   */
  public static boolean has(long constant) {
    return berkeley.sockets.bindings.Platform.has(constant);
  }
}
