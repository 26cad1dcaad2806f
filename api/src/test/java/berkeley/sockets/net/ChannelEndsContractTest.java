/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.loopback;
import static berkeley.sockets.net.Contract.same;
import static berkeley.sockets.net.Contract.start;

import berkeley.sockets.net.Contract.ChannelPair;
import berkeley.sockets.net.Contract.Full;
import berkeley.sockets.net.Contract.Running;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what a channel waits for ends: the same outcome with the JDK's and with ours. */
class ChannelEndsContractTest {
  // ---- ends

  @Test
  void shutDownDirections() throws Exception {
    same(
        (stack, outcome) -> {
          for (boolean blocking : new boolean[] {true, false}) {
            try (ChannelPair pair = ChannelPair.of(stack)) {
              pair.client().configureBlocking(blocking);
              pair.server().write(ByteBuffer.allocate(5));
              pair.client().shutdownInput();
              pair.client().shutdownInput();
              outcome.of("read", () -> pair.client().read(ByteBuffer.allocate(9)));
              outcome.of("read none", () -> pair.client().read(ByteBuffer.allocate(0)));
              pair.client().shutdownOutput();
              pair.client().shutdownOutput();
              outcome.of("write", () -> pair.client().write(ByteBuffer.allocate(9)));
              outcome.of(
                  "gather", () -> pair.client().write(new ByteBuffer[] {ByteBuffer.allocate(9)}));
              outcome.of("end", () -> pair.server().read(ByteBuffer.allocate(9)));
              outcome.of("text", () -> pair.client().toString().replaceAll("[0-9]{2,}", "N"));
              outcome.of("open", pair.client()::isOpen);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shutdownEndsWhatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            Running reader =
                start(virtual, () -> pair.client().read(ByteBuffer.allocate(9))).blocked();
            pair.client().shutdownInput();
            outcome.add("read: " + reader.end());
            Running writer = start(virtual, () -> fill(pair.client())).blocked();
            pair.client().shutdownOutput();
            outcome.add("write: " + writer.end());
            outcome.of("open", pair.client()::isOpen);
          }
        });
  }

  private static Object fill(SocketChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 16);
    while (true) {
      channel.write(block.clear());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeAndInterruptEndWhatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          for (String how : new String[] {"close", "interrupt"}) {
            try (ChannelPair pair = ChannelPair.of(stack)) {
              Running reader =
                  start(virtual, () -> pair.client().read(ByteBuffer.allocate(9))).blocked();
              end(how, reader, pair.client());
              outcome.add(how + " read: " + reader.end() + pair.client().isOpen());
            }
            try (ChannelPair pair = ChannelPair.of(stack)) {
              Running writer = start(virtual, () -> fill(pair.client())).blocked();
              end(how, writer, pair.client());
              String ended = writer.end();
              if (virtual) { // which may have sent a little more, and fails in the next call
                ended =
                    ended.replaceAll("(AsynchronousClose|ClosedByInterrupt)E", "ClosedChannelE");
              }
              outcome.add(how + " write: " + ended + pair.client().isOpen());
            }
            try (ServerSocketChannel listener = stack.provider().openServerSocketChannel()) {
              listener.bind(loopback(0));
              Running acceptor = start(virtual, listener::accept).blocked();
              end(how, acceptor, listener);
              outcome.add(how + " accept: " + acceptor.end() + listener.isOpen());
            }
          }
          try (ChannelPair pair = ChannelPair.of(stack)) {
            outcome.add(
                start(
                        virtual,
                        () -> {
                          Thread.currentThread().interrupt();
                          return pair.client().read(ByteBuffer.allocate(1));
                        })
                    .end());
            outcome.of("open", pair.client()::isOpen);
          }
        });
  }

  private static void end(String how, Running running, java.nio.channels.Channel channel)
      throws IOException {
    if (how.equals("close")) {
      channel.close();
    } else {
      running.thread().interrupt();
    }
  }

  @Test
  void resetsAndBrokenPipes() throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            pair.server().setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
            pair.server().close();
            ByteBuffer one = ByteBuffer.allocate(1);
            outcome.withMessage("read", () -> pair.client().read(one));
            outcome.withMessage("read", () -> pair.client().read(one));
            outcome.withMessage("write", () -> pair.client().write(one));
            outcome.of("open", pair.client()::isOpen);
          }
          try (ChannelPair pair = ChannelPair.of(stack)) {
            pair.server().setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
            pair.server().close();
            outcome.withMessage("shut in", pair.client()::shutdownInput);
            outcome.withMessage("shut out", pair.client()::shutdownOutput);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closeAndInterruptEndAConnectThatWaits(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (Full full = Full.of(stack)) {
            for (String how : new String[] {"close", "interrupt"}) {
              SocketChannel late = stack.provider().openSocketChannel();
              Running connector = start(virtual, () -> late.connect(full.address())).blocked();
              end(how, connector, late);
              outcome.add(how + ": " + connector.end() + late.isOpen());
              SocketChannel pending = stack.provider().openSocketChannel();
              pending.configureBlocking(false);
              outcome.of("connect", () -> pending.connect(full.address()));
              outcome.of("finish", pending::finishConnect);
              outcome.of("pending", pending::isConnectionPending);
              pending.configureBlocking(true);
              Running finisher = start(virtual, pending::finishConnect).blocked();
              end(how, finisher, pending);
              outcome.add(how + ": " + finisher.end() + pending.isOpen());
            }
          }
        });
  }
}
