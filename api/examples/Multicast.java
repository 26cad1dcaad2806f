/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// multicast: one datagram to a group, IPv4 or IPv6
// usage: multicast receive GROUP PORT INTERFACE | multicast send GROUP PORT INTERFACE TEXT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

Arena arena = Arena.global();

void die(String what) {
  perror(what);
  System.exit(1);
}

void receive(int fd, MemorySegment group, int interfaceIndex) {
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(fd, addrinfo.ai_addr(group), addrinfo.ai_addrlen(group)) == -1) die("bind");
  MemorySegment join = group_req.allocate(arena);
  group_req.gr_interface(join, interfaceIndex);
  MemorySegment.copy(
      addrinfo.ai_addr(group), 0, group_req.gr_group(join), 0, addrinfo.ai_addrlen(group));
  int level = addrinfo.ai_family(group) == AF_INET ? IPPROTO_IP : IPPROTO_IPV6;
  if (setsockopt(fd, level, MCAST_JOIN_GROUP, join, (int) join.byteSize()) == -1) {
    die("MCAST_JOIN_GROUP");
  }
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(fd, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
  byte[] buffer = new byte[1500];
  long n = recv(fd, buffer, buffer.length, 0);
  if (n == -1) die("recv");
  IO.println("received: " + new String(buffer, 0, (int) n));
}

void transmit(int fd, MemorySegment group, int interfaceIndex, String text) {
  if (addrinfo.ai_family(group) == AF_INET) {
    MemorySegment out = ip_mreqn.allocate(arena);
    ip_mreqn.imr_ifindex(out, interfaceIndex);
    if (setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, out, (int) out.byteSize()) == -1) {
      die("IP_MULTICAST_IF");
    }
  } else {
    MemorySegment out = arena.allocateFrom(JAVA_INT, interfaceIndex);
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, out, (int) out.byteSize()) == -1) {
      die("IPV6_MULTICAST_IF");
    }
  }
  byte[] data = text.getBytes();
  long n = sendto(fd, data, data.length, 0, addrinfo.ai_addr(group), addrinfo.ai_addrlen(group));
  if (n == -1) die("sendto");
  IO.println("sent " + n + " bytes");
}

void main(String[] args) {
  boolean receiver = args.length == 4 && args[0].equals("receive");
  boolean sender = args.length == 5 && args[0].equals("send");
  if (!receiver && !sender) {
    System.err.println(
        "usage: multicast receive GROUP PORT INTERFACE"
            + " | multicast send GROUP PORT INTERFACE TEXT");
    System.exit(2);
  }
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[1], args[2], hints, list);
  if (error != 0) {
    System.err.println(args[1] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment group = deref(list);
  int interfaceIndex = if_nametoindex(args[3]);
  if (interfaceIndex == 0) die(args[3]);
  int fd =
      socket(addrinfo.ai_family(group), addrinfo.ai_socktype(group), addrinfo.ai_protocol(group));
  if (fd == -1) die("socket");
  if (receiver) {
    receive(fd, group, interfaceIndex);
  } else {
    transmit(fd, group, interfaceIndex, args[4]);
  }
  close(fd);
}
