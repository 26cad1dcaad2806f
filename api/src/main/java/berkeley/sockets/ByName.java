/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.parking.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Tries the addresses of a name one after the other until a socket can use one. */
enum ByName {
  CONNECT(0) {
    @Override
    void on(Socket socket, SockAddr address, long nanoseconds) throws IOException {
      if (nanoseconds == Deadline.FOREVER) {
        socket.connect(address);
      } else {
        TimedConnect.connect(socket, address, nanoseconds);
      }
    }
  },

  LISTEN(netdb_h.AI_PASSIVE) {
    @Override
    void on(Socket socket, SockAddr address, long nanoseconds) throws IOException {
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
    void on(Socket socket, SockAddr address, long nanoseconds) throws IOException {
      if (address instanceof SockAddr.Inet6) {
        socket.setOption(OptionCalls.Rows.V6_ONLY, false);
      }
      LISTEN.on(socket, address, nanoseconds);
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

  /** A port as getaddrinfo(3) takes it. */
  static String service(int port) {
    SockAddrCodec.checkPort(port);
    return Integer.toString(port);
  }

  List<AddressInfo> order(List<AddressInfo> found) {
    return found;
  }

  /** Whether another address is tried after a failure. */
  boolean triesNext(IOException failure) {
    return true;
  }

  abstract void on(Socket socket, SockAddr address, long nanoseconds) throws IOException;

  Socket first(String host, String service) throws IOException {
    return first(host, service, Deadline.FOREVER);
  }

  /**
   * As without a limit; each address has an equal part of what is left of the time.
   *
   * @param nanoseconds the time for all of them, {@link Deadline#FOREVER} for no limit
   */
  Socket first(String host, String service, long nanoseconds) throws IOException {
    long deadline = nanoseconds == Deadline.FOREVER ? nanoseconds : Deadline.after(nanoseconds);
    List<AddressInfo> found = order(AddressInfo.resolve(host, service, AddressInfo.stream(flags)));
    IOException failure = null;
    int untried = found.size();
    for (AddressInfo each : found) {
      try {
        return use(each, share(deadline, untried--));
      } catch (IOException e) {
        IOException told = e instanceof ErrnoException failed ? failed.toJava() : e;
        if (failure == null) {
          failure = told;
        } else {
          failure.addSuppressed(told);
        }
        if (!triesNext(e)) {
          break;
        }
      }
    }
    throw failure; // getaddrinfo found at least one
  }

  private static long share(long deadline, int untried) throws SocketTimeoutException {
    if (deadline == Deadline.FOREVER) {
      return deadline;
    }
    long left = deadline - Deadline.now();
    if (left <= 0) {
      throw new SocketTimeoutException("no time is left for connect");
    }
    return Math.ceilDiv(left, untried);
  }

  private Socket use(AddressInfo address, long nanoseconds) throws IOException {
    Socket socket = Socket.open(address.domain(), address.type(), address.protocol());
    boolean useful = false;
    try {
      on(socket, address.address(), nanoseconds);
      useful = true;
      return socket;
    } finally {
      if (!useful) {
        socket.close();
      }
    }
  }
}
