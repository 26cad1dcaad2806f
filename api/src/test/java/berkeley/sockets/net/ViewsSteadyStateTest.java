/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.SteadyState.assertAllocatesNothing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Pair;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once warm, views move data without allocating. */
@Tag("allocation")
class ViewsSteadyStateTest {
  @Test
  void streamsOfSockets() throws Exception {
    try (Pair pair = Pair.of(Stack.OURS)) {
      OutputStream out = pair.client().getOutputStream();
      InputStream in = pair.server().getInputStream();
      byte[] bytes = new byte[100];
      assertAllocatesNothing(
          () -> {
            out.write(bytes, 0, 100);
            assertEquals(100, in.read(bytes, 0, 100));
          });
      pair.server().setSoTimeout(5000);
      assertAllocatesNothing(
          () -> {
            out.write(bytes, 0, 100);
            assertEquals(100, in.read(bytes, 0, 100));
          });
    }
  }

  @Test
  void channels() throws Exception {
    try (ChannelPair pair = ChannelPair.of(Stack.OURS)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(64);
      ByteBuffer heap = ByteBuffer.allocate(64);
      pair.client().configureBlocking(false);
      pair.server().configureBlocking(false);
      assertAllocatesNothing(
          () -> {
            pair.client().write(direct.clear());
            while (pair.server().read(heap.clear()) == 0) {
              Thread.onSpinWait();
            }
          });
    }
  }
}
