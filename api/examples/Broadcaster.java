/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// broadcaster: a datagram to everyone on an IPv4 network, without and with SO_BROADCAST
// usage: broadcaster ADDRESS PORT MESSAGE

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;

void die(String what) {
  perror(what);
  System.exit(1);
}

void main(String[] args) {
  if (args.length != 3) {
    System.err.println("usage: broadcaster ADDRESS PORT MESSAGE");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment to = sockaddr_in.allocate(arena);
  sockaddr_in.sin_family(to, AF_INET);
  sockaddr_in.sin_port(to, htons(Integer.parseInt(args[1])));
  if (inet_pton(AF_INET, args[0], sockaddr_in.sin_addr(to)) != 1) {
    System.err.println(args[0] + ": not an IPv4 address");
    System.exit(1);
  }
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd == -1) die("socket");
  byte[] message = args[2].getBytes();
  // The kernel refuses to broadcast by accident.
  long n = sendto(fd, message, message.length, 0, to, (int) to.byteSize());
  if (n == -1) {
    perror("sendto without SO_BROADCAST");
    MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
    if (setsockopt(fd, SOL_SOCKET, SO_BROADCAST, on, (int) on.byteSize()) == -1)
      die("setsockopt");
    n = sendto(fd, message, message.length, 0, to, (int) to.byteSize());
    if (n == -1) die("sendto");
  }
  IO.println("sent " + n + " bytes to " + args[0]);
  close(fd);
}
