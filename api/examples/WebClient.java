/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// web_client: fetches many paths at once, a non-blocking connection each
// usage: web_client HOST PORT PATH...

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int MOST = 32, KEPT = 64;

class Fetch {
  String path;
  boolean writing; // until the request is out; then the answer comes
  byte[] line = new byte[KEPT]; // how the answer begins
  long size;
}

Arena arena = Arena.global();
Fetch[] fetches = new Fetch[MOST];
byte[] buffer = new byte[4096];

void die(String what) {
  perror(what);
  System.exit(1);
}

int start(MemorySegment at) {
  int type = addrinfo.ai_socktype(at) | SOCK_NONBLOCK;
  int fd = socket(addrinfo.ai_family(at), type, addrinfo.ai_protocol(at));
  if (fd == -1) die("socket");
  if (connect(fd, addrinfo.ai_addr(at), addrinfo.ai_addrlen(at)) == -1
      && errno() != EINPROGRESS) {
    die("connect");
  }
  return fd;
}

void request(int fd, Fetch f, String host) {
  MemorySegment error = arena.allocate(JAVA_INT);
  MemorySegment size = arena.allocateFrom(JAVA_INT, (int) error.byteSize());
  getsockopt(fd, SOL_SOCKET, SO_ERROR, error, size);
  if (error.get(JAVA_INT, 0) != 0) {
    errno(error.get(JAVA_INT, 0));
    die("connect");
  }
  byte[] text = ("GET " + f.path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes();
  if (send(fd, text, text.length, MSG_NOSIGNAL) != text.length) die("send"); // there is room
  f.writing = false;
}

// Returns false when the server has hung up.
boolean answer(int fd, Fetch f) {
  long n = recv(fd, buffer, buffer.length, 0);
  if (n == -1) die("recv");
  for (int i = 0; i < n && f.size + i < KEPT; i++) f.line[(int) f.size + i] = buffer[i];
  f.size += n;
  return n > 0;
}

void main(String[] args) {
  if (args.length < 3 || args.length > 2 + MOST) {
    System.err.println("usage: web_client HOST PORT PATH...");
    System.exit(2);
  }
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[0], args[1], hints, list);
  if (error != 0) {
    System.err.println(args[0] + ": " + gai_strerror(error));
    System.exit(1);
  }
  int count = args.length - 2, open = count;
  MemorySegment fds = pollfd.allocateArray(MOST, arena);
  for (int i = 0; i < count; i++) {
    fetches[i] = new Fetch();
    fetches[i].path = args[2 + i];
    fetches[i].writing = true;
    pollfd.fd(pollfd.asSlice(fds, i), start(deref(list)));
  }
  while (open > 0) {
    for (int i = 0; i < count; i++) {
      pollfd.events(pollfd.asSlice(fds, i), fetches[i].writing ? POLLOUT : POLLIN);
    }
    if (poll(fds, count, -1) == -1) die("poll");
    for (int i = 0; i < count; i++) {
      MemorySegment p = pollfd.asSlice(fds, i);
      if (pollfd.fd(p) == -1 || pollfd.revents(p) == 0) continue;
      if (fetches[i].writing) {
        request(pollfd.fd(p), fetches[i], args[0]);
      } else if (!answer(pollfd.fd(p), fetches[i])) {
        close(pollfd.fd(p));
        pollfd.fd(p, -1);
        open--;
      }
    }
  }
  for (int i = 0; i < count; i++) {
    int end = 0;
    while (end < KEPT && fetches[i].line[end] != '\r') end++;
    String line = new String(fetches[i].line, 0, end);
    IO.println(fetches[i].path + ": " + line + ", " + fetches[i].size + " bytes");
  }
}
