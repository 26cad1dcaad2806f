/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// stream_client: connects and prints what the server says until it hangs up
// usage: stream_client HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;

void die(String what) {
  perror(what);
  System.exit(1);
}

int connectTo(String host, String port) {
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_family(hints, AF_UNSPEC);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
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
    if (connect(fd, addrinfo.ai_addr(a), addrinfo.ai_addrlen(a)) == 0) break;
    perror("connect");
    close(fd);
    fd = -1;
  }
  freeaddrinfo(deref(list));
  if (fd == -1) System.exit(1);
  return fd;
}

void main(String[] args) {
  if (args.length != 2) {
    System.err.println("usage: stream_client HOST PORT");
    System.exit(2);
  }
  int fd = connectTo(args[0], args[1]);
  byte[] buffer = new byte[512];
  long n;
  while ((n = recv(fd, buffer, buffer.length, 0)) > 0) {
    if (write(1, buffer, n) == -1) die("write");
  }
  if (n == -1) die("recv");
  close(fd);
}
