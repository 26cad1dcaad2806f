/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// stream_server: greets every client that connects
// usage: stream_server HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

void die(String what) {
  perror(what);
  System.exit(1);
}

int listenOn(String host, String port) {
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_family(hints, AF_UNSPEC);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(host, port, hints, list);
  if (error != 0) {
    System.err.println(host + ": " + gai_strerror(error));
    System.exit(1);
  }
  int fd = -1;
  for (MemorySegment a = deref(list); !a.equals(NULL); a = addrinfo.ai_next(a)) {
    fd = socket(addrinfo.ai_family(a), addrinfo.ai_socktype(a), addrinfo.ai_protocol(a));
    if (fd == -1) continue;
    MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
    if (bind(fd, addrinfo.ai_addr(a), addrinfo.ai_addrlen(a)) == 0) break;
    perror("bind");
    close(fd);
    fd = -1;
  }
  freeaddrinfo(deref(list));
  if (fd == -1) System.exit(1);
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  return fd;
}

void printAddress(String what, MemorySegment address, int length) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment host = arena.allocate(NI_MAXHOST), port = arena.allocate(NI_MAXSERV);
    int flags = NI_NUMERICHOST | NI_NUMERICSERV;
    getnameinfo(address, length, host, NI_MAXHOST, port, NI_MAXSERV, flags);
    IO.println(what + " " + host.getString(0) + " port " + port.getString(0));
  }
}

void main(String[] args) {
  if (args.length != 2) {
    System.err.println("usage: stream_server HOST PORT");
    System.exit(2);
  }
  int listener = listenOn(args[0], args[1]);
  MemorySegment address = sockaddr_storage.allocate(Arena.global());
  MemorySegment length = Arena.global().allocateFrom(JAVA_INT, (int) address.byteSize());
  getsockname(listener, address, length);
  printAddress("listening on", address, length.get(JAVA_INT, 0));
  for (; ; ) {
    length.set(JAVA_INT, 0, (int) address.byteSize());
    int fd = accept(listener, address, length);
    if (fd == -1) die("accept");
    printAddress("connection from", address, length.get(JAVA_INT, 0));
    byte[] greeting = "Hello, network!\n".getBytes();
    if (send(fd, greeting, greeting.length, MSG_NOSIGNAL) == -1) perror("send");
    close(fd);
  }
}
