/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a stream socket of java.net. */
abstract class OptionsOfImpl extends SocketImpl {
  /**
   * The native socket.
   *
   * @throws SocketException if it is closed or not yet created
   */
  abstract Socket open() throws SocketException;

  abstract Domain domain();

  abstract boolean isServer();

  /** SO_TIMEOUT, in milliseconds. */
  abstract int limit();

  abstract void limit(int milliseconds) throws IOException;

  @Override
  protected Set<SocketOption<?>> supportedOptions() {
    return isServer()
        ? Options.of(domain(), Options.SERVER_SOCKET, Options.OTHER_LISTENER)
        : Options.of(domain(), Options.STREAM, Options.OTHER_STREAM);
  }

  @Override
  protected <T> void setOption(SocketOption<T> option, T value) throws IOException {
    try {
      Options.setIfThere(open(), domain(), supportedOptions(), option, value);
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  @Override
  protected <T> T getOption(SocketOption<T> option) throws IOException {
    try {
      return Options.get(open(), domain(), supportedOptions(), option);
    } catch (IOException e) {
      throw Failures.inSocket(e);
    }
  }

  @Override
  public void setOption(int option, Object value) throws SocketException {
    Socket it = open();
    try {
      if (option != SO_TIMEOUT) {
        NumberedOption.of(option).set(it, domain(), value);
      } else if ((int) value < 0) {
        throw new IllegalArgumentException("timeout < 0");
      } else {
        limit((int) value);
      }
    } catch (IOException e) {
      throw Failures.socketException(e);
    }
  }

  @Override
  public @Nullable Object getOption(int option) throws SocketException {
    Socket it = open();
    try {
      return switch (option) {
        case SO_TIMEOUT -> limit();
        case SO_BINDADDR -> Addresses.host(it.localAddress());
        default -> NumberedOption.of(option).get(it, domain());
      };
    } catch (IOException e) {
      throw Failures.socketException(e);
    }
  }
}
