/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import berkeley.sockets.net.NativeSelectorProvider;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.Test;

/** gRPC over Netty, with a provider and by property. */
class GrpcTest {
  /** There and back, and each counted on both sides. */
  private static final long BYTES = 4L * GrpcProgram.CALLS * GrpcProgram.LENGTH;

  private static void check(Counted counted) {
    counted.assertConnected(1, BYTES);
    counted.assertAccepted(1);
  }

  @Test
  void withAProvider() throws Exception {
    SelectorProvider provider = NativeSelectorProvider.get();
    Counted before = Counted.now();
    GrpcProgram.run(
        NioIoHandler.newFactory(provider),
        () -> new NioServerSocketChannel(provider),
        () -> new NioSocketChannel(provider));
    check(Counted.now().since(before));
  }

  @Test
  void byProperty() throws Exception {
    check(Way.PROPERTY.run(GrpcProgram.class));
  }
}
