/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// urgent: out-of-band data and the mark it leaves in the stream
// usage: urgent server HOST PORT | urgent client HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

void die(String what) {
  perror(what);
  System.exit(1);
}

MemorySegment resolve(String host, String port) {
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(host, port, hints, list);
  if (error != 0) {
    System.err.println(host + ": " + gai_strerror(error));
    System.exit(1);
  }
  return deref(list);
}

// recv never reads across the mark.
void receive(int fd) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment urgent = pollfd.allocate(arena);
    pollfd.fd(urgent, fd);
    pollfd.events(urgent, POLLPRI);
    if (poll(urgent, 1, -1) == -1) die("poll");
    byte[] out = new byte[1];
    MemorySegment before = arena.allocate(256), after = arena.allocate(256);
    if (recv(fd, out, 1, MSG_OOB) == -1) die("recv MSG_OOB");
    IO.println("urgent: " + (char) out[0]);
    long size = 0, n;
    while (sockatmark(fd) == 0) {
      n = recv(fd, before.asSlice(size), before.byteSize() - size, 0);
      if (n <= 0) break;
      size += n;
    }
    IO.println("before the mark: " + before.getString(0));
    size = 0;
    while ((n = recv(fd, after.asSlice(size), after.byteSize() - size, 0)) > 0) size += n;
    IO.println("after the mark: " + after.getString(0));
  }
}

void serve(MemorySegment at) {
  Arena arena = Arena.global();
  int listener =
      socket(addrinfo.ai_family(at), addrinfo.ai_socktype(at), addrinfo.ai_protocol(at));
  if (listener == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(listener, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(listener, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    receive(fd);
    close(fd);
  }
}

void ask(MemorySegment at) {
  int fd = socket(addrinfo.ai_family(at), addrinfo.ai_socktype(at), addrinfo.ai_protocol(at));
  if (fd == -1) die("socket");
  if (connect(fd, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1) die("connect");
  if (send(fd, "ordinary".getBytes(), 8, MSG_NOSIGNAL) == -1) die("send");
  if (send(fd, "!".getBytes(), 1, MSG_NOSIGNAL | MSG_OOB) == -1) die("send MSG_OOB");
  if (send(fd, "more".getBytes(), 4, MSG_NOSIGNAL) == -1) die("send");
  IO.println("sent 12 bytes and an urgent one");
  close(fd);
}

void main(String[] args) {
  boolean server = args.length == 3 && args[0].equals("server");
  boolean client = args.length == 3 && args[0].equals("client");
  if (!server && !client) {
    System.err.println("usage: urgent server HOST PORT | urgent client HOST PORT");
    System.exit(2);
  }
  MemorySegment at = resolve(args[1], args[2]);
  if (server) serve(at);
  ask(at);
}
