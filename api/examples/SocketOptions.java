/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// socket_options: what a new TCP socket answers to getsockopt, option by option
// usage: socket_options

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.NetinetTcp.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;

enum Kind {
  NUMBER,
  LINGER,
  TIME,
  TEXT
}

record Option(String name, int level, int number, Kind kind) {}

final Option[] options = {
  new Option("SO_TYPE", SOL_SOCKET, SO_TYPE, Kind.NUMBER),
  new Option("SO_DOMAIN", SOL_SOCKET, SO_DOMAIN, Kind.NUMBER),
  new Option("SO_PROTOCOL", SOL_SOCKET, SO_PROTOCOL, Kind.NUMBER),
  new Option("SO_ACCEPTCONN", SOL_SOCKET, SO_ACCEPTCONN, Kind.NUMBER),
  new Option("SO_BROADCAST", SOL_SOCKET, SO_BROADCAST, Kind.NUMBER),
  new Option("SO_DEBUG", SOL_SOCKET, SO_DEBUG, Kind.NUMBER),
  new Option("SO_DONTROUTE", SOL_SOCKET, SO_DONTROUTE, Kind.NUMBER),
  new Option("SO_ERROR", SOL_SOCKET, SO_ERROR, Kind.NUMBER),
  new Option("SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE, Kind.NUMBER),
  new Option("SO_LINGER", SOL_SOCKET, SO_LINGER, Kind.LINGER),
  new Option("SO_OOBINLINE", SOL_SOCKET, SO_OOBINLINE, Kind.NUMBER),
  new Option("SO_RCVBUF", SOL_SOCKET, SO_RCVBUF, Kind.NUMBER),
  new Option("SO_SNDBUF", SOL_SOCKET, SO_SNDBUF, Kind.NUMBER),
  new Option("SO_RCVLOWAT", SOL_SOCKET, SO_RCVLOWAT, Kind.NUMBER),
  new Option("SO_SNDLOWAT", SOL_SOCKET, SO_SNDLOWAT, Kind.NUMBER),
  new Option("SO_RCVTIMEO", SOL_SOCKET, SO_RCVTIMEO, Kind.TIME),
  new Option("SO_SNDTIMEO", SOL_SOCKET, SO_SNDTIMEO, Kind.TIME),
  new Option("SO_REUSEADDR", SOL_SOCKET, SO_REUSEADDR, Kind.NUMBER),
  new Option("SO_REUSEPORT", SOL_SOCKET, SO_REUSEPORT, Kind.NUMBER),
  new Option("IP_TOS", IPPROTO_IP, IP_TOS, Kind.NUMBER),
  new Option("IP_TTL", IPPROTO_IP, IP_TTL, Kind.NUMBER),
  new Option("IPV6_UNICAST_HOPS", IPPROTO_IPV6, IPV6_UNICAST_HOPS, Kind.NUMBER),
  new Option("TCP_MAXSEG", IPPROTO_TCP, TCP_MAXSEG, Kind.NUMBER),
  new Option("TCP_NODELAY", IPPROTO_TCP, TCP_NODELAY, Kind.NUMBER),
  new Option("TCP_CORK", IPPROTO_TCP, TCP_CORK, Kind.NUMBER),
  new Option("TCP_KEEPIDLE", IPPROTO_TCP, TCP_KEEPIDLE, Kind.NUMBER),
  new Option("TCP_KEEPINTVL", IPPROTO_TCP, TCP_KEEPINTVL, Kind.NUMBER),
  new Option("TCP_KEEPCNT", IPPROTO_TCP, TCP_KEEPCNT, Kind.NUMBER),
  new Option("TCP_CONGESTION", IPPROTO_TCP, TCP_CONGESTION, Kind.TEXT),
};

void main(String[] args) {
  if (args.length != 0) {
    System.err.println("usage: socket_options");
    System.exit(2);
  }
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd == -1) {
    perror("socket");
    System.exit(1);
  }
  MemorySegment value = Arena.global().allocate(64, 8); // large enough for each
  MemorySegment length = Arena.global().allocate(JAVA_INT);
  for (Option o : options) {
    length.set(JAVA_INT, 0, (int) value.byteSize());
    if (getsockopt(fd, o.level(), o.number(), value, length) == -1) {
      IO.print(o.name() + ": ");
      perror(null);
      continue;
    }
    switch (o.kind()) {
      case NUMBER ->
          IO.println(
              o.name()
                  + " = "
                  + value.get(JAVA_INT, 0)
                  + " ("
                  + length.get(JAVA_INT, 0)
                  + " bytes)");
      case LINGER -> {
        String on = linger.l_onoff(value) != 0 ? "on" : "off";
        IO.println(o.name() + " = " + on + ", " + linger.l_linger(value) + " s");
      }
      case TIME ->
          IO.println(
              o.name() + " = " + timeval.tv_sec(value) + " s " + timeval.tv_usec(value) + " us");
      case TEXT -> IO.println(o.name() + " = " + value.getString(0));
    }
  }
  close(fd);
}
