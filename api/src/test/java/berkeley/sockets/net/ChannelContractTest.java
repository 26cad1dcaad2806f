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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SocketChannel: each body has the same outcome with the JDK's and with ours. */
class ChannelContractTest {
  @TempDir Path directory;

  // ---- states

  @Test
  void statesAndNames() throws Exception {
    same(
        (stack, outcome) -> {
          SocketChannel fresh = stack.provider().openSocketChannel();
          tell(outcome, fresh);
          outcome.of("provider", () -> fresh.provider() == stack.provider());
          outcome.of("ops", fresh::validOps);
          outcome.of("read", () -> fresh.read(ByteBuffer.allocate(1)));
          outcome.of("write", () -> fresh.write(ByteBuffer.allocate(1)));
          outcome.does("in", fresh::shutdownInput);
          outcome.of("finish", fresh::finishConnect);
          outcome.does("null", () -> fresh.connect(null));
          outcome.does("family", () -> fresh.connect(UnixDomainSocketAddress.of("/x")));
          outcome.does(
              "foreign",
              () ->
                  fresh.connect(
                      new SocketAddress() {
                        private static final long serialVersionUID = 1;
                      }));
          outcome.does(
              "unresolved", () -> fresh.connect(InetSocketAddress.createUnresolved("x", 1)));
          outcome.of("open", fresh::isOpen);
          fresh.bind(null);
          outcome.of("bound", () -> fresh.getLocalAddress() != null);
          outcome.does("again", () -> fresh.bind(null));
          fresh.close();
          tell(outcome, fresh);
          outcome.does("bind", () -> fresh.bind(null));
          outcome.does("connect", () -> fresh.connect(loopback(1)));
          outcome.of("read", () -> fresh.read(ByteBuffer.allocate(1)));
          outcome.of("finish", fresh::finishConnect);
          outcome.does("block", () -> fresh.configureBlocking(false));
          fresh.close();
          try (ChannelPair pair = ChannelPair.of(stack)) {
            tell(outcome, pair.client());
            outcome.of(
                "same",
                () -> pair.client().getLocalAddress().equals(pair.server().getRemoteAddress()));
            outcome.of(
                "same",
                () -> pair.server().getLocalAddress().equals(pair.listener().getLocalAddress()));
            outcome.of("finish", pair.client()::finishConnect);
            outcome.does("connect", () -> pair.client().connect(loopback(1)));
            outcome.does("bind", () -> pair.client().bind(null));
            outcome.of("open", pair.client()::isOpen);
          }
        });
  }

  private static void tell(Outcome outcome, SocketChannel channel) {
    outcome.of("open", channel::isOpen);
    outcome.of("connected", channel::isConnected);
    outcome.of("pending", channel::isConnectionPending);
    outcome.of("blocking", channel::isBlocking);
    outcome.of("registered", channel::isRegistered);
    outcome.of("remote", () -> channel.getRemoteAddress() == null);
    outcome.of("local", () -> channel.getLocalAddress() == null);
    outcome.of("text", () -> channel.toString().replaceAll("[0-9]{2,}", "N"));
  }

