/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Running;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selector and SelectionKey: each body has the same outcome with the JDK's and with ours. */
class SelectorContractTest {
  private static final int READ = SelectionKey.OP_READ;
  private static final int WRITE = SelectionKey.OP_WRITE;

  private static SelectionKey register(SelectableChannel channel, Selector selector, int ops)
      throws Exception {
    channel.configureBlocking(false);
    return channel.register(selector, ops);
  }

  @Test
  void keysAndSets() throws Exception {
    same(
        (stack, outcome) -> {
          Selector selector = stack.provider().openSelector();
          try (ChannelPair pair = ChannelPair.of(stack)) {
            outcome.of("provider", () -> selector.provider() == stack.provider());
            outcome.of("blocking", () -> pair.client().register(selector, READ));
            SelectionKey key = register(pair.client(), selector, READ);
            outcome.of("key", () -> pair.client().keyFor(selector) == key);
            outcome.of("again", () -> pair.client().register(selector, READ | WRITE, "x") == key);
            outcome.of("attachment", key::attachment);
            outcome.of("interest", key::interestOps);
            outcome.of("invalid ops", () -> key.interestOps(SelectionKey.OP_ACCEPT));
            outcome.of("invalid ops", () -> key.interestOpsOr(SelectionKey.OP_ACCEPT));
            outcome.of("invalid ops", () -> pair.server().register(selector, 16));
            outcome.of("and", () -> key.interestOpsAnd(READ));
            outcome.of("or", () -> key.interestOpsOr(WRITE));
            outcome.of("interest", key::interestOps);
            outcome.of("add", () -> selector.selectedKeys().add(key));
            outcome.of("keys", () -> selector.keys().size());
            outcome.of("remove", () -> selector.keys().remove(key));
            outcome.does("block", () -> pair.client().configureBlocking(true));
            outcome.of("select", selector::selectNow);
            outcome.of("ready", key::readyOps);
            outcome.of("selected", () -> selector.selectedKeys().contains(key));
            outcome.of("again", selector::selectNow);
            pair.server().write(ByteBuffer.allocate(1));
            outcome.of("more", () -> selector.select(5000));
            outcome.of("ready", key::readyOps);
            outcome.of("remove", () -> selector.selectedKeys().remove(key));
            outcome.of("select", selector::selectNow);
            selector.selectedKeys().clear();
            key.interestOps(0);
            outcome.of("no interest", selector::selectNow);
            outcome.of("negative", () -> selector.select(-1));
            outcome.of("null", () -> selector.select(null));
            key.cancel();
            key.cancel();
            outcome.of("valid", key::isValid);
            outcome.of("interest", key::interestOps);
            outcome.of("ready", key::readyOps);
            outcome.of("set", () -> key.interestOps(1));
            outcome.of("registered", pair.client()::isRegistered);
            outcome.of("again", () -> pair.client().register(selector, READ));
            outcome.does("block", () -> pair.client().configureBlocking(true));
            outcome.of("select", selector::selectNow);
            outcome.of("registered", pair.client()::isRegistered);
            outcome.of("keys", () -> selector.keys().size());
            SelectionKey second = register(pair.client(), selector, WRITE);
            outcome.of("new", () -> second != key && second.isValid());
            outcome.of("select", selector::selectNow);
            selector.close();
            outcome.of("valid", second::isValid);
            outcome.of("registered", pair.client()::isRegistered);
            outcome.of("select", selector::selectNow);
            outcome.of("keys", selector::keys);
            outcome.of("selected", selector::selectedKeys);
            outcome.of("register", () -> pair.client().register(selector, READ));
            outcome.of("wakeup", () -> selector.wakeup() == selector);
            outcome.of("open", selector::isOpen);
            selector.close();
          }
        });
  }

  /** A selector takes channels of its own stack only. */
  @Test
  void foreignChannels() throws Exception {
    same(
        (stack, outcome) -> {
          Stack other = stack == Stack.JDK ? Stack.OURS : Stack.JDK;
          try (AbstractSelector selector = stack.provider().openSelector();
              SocketChannel foreign = other.provider().openSocketChannel()) {
            outcome.of("register", () -> register(foreign, selector, READ));
            outcome.of("registered", foreign::isRegistered);
            outcome.of("keys", () -> selector.keys().size());
          }
        });
  }

