/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.spi.SelectorProvider;

/** Who makes the sockets of a test: the JDK, or views over native ones. */
enum Stack {
  JDK {
    @Override
    Socket socket() {
      return new Socket();
    }

    @Override
    ServerSocket serverSocket() throws IOException {
      return new ServerSocket();
    }

    @Override
    DatagramSocket datagramSocket() throws IOException {
      return new DatagramSocket(null);
    }
  },

  OURS {
    @Override
    Socket socket() throws IOException {
      return new SocketView(SocketSpec.STREAM);
    }

    @Override
    ServerSocket serverSocket() {
      return new ServerSocketView(SocketSpec.STREAM);
    }

    @Override
    DatagramSocket datagramSocket() {
      return new DatagramSocketView(SocketSpec.DATAGRAM);
    }
  };

  /** Makes the channels and selectors. */
  SelectorProvider provider() {
    return this == JDK ? SelectorProvider.provider() : NativeSelectorProvider.get();
  }

  abstract Socket socket() throws IOException;

  abstract ServerSocket serverSocket() throws IOException;

  /** Unbound. */
  abstract DatagramSocket datagramSocket() throws IOException;
}
