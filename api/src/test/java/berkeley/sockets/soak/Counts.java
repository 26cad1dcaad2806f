/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.soak;

import java.util.concurrent.atomic.LongAdder;

/** What was done. */
final class Counts {
  final LongAdder sent = new LongAdder();
  final LongAdder received = new LongAdder();
  final LongAdder wrong = new LongAdder();
  final LongAdder connections = new LongAdder();
  final LongAdder datagrams = new LongAdder();
  final LongAdder passed = new LongAdder();
  final LongAdder most = new LongAdder();

  @Override
  public String toString() {
    return "%,d connections (%,d held at once), %,d datagrams, %,d descriptors passed, %,d bytes"
        .formatted(connections.sum(), most.sum(), datagrams.sum(), passed.sum(), received.sum());
  }
}
