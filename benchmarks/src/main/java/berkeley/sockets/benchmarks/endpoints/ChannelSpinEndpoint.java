/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** An endpoint with a non-blocking channel, which is read until there is something. */
public record ChannelSpinEndpoint(ChannelEndpoint endpoint) implements Endpoint {
  public static Connection tcp(byte[] content) throws IOException {
    Connection connection = ChannelEndpoint.tcp(content);
    return new Connection(
        of((ChannelEndpoint) connection.a()), of((ChannelEndpoint) connection.b()));
  }

  private static Endpoint of(ChannelEndpoint endpoint) throws IOException {
    ((SocketChannel) endpoint.channel()).configureBlocking(false);
    return new ChannelSpinEndpoint(endpoint);
  }

  @Override
  public void send() throws IOException {
    endpoint.send();
  }

  @Override
  public long recv() throws IOException {
    int n;
    do {
      n = endpoint.channel().read(endpoint.buffer().clear());
    } while (n == 0);
    return Math.max(n, 0);
  }

  @Override
  public byte[] content() {
    return endpoint.content();
  }

  @Override
  public void close() throws IOException {
    endpoint.close();
  }
}
