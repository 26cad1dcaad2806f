/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// traceroute: the routers on the way, from the errors that the socket's error queue holds
// usage: traceroute HOST [HOPS]

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.LinuxErrqueue.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int PORT = 33434;

void die(String what) {
  perror(what);
  System.exit(1);
}

// Reads one error; returns true when it came from the end of the way.
boolean report(int fd, int hop) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment control = arena.allocate(512, 8), name = arena.allocate(NI_MAXHOST);
    MemorySegment message = msghdr.allocate(arena);
    msghdr.msg_control(message, control);
    msghdr.msg_controllen(message, control.byteSize());
    if (recvmsg(fd, message, MSG_ERRQUEUE) == -1) die("recvmsg");
    for (MemorySegment c = CMSG_FIRSTHDR(message); !c.equals(NULL); c = CMSG_NXTHDR(message, c)) {
      int level = cmsghdr.cmsg_level(c), type = cmsghdr.cmsg_type(c);
      boolean v4 = level == IPPROTO_IP && type == IP_RECVERR;
      boolean v6 = level == IPPROTO_IPV6 && type == IPV6_RECVERR;
      if (!v4 && !v6) continue;
      MemorySegment e = CMSG_DATA(c);
      MemorySegment offender = SO_EE_OFFENDER(e);
      int length = (int) (v4 ? sockaddr_in.sizeof() : sockaddr_in6.sizeof());
      getnameinfo(offender, length, name, NI_MAXHOST, NULL, 0, NI_NUMERICHOST);
      int code = sock_extended_err.ee_errno(e);
      String what = code == ECONNREFUSED ? "arrived" : strerror(code);
      IO.println(String.format("%2d  %s  %s", hop, name.getString(0), what));
      return code != EHOSTUNREACH; // what time exceeded becomes
    }
    return false;
  }
}

void main(String[] args) {
  int hops = args.length == 2 ? Integer.parseInt(args[1]) : 30;
  if (args.length < 1 || args.length > 2 || hops < 1) {
    System.err.println("usage: traceroute HOST [HOPS]");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[0], "" + PORT, hints, list);
  if (error != 0) {
    System.err.println("traceroute " + args[0] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  MemorySegment to = addrinfo.ai_addr(found);
  int length = addrinfo.ai_addrlen(found);
  boolean v6 = addrinfo.ai_family(found) == AF_INET6;
  int fd =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  int level = v6 ? IPPROTO_IPV6 : IPPROTO_IP;
  MemorySegment value = arena.allocateFrom(JAVA_INT, 1);
  if (setsockopt(fd, level, v6 ? IPV6_RECVERR : IP_RECVERR, value, 4) == -1) die("setsockopt");

  MemorySegment failed = pollfd.allocate(arena); // POLLERR needs no asking
  pollfd.fd(failed, fd);
  for (int hop = 1; hop <= hops; hop++) {
    value.set(JAVA_INT, 0, hop);
    if (setsockopt(fd, level, v6 ? IPV6_UNICAST_HOPS : IP_TTL, value, 4) == -1) die("setsockopt");
    if (sendto(fd, "probe".getBytes(), 5, 0, to, length) == -1) die("sendto");
    int ready = poll(failed, 1, 1000);
    if (ready == -1) die("poll");
    if (ready == 0) {
      IO.println(String.format("%2d  *", hop));
    } else if (report(fd, hop)) {
      return;
    }
  }
  System.exit(1);
}
