/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// daytime: the date, on a port found by service name ("daytime" where none is given)
// usage: daytime server HOST [SERVICE] | daytime client HOST [SERVICE]

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

void die(String what) {
  perror(what);
  System.exit(1);
}

// A service's port in network byte order: a number, or a name from /etc/services.
short portOf(String service) {
  if (service.chars().allMatch(Character::isDigit)) return htons(Integer.parseInt(service));
  MemorySegment entry = getservbyname(service, "tcp");
  if (entry.equals(NULL)) {
    System.err.println(service + "/tcp: unknown service");
    System.exit(1);
  }
  short port = (short) servent.s_port(entry);
  IO.println(string(servent.s_name(entry)) + " is port " + ntohs(port));
  return port;
}

MemorySegment resolve(String host, String service) {
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  String port = "" + ntohs(portOf(service));
  int error = getaddrinfo(host, port, hints, list);
  if (error != 0) {
    System.err.println(host + ": " + gai_strerror(error));
    System.exit(1);
  }
  return deref(list);
}

void serve(MemorySegment at) {
  Arena arena = Arena.global();
  int listener =
      socket(addrinfo.ai_family(at), addrinfo.ai_socktype(at), addrinfo.ai_protocol(at));
  if (listener == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(listener, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(listener, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
  var format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'\r\n");
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    byte[] text = ZonedDateTime.now(ZoneOffset.UTC).format(format).getBytes();
    if (send(fd, text, text.length, MSG_NOSIGNAL) == -1) perror("send");
    close(fd);
  }
}

void ask(MemorySegment at) {
  int fd = socket(addrinfo.ai_family(at), addrinfo.ai_socktype(at), addrinfo.ai_protocol(at));
  if (fd == -1) die("socket");
  if (connect(fd, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1) die("connect");
  byte[] text = new byte[128];
  long n;
  while ((n = recv(fd, text, text.length, 0)) > 0) IO.print(new String(text, 0, (int) n));
  if (n == -1) die("recv");
  close(fd);
}

void main(String[] args) {
  boolean server = (args.length == 2 || args.length == 3) && args[0].equals("server");
  boolean client = (args.length == 2 || args.length == 3) && args[0].equals("client");
  if (!server && !client) {
    System.err.println("usage: daytime server HOST [SERVICE] | daytime client HOST [SERVICE]");
    System.exit(2);
  }
  MemorySegment at = resolve(args[1], args.length == 3 ? args[2] : "daytime");
  if (server) serve(at);
  ask(at);
}
