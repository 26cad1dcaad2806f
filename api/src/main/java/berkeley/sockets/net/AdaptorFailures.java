/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/** What a channel throws, in the classes of the socket that adapts it. */
final class AdaptorFailures {
  private AdaptorFailures() {}

  /** A call of a channel. */
  interface Call<T> {
    T run() throws IOException;
  }

  /** Makes a call of which sockets may throw every IOException, but not what channels throw. */
  static <T> T translate(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (RuntimeException e) {
      throw ofState(e);
    }
  }

  /** Makes a call of which sockets may throw SocketExceptions only. */
  static <T> T narrow(Call<T> call) throws SocketException {
    try {
      return call.run();
    } catch (ClosedChannelException e) {
      throw new SocketException("Socket is closed", e);
    } catch (IOException e) {
      throw Failures.socketException(e);
    } catch (RuntimeException e) {
      throw ofState(e);
    }
  }

  private static SocketException ofState(RuntimeException failure) {
    String message =
        switch (failure) {
          case NotYetConnectedException e -> "Socket is not connected";
          case AlreadyBoundException e -> "Already bound";
          case AlreadyConnectedException e -> "Already connected";
          case NotYetBoundException e -> "Socket is not bound yet";
          case UnsupportedAddressTypeException e -> "Unsupported address type";
          case UnresolvedAddressException e -> "Unresolved address";
          default -> throw failure;
        };
    return new SocketException(message, failure);
  }
}
