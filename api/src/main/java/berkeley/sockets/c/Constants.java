/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

/**
 * What generated constants pass through, so that none is a constant to javac: a value compiled into
 * a user's class would be wrong on the next platform.
 */
abstract class Constants {
  Constants() {}

  static int value(int value) {
    return value;
  }

  static long value(long value) {
    return value;
  }
}
