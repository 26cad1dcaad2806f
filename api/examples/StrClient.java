/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// str_client: stdin to an echo server and back, in four ways
// usage: str_client plain|select|poll|nonblock HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSelect.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

MemorySegment buffer = Arena.global().allocate(4096);

void die(String what) {
  perror(what);
  System.exit(1);
}

void sendAll(int fd, long size) {
  for (long sent = 0; sent < size; ) {
    long n = send(fd, buffer.asSlice(sent), size - sent, MSG_NOSIGNAL);
    if (n == -1) die("send");
    sent += n;
  }
}

// Each returns 0 at the end of its input.
long stdinToSocket(int fd) {
  long n = read(0, buffer, buffer.byteSize());
  if (n == -1) die("read");
  if (n == 0) {
    shutdown(fd, SHUT_WR); // the rest of the echo still comes
  } else {
    sendAll(fd, n);
  }
  return n;
}

long socketToStdout(int fd) {
  long n = recv(fd, buffer, buffer.byteSize(), 0);
  if (n == -1) die("recv");
  if (n > 0 && write(1, buffer, n) == -1) die("write");
  return n;
}

// One question, one answer: stuck on stdin when the server goes away.
void plain(int fd) {
  long n;
  while ((n = stdinToSocket(fd)) > 0) {
    while (n > 0) {
      long echoed = socketToStdout(fd);
      if (echoed == 0) {
        System.err.println("server hung up");
        System.exit(1);
      }
      n -= echoed;
    }
  }
}

void withSelect(int fd) {
  boolean reading = true;
  MemorySegment readable = fd_set.allocate(Arena.global());
  for (; ; ) {
    FD_ZERO(readable);
    if (reading) FD_SET(0, readable);
    FD_SET(fd, readable);
    if (select(fd + 1, readable, NULL, NULL, NULL) == -1) die("select");
    if (FD_ISSET(fd, readable) && socketToStdout(fd) == 0) break;
    if (FD_ISSET(0, readable)) reading = stdinToSocket(fd) > 0;
  }
}

void withPoll(int fd) {
  MemorySegment fds = pollfd.allocateArray(2, Arena.global());
  MemorySegment stdin = pollfd.asSlice(fds, 0), server = pollfd.asSlice(fds, 1);
  pollfd.fd(stdin, 0);
  pollfd.events(stdin, POLLIN);
  pollfd.fd(server, fd);
  pollfd.events(server, POLLIN);
  for (; ; ) {
    if (poll(fds, 2, -1) == -1) die("poll");
    if (pollfd.revents(server) != 0 && socketToStdout(fd) == 0) break;
    if (pollfd.revents(stdin) != 0 && stdinToSocket(fd) == 0) pollfd.fd(stdin, -1);
  }
}

// Starts the connection, and could do something else until it stands.
int connectNonblocking(int fd, MemorySegment address, int length) {
  int flags = fcntl(fd, F_GETFL, 0);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  if (connect(fd, address, length) == -1) {
    if (errno() != EINPROGRESS) return -1;
    Arena arena = Arena.global();
    MemorySegment connecting = pollfd.allocate(arena);
    pollfd.fd(connecting, fd);
    pollfd.events(connecting, POLLOUT);
    int ready = poll(connecting, 1, 5000);
    if (ready == -1) return -1;
    if (ready == 0) {
      errno(ETIMEDOUT);
      return -1;
    }
    MemorySegment error = arena.allocate(JAVA_INT);
    MemorySegment size = arena.allocateFrom(JAVA_INT, (int) error.byteSize());
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, error, size) == -1) return -1;
    if (error.get(JAVA_INT, 0) != 0) {
      errno(error.get(JAVA_INT, 0));
      return -1;
    }
  }
  fcntl(fd, F_SETFL, flags);
  return 0;
}

void main(String[] args) {
  String mode = args.length == 3 ? args[0] : "";
  if (!List.of("plain", "select", "poll", "nonblock").contains(mode)) {
    System.err.println("usage: str_client plain|select|poll|nonblock HOST PORT");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[1], args[2], hints, list);
  if (error != 0) {
    System.err.println(args[1] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  MemorySegment address = addrinfo.ai_addr(found);
  int length = addrinfo.ai_addrlen(found);
  int fd =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  if (mode.equals("nonblock")) {
    if (connectNonblocking(fd, address, length) == -1) die("connect");
  } else if (connect(fd, address, length) == -1) {
    die("connect");
  }
  freeaddrinfo(found);
  switch (mode) {
    case "plain" -> plain(fd);
    case "select" -> withSelect(fd);
    default -> withPoll(fd);
  }
  close(fd);
}
