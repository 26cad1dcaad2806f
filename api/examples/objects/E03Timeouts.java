/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 03 timeouts: limits for connecting and for receiving
// usage: 03 ADDRESS:PORT MILLISECONDS

import berkeley.sockets.*;

void main(String[] args) throws IOException {
  if (args.length != 2) {
    System.err.println("usage: 03 ADDRESS:PORT MILLISECONDS");
    System.exit(2);
  }
  Duration limit = Duration.ofMillis(Long.parseLong(args[1]));
  SockAddr address = SockAddr.parse(args[0]);
  try (Socket socket = Socket.open(address.family(), Type.STREAM)) {
    // #region connect
    try {
      socket.connect(address, limit);
    } catch (SocketTimeoutException e) { // the socket is closed now
      IO.println("not connected in time");
      return;
    }
    // #endregion connect
    // #region receive
    socket.setReceiveTimeout(limit); // SO_RCVTIMEO, for each receive from now on
    byte[] buffer = new byte[4096];
    int n = socket.recv(buffer);
    if (n == Socket.WOULD_BLOCK) {
      IO.println("no answer in time");
    } else if (n == 0) {
      IO.println("closed by the peer");
    } else {
      IO.println("received " + n + " bytes");
    }
    // #endregion receive
    // #region stream
    try {
      IO.println("first byte of a stream: " + socket.input().read());
    } catch (SocketTimeoutException e) { // as streams of java.net do
      IO.println("the stream timed out");
    }
    // #endregion stream
  }
}
