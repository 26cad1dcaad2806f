/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// datagram_talker: sends one datagram
// usage: datagram_talker HOST PORT MESSAGE

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.ADDRESS;

void die(String what) {
  perror(what);
  System.exit(1);
}

void main(String[] args) {
  if (args.length != 3) {
    System.err.println("usage: datagram_talker HOST PORT MESSAGE");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
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
  byte[] message = args[2].getBytes();
  long n =
      sendto(fd, message, message.length, 0, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found));
  if (n == -1) die("sendto");
  IO.println("sent " + n + " bytes to " + args[0]);
  freeaddrinfo(found);
  close(fd);
}
