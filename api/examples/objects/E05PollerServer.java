/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 05 poller_server: echoes to any number of connections on one thread, with epoll(7)
// usage: 05 HOST PORT

import berkeley.sockets.*;

final int BUFFER = 64 * 1024;

// #region connection
/** A connection, and what its peer has not taken yet. */
class Connection {
  final Socket socket;
  final ByteBuffer pending = ByteBuffer.allocateDirect(BUFFER);
  boolean ended; // the peer sends no more

  Connection(Socket socket) {
    this.socket = socket;
  }

  /** Reads and writes as far as possible. Returns what to wait for, or 0 when all is done. */
  int progress() throws IOException {
    while (true) {
      int received = Socket.WOULD_BLOCK;
      if (!ended && pending.hasRemaining()) {
        received = socket.recv(pending);
        ended = received == 0;
      }
      pending.flip();
      boolean full = pending.hasRemaining() && socket.send(pending) == Socket.WOULD_BLOCK;
      pending.compact();
      boolean empty = pending.position() == 0;
      if (full) {
        return Poller.OUT; // a slow reader: take no more before it has read
      }
      if (empty && ended) {
        return 0;
      }
      if (empty && received == Socket.WOULD_BLOCK) {
        return Poller.IN;
      }
    }
  }
}

// #endregion connection

// #region loop
void main(String[] args) throws IOException {
  if (args.length != 2) {
    System.err.println("usage: 05 HOST PORT");
    System.exit(2);
  }
  try (Poller poller = Poller.open();
      Socket listener = Socket.listen(args[0], Integer.parseInt(args[1]))) {
    listener.setNonBlocking(true);
    poller.add(listener, Poller.IN, null);
    IO.println("listening on " + listener.localAddress());
    PollerEvents ready = new PollerEvents(64);
    while (true) {
      int n = poller.await(ready);
      for (int i = 0; i < n; i++) {
        if (ready.attachment(i) instanceof Connection connection) {
          serve(poller, connection);
        } else {
          acceptAll(poller, listener);
        }
      }
    }
  }
}

void acceptAll(Poller poller, Socket listener) throws IOException {
  Socket peer;
  while ((peer = listener.accept()) != null) {
    peer.setNonBlocking(true);
    poller.add(peer, Poller.IN, new Connection(peer));
  }
}

void serve(Poller poller, Connection connection) throws IOException {
  int events;
  try {
    events = connection.progress();
  } catch (ErrnoException e) {
    events = 0; // reset by the peer
  }
  if (events != 0) {
    poller.modify(connection.socket, events, connection);
  } else {
    poller.remove(connection.socket);
    connection.socket.close();
  }
}
// #endregion loop
