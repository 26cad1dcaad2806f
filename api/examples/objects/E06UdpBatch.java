/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 06 udp_batch: many datagrams in one call, with sendmmsg(2) and recvmmsg(2)
// usage: 06 receive ADDRESS:PORT COUNT | 06 send ADDRESS:PORT COUNT

import berkeley.sockets.*;

final int BATCH = 32, SIZE = 1400;

void main(String[] args) throws IOException {
  if (args.length != 3) {
    System.err.println("usage: 06 receive ADDRESS:PORT COUNT | 06 send ADDRESS:PORT COUNT");
    System.exit(2);
  }
  SockAddr address = SockAddr.parse(args[1]);
  try (Socket socket = Socket.open(address.family(), Type.DGRAM);
      MessageBatch batch = Message.builder().data(SIZE).batch(BATCH)) {
    if (args[0].equals("receive")) {
      socket.bind(address);
      IO.println("listening on " + socket.localAddress());
      receive(socket, batch, Integer.parseInt(args[2]));
    } else {
      send(socket, address, batch, Integer.parseInt(args[2]));
    }
  }
}

// #region receive
void receive(Socket socket, MessageBatch batch, int expected) throws IOException {
  int received = 0;
  long bytes = 0;
  while (received < expected) {
    int n = socket.recv(batch); // waits for one datagram, and takes the others that are there
    for (int i = 0; i < n; i++) {
      bytes += batch.get(i).length();
    }
    received += n;
  }
  IO.println("received " + received + " datagrams, " + bytes + " bytes");
  IO.println("the last batch began with one from " + batch.get(0).name());
}

// #endregion receive

// #region send
void send(Socket socket, SockAddr to, MessageBatch batch, int count) throws IOException {
  for (int i = 0; i < BATCH; i++) {
    batch.get(i).setName(to); // stays for all sends
  }
  int sent = 0;
  while (sent < count) {
    int n = Math.min(BATCH, count - sent);
    for (int i = 0; i < n; i++) {
      batch.get(i).setData(("datagram " + (sent + i)).getBytes(StandardCharsets.UTF_8));
    }
    for (int done = 0; done < n; ) {
      done += socket.send(batch, done, n - done); // perhaps not all
    }
    sent += n;
  }
  IO.println("sent " + sent + " datagrams");
}
// #endregion send
