/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import java.nio.ByteBuffer;

/** What the workloads send. */
final class Content {
  private Content() {}

  /** Bytes that differ from their neighbours and from zero more often than not. */
  static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + 7);
    }
    return bytes;
  }

  static byte[] repeated(byte[] content, int times) {
    ByteBuffer all = ByteBuffer.allocate(content.length * times);
    for (int i = 0; i < times; i++) {
      all.put(content);
    }
    return all.array();
  }
}
