/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// lookup: every address that getaddrinfo finds for a host
// usage: lookup HOST [SERVICE]

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;

void main(String[] args) {
  if (args.length < 1 || args.length > 2) {
    System.err.println("usage: lookup HOST [SERVICE]");
    System.exit(2);
  }
  String service = args.length > 1 ? args[1] : null;
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_family(hints, AF_UNSPEC);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[0], service, hints, list);
  if (error != 0) {
    System.err.println("lookup " + args[0] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment text = arena.allocate(INET6_ADDRSTRLEN);
  for (MemorySegment a = deref(list); !a.equals(NULL); a = addrinfo.ai_next(a)) {
    if (addrinfo.ai_family(a) == AF_INET) {
      MemorySegment in = addrinfo.ai_addr(a);
      String address = inet_ntop(AF_INET, sockaddr_in.sin_addr(in), text, INET6_ADDRSTRLEN);
      int port = ntohs(sockaddr_in.sin_port(in));
      IO.println("IPv4 " + address + " port " + port);
    } else {
      MemorySegment in6 = addrinfo.ai_addr(a);
      String address = inet_ntop(AF_INET6, sockaddr_in6.sin6_addr(in6), text, INET6_ADDRSTRLEN);
      int port = ntohs(sockaddr_in6.sin6_port(in6));
      IO.println("IPv6 " + address + " port " + port);
    }
  }
  freeaddrinfo(deref(list));
}
