/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// echo_server: one service in six shapes (in C, virtual is thread)
// usage: echo_server iterative|thread|virtual|pool|epoll|reuseport HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysEpoll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int THREADS = 4, EVENTS = 64;

void die(String what) {
  perror(what);
  System.exit(1);
}

MemorySegment resolve(String host, String port) {
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
  return deref(list);
}

int listenOn(int family, MemorySegment address, int length, int option) {
  int fd = socket(family, SOCK_STREAM, 0);
  if (fd == -1) die("socket");
  MemorySegment on = Arena.global().allocateFrom(JAVA_INT, 1);
  if (setsockopt(fd, SOL_SOCKET, option, on, (int) on.byteSize()) == -1) die("setsockopt");
  if (bind(fd, address, length) == -1) die("bind");
  if (listen(fd, SOMAXCONN) == -1) die("listen");
  return fd;
}

int acceptOne(int listener) {
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd != -1) return fd;
    if (errno() != EINTR && errno() != ECONNABORTED) die("accept");
  }
}

// Returns 0 at the end of the stream, -1 when it broke.
long echoOnce(int fd, MemorySegment buffer) {
  long n = recv(fd, buffer, buffer.byteSize(), 0);
  for (long sent = 0; sent < n; ) {
    long m = send(fd, buffer.asSlice(sent), n - sent, MSG_NOSIGNAL);
    if (m == -1) return -1;
    sent += m;
  }
  return n;
}

void echo(int fd) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment buffer = arena.allocate(4096);
    while (echoOnce(fd, buffer) > 0) continue;
  }
  close(fd);
}

void iterative(int listener) {
  for (; ; ) echo(acceptOne(listener));
}

void threadPerConnection(int listener, Thread.Builder threads) {
  for (; ; ) {
    int fd = acceptOne(listener);
    threads.start(() -> echo(fd));
  }
}

// All threads wait in accept on one socket; the kernel wakes one of them.
void threadsAccept(int listener) {
  for (int i = 0; i < THREADS; i++) {
    new Thread(() -> iterative(listener)).start();
  }
}

// A listening socket for each thread; the kernel spreads the connections over them.
void threadsReuseport(int first, MemorySegment at) {
  MemorySegment address = sockaddr_storage.allocate(Arena.global());
  MemorySegment length = Arena.global().allocateFrom(JAVA_INT, (int) address.byteSize());
  getsockname(first, address, length);
  for (int i = 0; i < THREADS; i++) {
    int family = addrinfo.ai_family(at), size = length.get(JAVA_INT, 0);
    int fd = i == 0 ? first : listenOn(family, address, size, SO_REUSEPORT);
    new Thread(() -> iterative(fd)).start();
  }
}

void reactor(int listener) {
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll == -1) die("epoll_create1");
  MemorySegment event = epoll_events(Arena.global(), 1);
  MemorySegment events = epoll_events(Arena.global(), EVENTS);
  MemorySegment buffer = Arena.global().allocate(4096);
  events(event, 0, EPOLLIN);
  data(event, 0, listener);
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, listener, event) == -1) die("epoll_ctl");
  for (; ; ) {
    int n = epoll_wait(epoll, events, EVENTS, -1);
    if (n == -1) die("epoll_wait");
    for (int i = 0; i < n; i++) {
      int fd = (int) data(events, i);
      if (fd == listener) {
        int accepted = acceptOne(listener);
        data(event, 0, accepted);
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, accepted, event) == -1) die("epoll_ctl");
      } else if (echoOnce(fd, buffer) <= 0) {
        close(fd); // epoll forgets it
      }
    }
  }
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

void main(String[] args) {
  var modes = List.of("iterative", "thread", "virtual", "pool", "epoll", "reuseport");
  String mode = args.length == 3 ? args[0] : "";
  if (!modes.contains(mode)) {
    System.err.println(
        "usage: echo_server iterative|thread|virtual|pool|epoll|reuseport HOST PORT");
    System.exit(2);
  }
  MemorySegment at = resolve(args[1], args[2]);
  int option = mode.equals("reuseport") ? SO_REUSEPORT : SO_REUSEADDR;
  int listener =
      listenOn(addrinfo.ai_family(at), addrinfo.ai_addr(at), addrinfo.ai_addrlen(at), option);
  announce(listener);
  switch (mode) {
    case "iterative" -> iterative(listener);
    case "thread" -> threadPerConnection(listener, Thread.ofPlatform());
    case "virtual" -> threadPerConnection(listener, Thread.ofVirtual());
    case "pool" -> threadsAccept(listener);
    case "epoll" -> reactor(listener);
    default -> threadsReuseport(listener, at);
  }
}
