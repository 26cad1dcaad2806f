/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.SteadyState.assertAllocatesNothing;

import berkeley.sockets.net.Contract.ChannelPair;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * As {@link ViewsSteadyStateTest}, in a JVM of its own: what the compiler has seen before decides
 * what it can keep off the heap.
 */
@Tag("allocation")
class SelectorSteadyStateTest {
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
      assertAllocatesNothing(
          () -> {
            pair.client().write(direct.clear());
            selector.select();
            selector.selectedKeys().clear();
            pair.server().read(direct.clear());
          });
    }
  }
}
