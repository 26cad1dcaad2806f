/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// 09 virtual_threads: a virtual thread for each connection, and an orderly end
// usage: 09 HOST PORT  (ends when standard input does)

import berkeley.sockets.*;

final AtomicInteger served = new AtomicInteger();

// #region server
void main(String[] args) throws Exception {
  if (args.length != 2) {
    System.err.println("usage: 09 HOST PORT");
    System.exit(2);
  }
  Set<Socket> open = ConcurrentHashMap.newKeySet();
  try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
    try (Socket listener = Socket.listen(args[0], Integer.parseInt(args[1]))) {
      IO.println("listening on " + listener.localAddress());
      threads.submit(() -> accept(listener, open, threads));
      while (System.in.read() != -1) {}
    } // closing may come at any time: the accept that waits is woken
    IO.println(open.size() + " connections are open");
    for (Socket each : open) {
      each.close(); // so are the receives
    }
  } // waits for the threads
  IO.println("served " + served + " connections");
}

Void accept(Socket listener, Set<Socket> open, ExecutorService threads) throws IOException {
  try {
    while (true) {
      Socket peer = listener.accept(); // parks this thread, and holds no other
      open.add(peer);
      threads.submit(() -> serve(peer, open));
    }
  } catch (AsynchronousCloseException e) {
    return null;
  }
}

Void serve(Socket peer, Set<Socket> open) throws IOException {
  byte[] buffer = new byte[1024];
  try (peer) {
    int n;
    while ((n = peer.recv(buffer)) > 0) {
      peer.sendAll(buffer, 0, n, 0);
    }
  } catch (AsynchronousCloseException e) {
    // closed by main: the end
  } finally {
    open.remove(peer);
    served.incrementAndGet();
  }
  return null;
}
// #endregion server
