/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.io.IOException;
import java.util.List;

/** Tries the addresses of a name one after the other until a socket can use one. */
enum ByName {
  CONNECT(0) {
    // While no other code knows the descriptor, its mode may change.
    @Override
    Type type(Type type) {
      return Thread.currentThread().isVirtual() ? type.nonBlocking() : type;
    }

    @Override
    void on(Socket socket, SockAddr address) throws IOException {
      boolean connected = socket.connect(address);
      if (Thread.currentThread().isVirtual()) {
        while (!connected) {
          if (new PollSet().add(socket, PollSet.OUT).poll(-1) == 0) {
            throw new ErrnoException("connect", socket.handle.fd, address, errno_h.EINTR);
          }
          connected = socket.finishConnect();
        }
        socket.handle.check("fcntl", Sys.fcntl(socket.handle.fd, fcntl_h.F_SETFL, 0));
      }
    }
  },

  LISTEN(netdb_h.AI_PASSIVE) {
    @Override
    void on(Socket socket, SockAddr address) throws IOException {
      socket.setOption(OptionCalls.Rows.REUSE_ADDRESS, true);
      socket.bind(address);
      socket.listen(sys_socket_h.SOMAXCONN);
    }
  };

  private final int flags;

  ByName(int flags) {
    this.flags = flags;
  }

  Type type(Type type) {
    return type;
  }

  abstract void on(Socket socket, SockAddr address) throws IOException;

  Socket first(String host, String service) throws IOException {
    List<AddressInfo> found = AddressInfo.resolve(host, service, AddressInfo.stream(flags));
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
      }
    }
    throw failure; // getaddrinfo found at least one
  }

  private Socket use(AddressInfo address) throws IOException {
    Socket socket = Socket.open(address.domain(), type(address.type()), address.protocol());
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
