/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tries the addresses of a name one after the other until a socket can use one. */
enum ByName {
  CONNECT(0) {
    @Override
    void on(Socket socket, SockAddr address) throws IOException {
      socket.connect(address);
    }
  },

  LISTEN(netdb_h.AI_PASSIVE) {
    @Override
    void on(Socket socket, SockAddr address) throws IOException {
      socket.setOption(OptionCalls.Rows.REUSE_ADDRESS, true);
      socket.bind(address);
      socket.listen(sys_socket_h.SOMAXCONN);
    }
  },

  /** All addresses of this host: IPv6 and IPv4 by one socket, or IPv4 where that is all. */
  LISTEN_ALL(netdb_h.AI_PASSIVE) {
    @Override
    List<AddressInfo> order(List<AddressInfo> found) {
      List<AddressInfo> ordered = new ArrayList<>(found.size());
      int six = 0;
      for (AddressInfo each : found) {
        ordered.add(each.domain().equals(Domain.INET6) ? six++ : ordered.size(), each);
      }
      return ordered;
    }

    @Override
    void on(Socket socket, SockAddr address) throws IOException {
      if (address instanceof SockAddr.Inet6) {
        socket.setOption(OptionCalls.Rows.V6_ONLY, false);
      }
      LISTEN.on(socket, address);
    }

    // An address in use must not make it hear half of what was asked for.
    @Override
    boolean triesNext(IOException failure) {
      return failure instanceof ErrnoException e
          && (e.value() == errno_h.EAFNOSUPPORT || e.value() == errno_h.EADDRNOTAVAIL);
    }
  };

  private final int flags;

  ByName(int flags) {
    this.flags = flags;
  }

  List<AddressInfo> order(List<AddressInfo> found) {
    return found;
  }

  /** Whether another address is tried after a failure. */
  boolean triesNext(IOException failure) {
    return true;
  }

  abstract void on(Socket socket, SockAddr address) throws IOException;

  Socket first(String host, String service) throws IOException {
    List<AddressInfo> found = order(AddressInfo.resolve(host, service, AddressInfo.stream(flags)));
    IOException failure = null;
    for (AddressInfo each : found) {
      try {
        return use(each);
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
        if (!triesNext(e)) {
          break;
        }
      }
    }
    throw failure; // getaddrinfo found at least one
  }

  private Socket use(AddressInfo address) throws IOException {
    Socket socket = Socket.open(address.domain(), address.type(), address.protocol());
    boolean useful = false;
    try {
      on(socket, address.address());
      useful = true;
      return socket;
    } finally {
      if (!useful) {
        socket.close();
      }
    }
  }
}
