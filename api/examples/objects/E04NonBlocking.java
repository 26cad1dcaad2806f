/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 04 non_blocking: one thread reads from several servers at once, with poll(2)
// usage: 04 ADDRESS:PORT...

import berkeley.sockets.*;

List<Socket> sockets = new ArrayList<>();
List<StringBuilder> answers = new ArrayList<>();

// #region main
void main(String[] args) throws IOException {
  PollSet set = new PollSet();
  for (String arg : args) {
    SockAddr address = SockAddr.parse(arg);
    Socket socket = Socket.open(address.family(), Type.STREAM);
    socket.setNonBlocking(true);
    // true at once or an error are possible; false: on its way, and writable when it has ended
    boolean connected = socket.connect(address);
    set.add(socket, connected ? PollSet.IN : PollSet.OUT);
    sockets.add(socket);
    answers.add(new StringBuilder());
  }
  int open = args.length;
  while (open > 0) {
    set.poll(-1);
    for (int i = 0; i < sockets.size(); i++) {
      if (set.events(i) != 0 && !progress(i, set)) {
        set.events(i, 0); // closed: no longer of interest
        open--;
        IO.println(args[i] + ": " + answers.get(i).toString().strip());
      }
    }
  }
}

/** Goes on with one connection; returns false when it is over. */
boolean progress(int i, PollSet set) throws IOException {
  Socket socket = sockets.get(i);
  try {
    if ((set.events(i) & PollSet.OUT) != 0) {
      socket.finishConnect(); // throws if the connection failed
      set.events(i, PollSet.IN);
      return true;
    }
    byte[] buffer = new byte[512];
    int n;
    while ((n = socket.recv(buffer, 0, buffer.length, 0)) > 0) {
      answers.get(i).append(new String(buffer, 0, n, StandardCharsets.UTF_8));
    }
    if (n == Socket.WOULD_BLOCK) { // all read for now
      return true;
    }
  } catch (ErrnoException e) {
    answers.get(i).append(e.errno());
  }
  socket.close();
  return false;
}
// #endregion main
