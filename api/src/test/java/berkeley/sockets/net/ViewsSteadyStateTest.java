/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Pair;
import com.sun.management.ThreadMXBean;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once warm, views move data without allocating. */
@Tag("allocation")
class ViewsSteadyStateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int COUNT = 5_000;

  private interface Calls {
    void run() throws Exception;
  }

  private static void assertAllocatesNothing(Calls calls) throws Exception {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 30 && least >= COUNT; round++) { // the first ones warm it up
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < COUNT; i++) {
        calls.run();
      }
      least = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(least < COUNT, least + " bytes in " + COUNT + " rounds");
  }

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

  @Test
  void selections() throws Exception {
    try (Selector selector = Stack.OURS.provider().openSelector();
        ChannelPair pair = ChannelPair.of(Stack.OURS)) {
      pair.server().configureBlocking(false);
      SelectionKey key = pair.server().register(selector, SelectionKey.OP_READ);
      ByteBuffer direct = ByteBuffer.allocateDirect(64);
      int[] selected = new int[1];
      Consumer<SelectionKey> count = each -> selected[0]++;
      assertAllocatesNothing(
          () -> {
            pair.client().write(direct.clear());
            selector.select(count);
            key.interestOps(SelectionKey.OP_READ); // which it has
            selector.selectNow(count);
            pair.server().read(direct.clear());
          });
    }
  }
}
