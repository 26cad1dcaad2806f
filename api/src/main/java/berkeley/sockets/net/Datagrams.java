/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.net;

import berkeley.sockets.Domain;
import berkeley.sockets.SockAddr;
import berkeley.sockets.SockOpt;
import berkeley.sockets.Socket;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.options.IpOptions;
import berkeley.sockets.options.Ipv6Options;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What datagram sockets of views do beyond one call. */
final class Datagrams {
  /** An address of no family: connect(2) to it ends a datagram socket's connection. */
  private static final SockAddr NOWHERE = new SockAddr.Opaque(Domain.UNSPEC, new byte[14]);

  private Datagrams() {}

  /** Opens a socket with the defaults of the JDK's. */
  static Socket open(SocketSpec spec) throws IOException {
    Socket socket = Opening.open(spec, false);
    if (Families.isInternet(spec.domain())) {
      // only what comes to groups that this very socket has joined
      setIfKnown(socket, IpOptions.IP_MULTICAST_ALL, false);
      if (spec.domain().equals(Domain.INET6)) {
        setIfKnown(socket, Ipv6Options.IPV6_MULTICAST_ALL, false);
        setIfKnown(socket, Ipv6Options.IPV6_MULTICAST_HOPS, 1);
      }
    }
    return socket;
  }

  private static <T> void setIfKnown(Socket socket, SockOpt<T> option, T value) {
    try {
      socket.setOption(option, value);
    } catch (IOException e) {
      // an older kernel
    }
  }

  /** Throws away what came before the socket was connected, from whomever. */
  static void flush(Socket socket) throws IOException {
    byte[] some = new byte[1];
    try {
      while (socket.recv(some, 0, 1, sys_socket_h.MSG_DONTWAIT) >= 0) {
        // the next one
      }
    } catch (berkeley.sockets.ErrnoException e) {
      // what the peer answers comes back with the next call
    }
  }

  /**
   * Ends the connection, and keeps the port, which the kernel gives up if it chose it itself.
   *
   * @param local the address before connecting
   */
  static void disconnect(Socket socket, @Nullable SockAddr local) throws IOException {
    socket.connect(NOWHERE);
    if (local != null && Addresses.port(local) != 0 && !local.equals(socket.localAddress())) {
      socket.bind(local);
    }
  }
}
