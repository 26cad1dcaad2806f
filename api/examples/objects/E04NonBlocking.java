/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 04 non_blocking: one thread reads from several servers at once, with poll(2)
// usage: 04 ADDRESS:PORT...

import berkeley.sockets.*;

// #region main
class Connection {
  final String name;
  final Socket socket;
  final StringBuilder answer = new StringBuilder();
  int events; // what to wait for

  Connection(String name) throws IOException {
    this.name = name;
    SockAddr address = SockAddr.parse(name);
    socket = Socket.open(address.family(), Type.STREAM);
    socket.setNonBlocking(true);
    // false: on its way; the socket is writable when that has ended
    events = socket.connect(address) ? PollSet.IN : PollSet.OUT;
  }

  /** Goes on after an event; returns whether more is to come. */
  boolean progress() throws IOException {
    if (events == PollSet.OUT) {
      socket.finishConnect(); // throws if the connection failed
      events = PollSet.IN;
      return true;
    }
    byte[] buffer = new byte[512];
    int n;
    while ((n = socket.recv(buffer)) > 0) {
      answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
    }
    return n == Socket.WOULD_BLOCK; // all read for now
  }
}

void main(String[] args) throws IOException {
  List<Connection> open = new ArrayList<>();
  for (String arg : args) {
    open.add(new Connection(arg));
  }
  while (!open.isEmpty()) {
    PollSet set = new PollSet();
    for (Connection each : open) {
      set.add(each.socket, each.events);
    }
    set.poll(-1);
    for (int i = set.size() - 1; i >= 0; i--) { // from the end, as some are removed
      if (set.events(i) != 0 && !progress(open.get(i))) {
        open.remove(i);
      }
    }
  }
}

boolean progress(Connection connection) throws IOException {
  try {
    if (connection.progress()) {
      return true;
    }
  } catch (ErrnoException e) {
    connection.answer.append(e.errno());
  }
  connection.socket.close();
  IO.println(connection.name + ": " + connection.answer.toString().strip());
  return false;
}
// #endregion main
