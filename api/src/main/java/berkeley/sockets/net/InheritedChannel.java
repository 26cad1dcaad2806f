/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
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
  private static @Nullable Socket taken; // also while no channel could be made of it
  private static @Nullable Channel channel;

  private InheritedChannel() {}

  /**
   * The channel, the same each time, or null if standard input is no socket, or one of a type that
   * no channel is of: then it stays what it is. The standard streams that are the channel's socket,
   * too, are empty from now on: see {@link Inherited#inetd}. After an exception it can be asked for
   * again.
   */
  static synchronized @Nullable Channel get(SelectorProvider provider) throws IOException {
    if (!asked) {
      if (taken == null) {
        taken = Inherited.inetd(Type.STREAM, Type.DGRAM);
      }
      try {
        channel = taken == null ? null : of(provider, taken);
      } catch (IOException e) {
        throw Failures.ofConnecting(e);
      }
      asked = true;
    }
    return channel;
  }

  /** What is not connected listens, as the JDK's has it. */
  private static Channel of(SelectorProvider provider, Socket socket) throws IOException {
    SockAddr local = socket.localAddress();
    if (socket.getOption(SocketOptions.SO_TYPE) == Type.DGRAM.value()) {
      return new DatagramView(provider, socket, local.family(), true, null);
    }
    SockAddr remote = peer(socket);
    return remote == null
        ? new ListeningChannel(provider, socket, local.family(), false, Addresses.toJava(local))
        : new StreamChannel(
            provider,
            socket,
            local.family(),
            ConnectableChannel.State.CONNECTED,
            Addresses.toJava(remote));
  }

  private static @Nullable SockAddr peer(Socket socket) throws IOException {
    try {
      return socket.peerAddress();
    } catch (ErrnoException e) {
      if (e.errno() == Errno.ENOTCONN) {
        return null;
      }
      throw e;
    }
  }
}
