/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 01 tcp_client: connects by name, sends one line, prints the answer to its end
// usage: 01 HOST PORT TEXT

import berkeley.sockets.*;

void main(String[] args) throws IOException {
  if (args.length != 3) {
    System.err.println("usage: 01 HOST PORT TEXT");
    System.exit(2);
  }
  // #region client
  // Looks the name up, then tries one address after the other.
  try (Socket socket = Socket.connect(args[0], Integer.parseInt(args[1]))) {
    socket.sendAll((args[2] + "\n").getBytes(StandardCharsets.UTF_8));
    socket.shutdown(Shutdown.WRITE); // the peer sees the end of our data, and may still answer

    byte[] buffer = new byte[4096];
    int n;
    while ((n = socket.recv(buffer)) > 0) { // 0: the peer has ended, too
      System.out.write(buffer, 0, n);
    }
    System.out.flush();
  }
  // #endregion client
}
