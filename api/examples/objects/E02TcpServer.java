/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 02 tcp_server: sends back what comes, with a thread for each connection
// usage: 02 HOST PORT

import berkeley.sockets.*;

// #region server
void main(String[] args) throws IOException {
  if (args.length != 2) {
    System.err.println("usage: 02 HOST PORT");
    System.exit(2);
  }
  try (Socket listener = Socket.listen(args[0], Integer.parseInt(args[1]))) {
    IO.println("listening on " + listener.localAddress());
    while (true) {
      Socket peer = listener.accept();
      Thread.ofPlatform().start(() -> serve(peer));
    }
  }
}

void serve(Socket peer) {
  try (peer;
      Arena arena = Arena.ofConfined()) {
    IO.println("connected: " + peer.peerAddress());
    MemorySegment buffer = arena.allocate(4096);
    long n;
    while ((n = peer.recv(buffer)) > 0) {
      peer.sendAll(buffer.asSlice(0, n));
    }
    IO.println("ended: " + peer.peerAddress());
  } catch (IOException e) {
    System.err.println(e.getMessage()); // this connection is over, others go on
  }
}
// #endregion server
