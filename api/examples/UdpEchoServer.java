/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// udp_echo_server: echoes datagrams; tells to which address and interface each came
// usage: udp_echo_server HOST PORT | udp_echo_server -
//
// With - it serves one datagram on stdin, as inetd starts it.

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int DATA = 1024, CONTROL = 256;

void die(String what) {
  perror(what);
  System.exit(1);
}

void printDestination(PrintStream out, MemorySegment message, long n) {
  try (Arena arena = Arena.ofConfined()) {
    String address = "?", name = "?";
    MemorySegment text = arena.allocate(INET6_ADDRSTRLEN), device = arena.allocate(IF_NAMESIZE);
    for (MemorySegment c = CMSG_FIRSTHDR(message); !c.equals(NULL); c = CMSG_NXTHDR(message, c)) {
      if (cmsghdr.cmsg_level(c) == IPPROTO_IP && cmsghdr.cmsg_type(c) == IP_PKTINFO) {
        MemorySegment info = CMSG_DATA(c);
        address = inet_ntop(AF_INET, in_pktinfo.ipi_addr(info), text, INET6_ADDRSTRLEN);
        name = if_indextoname(in_pktinfo.ipi_ifindex(info), device);
      } else if (cmsghdr.cmsg_level(c) == IPPROTO_IPV6 && cmsghdr.cmsg_type(c) == IPV6_PKTINFO) {
        MemorySegment info = CMSG_DATA(c);
        address = inet_ntop(AF_INET6, in6_pktinfo.ipi6_addr(info), text, INET6_ADDRSTRLEN);
        name = if_indextoname(in6_pktinfo.ipi6_ifindex(info), device);
      }
    }
    String cut = (msghdr.msg_flags(message) & MSG_TRUNC) != 0 ? " (cut)" : "";
    out.println(n + " bytes to " + address + " on " + name + cut);
  }
}

void echoOne(PrintStream out, int fd) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment from = sockaddr_storage.allocate(arena);
    MemorySegment data = arena.allocate(DATA), control = arena.allocate(CONTROL, 8);
    MemorySegment vector = iovec.allocate(arena);
    iovec.iov_base(vector, data);
    iovec.iov_len(vector, data.byteSize());
    MemorySegment message = msghdr.allocate(arena);
    msghdr.msg_name(message, from);
    msghdr.msg_namelen(message, (int) from.byteSize());
    msghdr.msg_iov(message, vector);
    msghdr.msg_iovlen(message, 1);
    msghdr.msg_control(message, control);
    msghdr.msg_controllen(message, control.byteSize());
    long n = recvmsg(fd, message, 0);
    if (n == -1) die("recvmsg");
    printDestination(out, message, n);
    if (sendto(fd, data, n, 0, from, msghdr.msg_namelen(message)) == -1) perror("sendto");
  }
}

void wantDestination(int fd, int family) {
  MemorySegment on = Arena.global().allocateFrom(JAVA_INT, 1);
  int length = (int) on.byteSize();
  if (family == AF_INET) {
    if (setsockopt(fd, IPPROTO_IP, IP_PKTINFO, on, length) == -1) die("setsockopt");
  } else {
    if (setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, on, length) == -1) die("setsockopt");
  }
}

void main(String[] args) {
  if (args.length == 1 && args[0].equals("-")) { // started by inetd: stdout is the socket, too
    echoOne(System.err, 0);
    return;
  }
  if (args.length != 2) {
    System.err.println("usage: udp_echo_server HOST PORT | udp_echo_server -");
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
  wantDestination(fd, addrinfo.ai_family(found));
  freeaddrinfo(found);
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(fd, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
  for (; ; ) echoOne(System.out, fd);
}
