/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Inherited;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/** What a program was started with as its standard input, in the manner of inetd(8). */
final class InheritedChannel {
  private static boolean asked;
  private static @Nullable Channel channel;

  private InheritedChannel() {}

  /**
   * The channel, the same each time, or null if standard input is no socket. The standard streams
   * that are that socket, too, are empty from now on: see {@link Inherited#inetd}.
   */
  static synchronized @Nullable Channel get(SelectorProvider provider) throws IOException {
    if (!asked) {
      Socket socket = Inherited.inetd();
      channel = socket == null ? null : of(provider, socket);
      asked = true;
    }
    return channel;
  }

  private static @Nullable Channel of(SelectorProvider provider, Socket socket) throws IOException {
    int type = socket.getOption(SocketOptions.SO_TYPE);
    SockAddr local = socket.localAddress();
    if (type == Type.DGRAM.value()) {
      return new DatagramView(provider, socket, local.family(), true, null);
    }
    if (type != Type.STREAM.value()) {
      return null;
    }
    return socket.getOption(SocketOptions.SO_ACCEPTCONN)
        ? new ListeningChannel(provider, socket, local.family(), false, Addresses.toJava(local))
        : new StreamChannel(
            provider,
            socket,
            local.family(),
            ConnectableChannel.State.CONNECTED,
            Addresses.toJava(socket.peerAddress()));
  }
}
