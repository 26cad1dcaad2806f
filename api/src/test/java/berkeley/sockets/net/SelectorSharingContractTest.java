/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Running;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels of several selectors, selectors of several threads, and listeners' queues. */
class SelectorSharingContractTest {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;
  private static final int CLIENTS = 6;

  @Test
  void aChannelOfTwoSelectors() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector one = stack.provider().openSelector();
              Selector two = stack.provider().openSelector();
              ChannelPair pair = ChannelPair.of(stack)) {
            SocketChannel channel = pair.server();
            channel.configureBlocking(false);
            SelectionKey first = channel.register(one, READ, "first");
            outcome.of("only", () -> channel.keyFor(two));
            SelectionKey second = channel.register(two, READ | WRITE, "second");
            outcome.of("keys", () -> channel.keyFor(one) == first && channel.keyFor(two) == second);
            outcome.of("again", () -> channel.register(one, WRITE, "third") == first);
            outcome.of("attachments", () -> first.attachment() + " " + second.attachment());
            outcome.of("ops", () -> first.interestOps() + " " + second.interestOps());
            outcome.of("in one", one::selectNow);
            outcome.of("in two", two::selectNow);
            pair.client().write(ByteBuffer.allocate(1));
            outcome.of("in one", () -> one.select(100));
            outcome.of("in two", () -> two.select(5000) + " " + second.readyOps());
            outcome.does("block", () -> channel.configureBlocking(true));
            first.cancel();
            outcome.of(
                "registered", () -> channel.isRegistered() + " " + (channel.keyFor(one) == first));
            outcome.of("cancelled", () -> one.selectNow() + " " + one.keys().size());
            outcome.of("still", () -> second.isValid() + " " + channel.isRegistered());
            outcome.does("block", () -> channel.configureBlocking(true));
            SelectionKey anew = channel.register(one, READ);
            outcome.of("anew", () -> one.selectNow() + " " + anew.readyOps());
            channel.close();
            outcome.of("closed", () -> anew.isValid() + " " + second.isValid());
            outcome.of("gone", () -> one.selectNow() + " " + one.keys().size());
            outcome.of("gone", () -> two.selectNow() + " " + two.selectedKeys().size());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void registeringDoesNotWaitForASelection(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector();
              ChannelPair pair = ChannelPair.of(stack)) {
            pair.client().configureBlocking(false);
            pair.client().register(selector, READ);
            Running waiting = start(virtual, selector::select).blocked();
            pair.server().configureBlocking(false);
            SelectionKey late = pair.server().register(selector, WRITE);
            outcome.of("registered", () -> late.isValid() + " " + selector.keys().size());
            outcome.of("done", waiting.blocked().result()::isDone);
            selector.wakeup();
            outcome.add(waiting.end());
            outcome.of("next", selector::selectNow);
            pair.client().close();
            outcome.of("next", () -> selector.selectNow() + " " + selector.keys().size());
          }
        });
  }

  /** How many connections a listener holds that accepts none: Linux one more than asked for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void queuesOfListeners(int backlog) throws Exception {
    same(
        (stack, outcome) -> {
          List<SocketChannel> clients = new ArrayList<>();
          try (Selector selector = stack.provider().openSelector();
              ServerSocketChannel listener = stack.provider().openServerSocketChannel()) {
            listener.bind(loopback(0), backlog);
            int connected = 0;
            for (int i = 0; i < CLIENTS; i++) {
              SocketChannel client = stack.provider().openSocketChannel();
              clients.add(client);
              client.configureBlocking(false);
              connected += client.connect(listener.getLocalAddress()) ? 1 : 0;
              if (client.isConnectionPending()) {
                client.register(selector, SelectionKey.OP_CONNECT);
              }
            }
            while (selector.select(connected > backlog ? 200 : 10_000) > 0) {
              for (SelectionKey key : selector.selectedKeys()) {
                connected += ((SocketChannel) key.channel()).finishConnect() ? 1 : 0;
                key.cancel();
              }
              selector.selectedKeys().clear();
            }
            outcome.add("connected: " + connected);
          } finally {
            for (SocketChannel client : clients) {
              client.close();
            }
          }
        });
  }
}
