/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// chat_server: passes what each client says on to all the others, by select or poll
// usage: chat_server select|poll HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSelect.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int MOST = 64;

int[] clients = new int[MOST]; // clients[0] is the listening socket
int count;
byte[] buffer = new byte[512];

void die(String what) {
  perror(what);
  System.exit(1);
}

int listenOn(String host, String port) {
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(host, port, hints, list);
  if (error != 0) {
    System.err.println(host + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  int fd =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("bind");
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  freeaddrinfo(found);
  return fd;
}

void announce(int fd) {
  Arena arena = Arena.global();
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(fd, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
}

void serve(int i) {
  if (i == 0) {
    int fd = accept(clients[0], NULL, NULL);
    if (fd == -1) die("accept");
    if (count == MOST) {
      close(fd);
      return;
    }
    clients[count++] = fd;
    IO.println(count - 1 + " talking");
    return;
  }
  long n = recv(clients[i], buffer, buffer.length, 0);
  if (n <= 0) {
    if (n == -1) perror("recv");
    close(clients[i]);
    clients[i] = clients[--count];
    IO.println(count - 1 + " talking");
    return;
  }
  for (int j = 1; j < count; j++) {
    if (j != i && send(clients[j], buffer, n, MSG_NOSIGNAL) == -1) perror("send");
  }
}

void chatWithSelect() {
  MemorySegment readable = fd_set.allocate(Arena.global());
  for (; ; ) {
    FD_ZERO(readable);
    int highest = 0;
    for (int i = 0; i < count; i++) {
      FD_SET(clients[i], readable);
      if (clients[i] > highest) highest = clients[i];
    }
    if (select(highest + 1, readable, NULL, NULL, NULL) == -1) die("select");
    for (int i = count - 1; i >= 0; i--) {
      if (FD_ISSET(clients[i], readable)) serve(i);
    }
  }
}

void chatWithPoll() {
  MemorySegment fds = pollfd.allocateArray(MOST, Arena.global());
  for (; ; ) {
    for (int i = 0; i < count; i++) {
      pollfd.fd(pollfd.asSlice(fds, i), clients[i]);
      pollfd.events(pollfd.asSlice(fds, i), POLLIN);
    }
    if (poll(fds, count, -1) == -1) die("poll");
    for (int i = count - 1; i >= 0; i--) {
      if (pollfd.revents(pollfd.asSlice(fds, i)) != 0) serve(i);
    }
  }
}

void main(String[] args) {
  boolean withSelect = args.length == 3 && args[0].equals("select");
  boolean withPoll = args.length == 3 && args[0].equals("poll");
  if (!withSelect && !withPoll) {
    System.err.println("usage: chat_server select|poll HOST PORT");
    System.exit(2);
  }
  clients[count++] = listenOn(args[1], args[2]);
  announce(clients[0]);
  if (withSelect) {
    chatWithSelect();
  } else {
    chatWithPoll();
  }
}
