/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import static berkeley.sockets.net.Contract.same;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of UNIX channels that cannot be, and listeners that are full: as the JDK's channels. */
class UnixNamesContractTest {
  @TempDir Path directory;

  private static SocketChannel client(SelectorProvider provider) throws Exception {
    return provider.openSocketChannel(StandardProtocolFamily.UNIX);
  }

  @Test
  void namesThatCannotBe() throws Exception {
    UnixDomainSocketAddress tooLong = UnixDomainSocketAddress.of("x".repeat(200));
    UnixDomainSocketAddress unnamed = UnixDomainSocketAddress.of("");
    same(
        (stack, outcome) -> {
          for (UnixDomainSocketAddress each : List.of(tooLong, unnamed)) {
            try (ServerSocketChannel listener =
                stack.provider().openServerSocketChannel(StandardProtocolFamily.UNIX)) {
              outcome.withMessage("listener", () -> listener.bind(each));
              outcome.of("open", listener::isOpen);
            }
            try (SocketChannel channel = client(stack.provider())) {
              outcome.withMessage("connect", () -> channel.connect(each));
              outcome.of("open", channel::isOpen);
            }
            try (SocketChannel channel = client(stack.provider())) {
              outcome.withMessage("bind", () -> channel.bind(each));
              outcome.of("open", channel::isOpen);
              outcome.of("local", channel::getLocalAddress);
            }
            try (SocketChannel channel =
                stack.provider().openSocketChannel(StandardProtocolFamily.INET)) {
              outcome.does("of the Internet", () -> channel.bind(each));
              outcome.does("of the Internet", () -> channel.connect(each));
              outcome.of("open", channel::isOpen);
            }
          }
        });
  }

  @Test
  void fullListeners() throws Exception {
    same(
        (stack, outcome) -> {
          Path path = directory.resolve(stack.name());
          List<SocketChannel> clients = new ArrayList<>();
          try (ServerSocketChannel listener =
              stack.provider().openServerSocketChannel(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path), 1);
            for (int i = 0; i < 4; i++) {
              SocketChannel client = client(stack.provider());
              clients.add(client);
              client.configureBlocking(false);
              outcome.withMessage(
                  "connect", () -> client.connect(UnixDomainSocketAddress.of(path)));
              outcome.of("open", client::isOpen);
              outcome.of("pending", client::isConnectionPending);
            }
          } finally {
            for (SocketChannel client : clients) {
              client.close();
            }
          }
        });
  }
}
