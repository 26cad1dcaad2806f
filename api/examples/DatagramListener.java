/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// datagram_listener: waits for one datagram and prints it with its sender
// usage: datagram_listener HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

void die(String what) {
  perror(what);
  System.exit(1);
}

void numeric(
    MemorySegment address, MemorySegment length, MemorySegment host, MemorySegment port) {
  int flags = NI_NUMERICHOST | NI_NUMERICSERV;
  getnameinfo(address, length.get(JAVA_INT, 0), host, NI_MAXHOST, port, NI_MAXSERV, flags);
}

void main(String[] args) {
  if (args.length != 2) {
    System.err.println("usage: datagram_listener HOST PORT");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[0], args[1], hints, list);
  if (error != 0) {
    System.err.println(args[0] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  int fd =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  if (bind(fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("bind");
  freeaddrinfo(found);

  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment host = arena.allocate(NI_MAXHOST), port = arena.allocate(NI_MAXSERV);
  getsockname(fd, address, length);
  numeric(address, length, host, port);
  IO.println("listening on " + host.getString(0) + " port " + port.getString(0));

  byte[] buffer = new byte[1500];
  length.set(JAVA_INT, 0, (int) address.byteSize());
  long n = recvfrom(fd, buffer, buffer.length, 0, address, length);
  if (n == -1) die("recvfrom");
  numeric(address, length, host, port);
  String text = new String(buffer, 0, (int) n);
  IO.println(n + " bytes from " + host.getString(0) + ": " + text);
  close(fd);
}
