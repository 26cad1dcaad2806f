/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

/** The contents of a stream or a datagram: each byte follows from its place and a seed. */
final class Pattern {
  private Pattern() {}

  private static byte at(int seed, long position) {
    return (byte) ((seed + position) * 0x9e3779b97f4a7c15L >>> 56);
  }

  static void fill(byte[] data, int length, int seed, long position) {
    for (int i = 0; i < length; i++) {
      data[i] = at(seed, position + i);
    }
  }

  /** How many bytes differ. */
  static int differences(byte[] data, int length, int seed, long position) {
    int wrong = 0;
    for (int i = 0; i < length; i++) {
      wrong += data[i] == at(seed, position + i) ? 0 : 1;
    }
    return wrong;
  }
}