  // ---- connecting

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusedConnectionsCloseTheChannel(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          SocketAddress refusing;
          try (ServerSocketChannel gone = stack.provider().openServerSocketChannel()) {
            refusing = gone.bind(loopback(0)).getLocalAddress();
          }
          SocketChannel blocking = stack.provider().openSocketChannel();
          outcome.add(start(virtual, () -> blocking.connect(refusing)).end());
          outcome.of("open", blocking::isOpen);
          SocketChannel other = stack.provider().openSocketChannel();
          other.configureBlocking(false);
          outcome.of(
              "non-blocking",
              () -> {
                boolean connected = other.connect(refusing);
                while (!connected) {
                  connected = other.finishConnect();
                }
                return connected;
              });
          outcome.of("open", other::isOpen);
        });
  }

  @Test
  void nonBlockingConnect() throws Exception {
    same(
        (stack, outcome) -> {
          try (ServerSocketChannel listener = stack.provider().openServerSocketChannel();
              SocketChannel channel = stack.provider().openSocketChannel()) {
            listener.bind(loopback(0));
            channel.configureBlocking(false);
            if (!channel.connect(listener.getLocalAddress())) {
              outcome.does("again", () -> channel.connect(listener.getLocalAddress()));
              outcome.does("bind", () -> channel.bind(null));
              while (!channel.finishConnect()) {
                Thread.onSpinWait();
              }
            } else {
              outcome.add("again: java.nio.channels.ConnectionPendingException");
              outcome.add("bind: java.nio.channels.ConnectionPendingException");
            }
            outcome.of("connected", channel::isConnected);
            outcome.of("finish", channel::finishConnect);
            outcome.of("read", () -> channel.read(ByteBuffer.allocate(10)));
          }
        });
  }

  @Test
  void unixDomain() throws Exception {
    same(
        (stack, outcome) -> {
          Path path = directory.resolve(stack.name());
          try (ServerSocketChannel listener =
                  stack.provider().openServerSocketChannel(StandardProtocolFamily.UNIX);
              SocketChannel client =
                  stack.provider().openSocketChannel(StandardProtocolFamily.UNIX)) {
            outcome.does("socket", client::socket);
            outcome.does("server", listener::socket);
            outcome.does("family", () -> client.connect(loopback(1)));
            outcome.does(
                "not there",
                () -> {
                  try (SocketChannel other =
                      stack.provider().openSocketChannel(StandardProtocolFamily.UNIX)) {
                    other.connect(UnixDomainSocketAddress.of(path));
                  }
                });
            listener.bind(UnixDomainSocketAddress.of(path));
            outcome.of("local", () -> listener.getLocalAddress().toString().endsWith(stack.name()));
            client.connect(UnixDomainSocketAddress.of(path));
            outcome.of(
                "remote", () -> client.getRemoteAddress().equals(listener.getLocalAddress()));
            outcome.of("local", client::getLocalAddress);
            try (SocketChannel server = listener.accept()) {
              outcome.of("remote", server::getRemoteAddress);
              client.write(ByteBuffer.wrap(new byte[3]));
              outcome.of("read", () -> server.read(ByteBuffer.allocate(10)));
              OptionSteps.of(
                  outcome, server.supportedOptions(), server::getOption, server::setOption);
            }
          }
          try (ServerSocketChannel unnamed =
              stack.provider().openServerSocketChannel(StandardProtocolFamily.UNIX)) {
            unnamed.bind(null);
            Path made = ((UnixDomainSocketAddress) unnamed.getLocalAddress()).getPath();
            outcome.of("exists", () -> Files.exists(made));
            Files.delete(made);
            OptionSteps.of(
                outcome, unnamed.supportedOptions(), unnamed::getOption, unnamed::setOption);
          }
          try (SocketChannel unnamed =
              stack.provider().openSocketChannel(StandardProtocolFamily.UNIX)) {
            unnamed.bind(null);
            outcome.of("unnamed", unnamed::getLocalAddress);
            outcome.does("again", () -> unnamed.bind(null));
          }
        });
  }

  // ---- data

  @Test
  void buffersOfAllKinds() throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            byte[] bytes = new byte[100];
            for (int i = 0; i < bytes.length; i++) {
              bytes[i] = (byte) i;
            }
            ByteBuffer direct = ByteBuffer.allocateDirect(100).put(bytes).flip();
            ByteBuffer[] sources = {
              ByteBuffer.wrap(bytes),
              ByteBuffer.wrap(bytes, 20, 30).slice(),
              ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
              direct.duplicate(),
              direct.duplicate().position(10).slice(),
              direct.asReadOnlyBuffer(),
              ByteBuffer.allocate(0)
            };
            for (ByteBuffer each : sources) {
              outcome.of("write", () -> pair.client().write(each));
              outcome.of("left", each::remaining);
            }
            int total = 100 + 30 + 100 + 100 + 90 + 100;
            ByteBuffer all = ByteBuffer.allocateDirect(total);
            while (all.hasRemaining()) {
              pair.server().read(all);
            }
            outcome.of("all", () -> all.flip().hashCode());
            outcome.of("full", () -> pair.server().read(ByteBuffer.allocate(0)));
            outcome.of(
                "read-only", () -> pair.server().read(ByteBuffer.allocate(10).asReadOnlyBuffer()));
            outcome.of("null", () -> pair.server().read((ByteBuffer) null));
            outcome.of("null", () -> pair.server().write((ByteBuffer) null));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "direct", "mixed"})
  void scatterAndGather(String kind) throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            ByteBuffer[] sources = new ByteBuffer[40];
            for (int i = 0; i < sources.length; i++) {
              sources[i] = buffer(kind, i, 50 + i);
              while (sources[i].hasRemaining()) {
                sources[i].put((byte) i);
              }
              sources[i].flip();
            }
            outcome.of("write", () -> pair.client().write(sources, 2, 30));
            outcome.of("left", () -> Arrays.stream(sources).mapToInt(ByteBuffer::remaining).sum());
            outcome.of("beyond", () -> pair.client().write(sources, 30, 20));
            outcome.of("nothing", () -> pair.client().write(sources, 2, 0));
            pair.client().shutdownOutput();
            ByteBuffer[] targets = new ByteBuffer[100];
            for (int i = 0; i < targets.length; i++) {
              targets[i] = buffer(kind, i, 7 * (i % 9));
            }
            long read = 0;
            long n;
            do {
              n = pair.server().read(targets);
              read += Math.max(n, 0);
            } while (n > 0);
            outcome.add("read " + read + ", end " + n);
            for (ByteBuffer each : targets) {
              outcome.of("target", () -> each.position() + " " + each.flip().hashCode());
            }
            outcome.of("beyond", () -> pair.server().read(targets, 90, 20));
          }
        });
  }

  private static ByteBuffer buffer(String kind, int index, int size) {
    return kind.equals("direct") || kind.equals("mixed") && index % 3 == 0
        ? ByteBuffer.allocateDirect(size)
        : ByteBuffer.allocate(size);
  }

  /** In all forms, while the peer reads. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void moreThanTheKernelTakes(boolean virtual) throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            Running writer =
                start(
                    virtual,
                    () -> {
                      long sum = 0;
                      for (int i = 0; i < 4; i++) {
                        ByteBuffer one =
                            i % 2 == 0
                                ? ByteBuffer.allocate(1 << 20)
                                : ByteBuffer.allocateDirect(1 << 20);
                        ByteBuffer[] two = {one, one.duplicate()};
                        do { // on a virtual thread the JDK's takes a part
                          sum += i < 2 ? pair.client().write(one) : pair.client().write(two);
                        } while (one.hasRemaining() || i >= 2 && two[1].hasRemaining());
                      }
                      pair.client().shutdownOutput();
                      return sum;
                    });
            long read = 0;
            ByteBuffer some = ByteBuffer.allocateDirect(1 << 16);
            int n;
            do {
              n = pair.server().read(some.clear());
              read += Math.max(n, 0);
            } while (n >= 0);
            outcome.add("read " + read);
            outcome.add(writer.end());
          }
        });
  }

  @Test
  void nonBlockingNeverWaits() throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            pair.client().configureBlocking(false);
            outcome.of("read", () -> pair.client().read(ByteBuffer.allocate(10)));
            outcome.of("read", () -> pair.client().read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
            outcome.of(
                "read",
                () ->
                    pair.client()
                        .read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(2)}));
            ByteBuffer block = ByteBuffer.allocate(1 << 20);
            int n;
            do {
              n = pair.client().write(block.clear());
            } while (n > 0);
            outcome.add("write: " + n);
            long gathered; // the peer's window may have grown meanwhile
            do {
              gathered = pair.client().write(new ByteBuffer[] {block.clear(), block.duplicate()});
            } while (gathered > 0);
            outcome.add("write: " + gathered);
            pair.client().configureBlocking(true);
            outcome.of("blocking", pair.client()::isBlocking);
          }
        });
  }

  @Test
  void transferToAndFrom() throws Exception {
    same(
        (stack, outcome) -> {
          Path file = directory.resolve("file" + stack);
          byte[] bytes = new byte[200_000];
          Arrays.fill(bytes, (byte) 5);
          Files.write(file, bytes);
          try (ChannelPair pair = ChannelPair.of(stack);
              FileChannel from = FileChannel.open(file);
              FileChannel to =
                  FileChannel.open(
                      directory.resolve("copy" + stack),
                      java.nio.file.StandardOpenOption.CREATE,
                      java.nio.file.StandardOpenOption.WRITE)) {
            Running writer =
                start(
                    false,
                    () -> {
                      long sum = 0;
                      while (sum < bytes.length) {
                        sum += from.transferTo(sum, bytes.length - sum, pair.client());
                      }
                      pair.client().shutdownOutput();
                      return sum;
                    });
            long sum = 0;
            long n;
            do {
              n = to.transferFrom(pair.server(), sum, bytes.length);
              sum += n;
            } while (n > 0);
            outcome.add("received " + sum);
            outcome.add("sent " + writer.end());
          }
        });
  }

  // ---- options and adaptors

  @Test
  void options() throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            OptionSteps.of(
                outcome,
                pair.client().supportedOptions(),
                pair.client()::getOption,
                pair.client()::setOption);
            OptionSteps.of(
                outcome,
                pair.listener().supportedOptions(),
                pair.listener()::getOption,
                pair.listener()::setOption);
            pair.client().close();
            outcome.of(
                "closed", () -> pair.client().getOption(java.net.StandardSocketOptions.SO_RCVBUF));
          }
        });
  }

  /** Streams of Channels, which use the channel as it is. */
  @Test
  void streamsOfChannels() throws Exception {
    same(
        (stack, outcome) -> {
          try (ChannelPair pair = ChannelPair.of(stack)) {
            Channels.newOutputStream(pair.client()).write(new byte[] {1, 2, 3});
            outcome.of("read", () -> Channels.newInputStream(pair.server()).read(new byte[9]));
            pair.server().configureBlocking(false);
            outcome.of("read", () -> Channels.newInputStream(pair.server()).read(new byte[9]));
          }
        });
  }
}