  @Test
  void acceptAndConnect() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector();
              ServerSocketChannel listener = stack.provider().openServerSocketChannel();
              SocketChannel client = stack.provider().openSocketChannel()) {
            listener.bind(Contract.loopback(0));
            SelectionKey accept = register(listener, selector, SelectionKey.OP_ACCEPT);
            outcome.of("nothing", listener::accept);
            outcome.of("nothing", selector::selectNow);
            SelectionKey connect = register(client, selector, SelectionKey.OP_CONNECT);
            client.connect(listener.getLocalAddress());
            List<String> events = new ArrayList<>();
            while (events.size() < 2) {
              selector.select(
                  key -> {
                    events.add(key == accept ? "accept" : key == connect ? "connect" : "?");
                    try {
                      if (key == accept) {
                        listener.accept().close();
                        key.interestOps(0);
                      } else {
                        client.finishConnect();
                        key.interestOps(WRITE);
                      }
                    } catch (java.io.IOException e) {
                      events.add(e.toString());
                    }
                  },
                  5000);
              events.remove("?");
            }
            events.sort(null);
            outcome.add(events.toString());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wakeups(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector()) {
            selector.wakeup();
            selector.wakeup();
            outcome.add("before: " + start(virtual, selector::select).end());
            outcome.add("timeout: " + start(virtual, () -> selector.select(30)).end());
            Running waiting = start(virtual, selector::select).blocked();
            selector.wakeup();
            outcome.add("during: " + waiting.end());
            outcome.add("timeout: " + start(virtual, () -> selector.select(30)).end());
            Running interrupted =
                start(
                        virtual,
                        () -> selector.select() + " " + Thread.currentThread().isInterrupted())
                    .blocked();
            interrupted.thread().interrupt();
            outcome.add("interrupt: " + interrupted.end());
            outcome.of("open", selector::isOpen);
            outcome.add(
                "interrupted before: "
                    + start(
                            virtual,
                            () -> {
                              Thread.currentThread().interrupt();
                              return selector.select()
                                  + " "
                                  + Thread.currentThread().isInterrupted();
                            })
                        .end());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeEndsASelectionThatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          Selector selector = stack.provider().openSelector();
          Running waiting = start(virtual, selector::select).blocked();
          selector.close();
          outcome.add(waiting.end());
          outcome.of("later", selector::select);
        });
  }

  /** What a channel's close or a key's cancel leaves of a selection that waits. */
  @Test
  void closedChannelsLeaveTheSelector() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector();
              ChannelPair pair = ChannelPair.of(stack)) {
            SelectionKey key = register(pair.client(), selector, READ);
            Running waiting = start(false, selector::select).blocked();
            pair.client().close();
            outcome.of("valid", key::isValid);
            outcome.of("registered", pair.client()::isRegistered);
            outcome.of("peer", () -> pair.server().read(ByteBuffer.allocate(1)));
            selector.wakeup();
            outcome.add(waiting.end());
            outcome.of("keys", () -> selector.keys().size());
            outcome.of("registered", pair.client()::isRegistered);
          }
        });
  }

  /** Interest that another thread changes takes effect with the next selection. */
  @Test
  void interestOfAnotherThread() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector();
              ChannelPair pair = ChannelPair.of(stack)) {
            SelectionKey key = register(pair.client(), selector, READ);
            Running waiting = start(false, selector::select).blocked();
            key.interestOps(READ | WRITE);
            selector.wakeup();
            outcome.add(waiting.end());
            outcome.of("next", selector::select);
            outcome.of("ready", key::readyOps);
            selector.selectedKeys().clear();
            key.interestOps(READ);
            outcome.of("next", selector::selectNow);
          }
        });
  }

  /** As the JDK's HTTP server moves a channel between blocking and non-blocking work. */
  @Test
  void cancelledKeysLetTheChannelBlock() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector();
              ChannelPair pair = ChannelPair.of(stack)) {
            for (int i = 0; i < 50; i++) {
              SelectionKey key = register(pair.server(), selector, READ);
              pair.client().write(ByteBuffer.wrap(new byte[] {(byte) i}));
              selector.select(5000);
              selector.selectedKeys().clear();
              key.cancel();
              pair.server().configureBlocking(true);
              ByteBuffer one = ByteBuffer.allocate(1);
              outcome.of("read", () -> pair.server().read(one) + " " + one.get(0));
              selector.selectNow();
            }
          }
        });
  }

  @Test
  void endsAreReady() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector();
              ChannelPair pair = ChannelPair.of(stack)) {
            SelectionKey key = register(pair.client(), selector, READ);
            pair.server().shutdownOutput();
            outcome.of("half", () -> selector.select(5000));
            outcome.of("ready", key::readyOps);
            outcome.of("read", () -> pair.client().read(ByteBuffer.allocate(1)));
            selector.selectedKeys().clear();
            pair.client().shutdownOutput();
            outcome.of("both", () -> selector.select(5000));
            outcome.of("ready", key::readyOps);
            selector.selectedKeys().clear();
            key.interestOps(WRITE);
            outcome.of("write", () -> selector.select(5000));
            outcome.of("ready", key::readyOps);
          }
        });
  }

  @Test
  void selectingWithinAnAction() throws Exception {
    same(
        (stack, outcome) -> {
          Selector selector = stack.provider().openSelector();
          try (ChannelPair pair = ChannelPair.of(stack)) {
            SelectionKey key = register(pair.client(), selector, WRITE);
            outcome.of(
                "action",
                () -> selector.selectNow(each -> outcome.of("nested", selector::selectNow)));
            outcome.of("selected", () -> selector.selectedKeys().size());
            outcome.of(
                "throws",
                () ->
                    selector.select(
                        each -> {
                          throw new IllegalStateException();
                        }));
            outcome.of("cancel", () -> selector.selectNow(SelectionKey::cancel));
            outcome.of("valid", key::isValid);
            outcome.of("next", selector::selectNow);
            register(pair.server(), selector, WRITE);
            outcome.of(
                "close",
                () ->
                    selector.selectNow(
                        each -> {
                          try {
                            selector.close();
                          } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                          }
                        }));
          }
        });
  }

  @Test
  void pipes() throws Exception {
    same(
        (stack, outcome) -> {
          try (Selector selector = stack.provider().openSelector()) {
            Pipe pipe = stack.provider().openPipe();
            outcome.of("ops", () -> pipe.source().validOps() + " " + pipe.sink().validOps());
            outcome.of("write", () -> pipe.sink().write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
            outcome.of("read", () -> pipe.source().read(ByteBuffer.allocate(9)));
            outcome.of(
                "gather",
                () ->
                    pipe.sink()
                        .write(
                            new ByteBuffer[] {
                              ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4)
                            }));
            outcome.of(
                "scatter",
                () ->
                    pipe.source()
                        .read(
                            new ByteBuffer[] {
                              ByteBuffer.allocate(3), ByteBuffer.allocateDirect(9)
                            }));
            SelectionKey in = register(pipe.source(), selector, READ);
            SelectionKey out = register(pipe.sink(), selector, WRITE);
            outcome.of("read", () -> pipe.source().read(ByteBuffer.allocate(9)));
            outcome.of("select", selector::selectNow);
            outcome.of("ready", () -> in.readyOps() + " " + out.readyOps());
            selector.selectedKeys().clear();
            pipe.sink().close();
            outcome.of("end", () -> selector.select(5000));
            outcome.of("ready", in::readyOps);
            outcome.of("read", () -> pipe.source().read(ByteBuffer.allocate(9)));
            pipe.source().close();
            outcome.of("closed", () -> pipe.source().read(ByteBuffer.allocate(9)));
            Pipe broken = stack.provider().openPipe();
            broken.source().close();
            outcome.withMessage("broken", () -> broken.sink().write(ByteBuffer.allocate(1)));
            broken.sink().close();
            Pipe blocked = stack.provider().openPipe();
            Running reader =
                start(false, () -> blocked.source().read(ByteBuffer.allocate(1))).blocked();
            reader.thread().interrupt();
            outcome.add(reader.end() + blocked.source().isOpen());
            blocked.sink().close();
          }
        });
  }

  /** Channels that close while others register them: no valid key stays, and nothing strange. */
  @Test
  void registeringRacesClosing() throws Exception {
    same(
        (stack, outcome) -> {
          Set<String> ends = new java.util.TreeSet<>();
          try (Selector selector = stack.provider().openSelector()) {
            for (int i = 0; i < 200; i++) {
              SocketChannel channel = stack.provider().openSocketChannel();
              channel.configureBlocking(false);
              Running closer =
                  start(
                      true,
                      () -> {
                        channel.close();
                        return "closed";
                      });
              String end =
                  Outcome.tell(() -> channel.register(selector, SelectionKey.OP_CONNECT) != null);
              ends.add(closer.end());
              selector.selectNow();
              if (!end.equals("true") && !end.equals("java.nio.channels.ClosedChannelException")) {
                ends.add(end);
              }
              if (channel.isRegistered() || !selector.keys().isEmpty()) {
                ends.add("registered");
              }
            }
          }
          outcome.add(ends.toString());
        });
  }
}
