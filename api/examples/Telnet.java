/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// telnet: stdin to the server, its answers to stdout, every TELNET option refused
// usage: telnet HOST PORT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.ADDRESS;

final int DATA = 0, SE = 240, SB = 250, WILL = 251, WONT = 252, DO = 253, DONT = 254, IAC = 255;

void die(String what) {
  perror(what);
  System.exit(1);
}

int connectTo(String host, String port) {
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
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
  if (connect(fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("connect");
  freeaddrinfo(found);
  return fd;
}

int state = DATA;

// What the terminal shows stays in buffer; returns how much that is.
long negotiate(int fd, byte[] buffer, long n) {
  int kept = 0;
  for (int i = 0; i < n; i++) {
    int c = buffer[i] & 0xff;
    if (state == DATA) {
      if (c == IAC) {
        state = IAC;
      } else {
        buffer[kept++] = (byte) c;
      }
    } else if (state == IAC) {
      if (c == IAC) {
        buffer[kept++] = (byte) c;
        state = DATA;
      } else {
        state = c >= SB ? c : DATA;
      }
    } else if (state == SB) {
      if (c == SE) state = DATA;
    } else {
      int refusal = state == DO || state == DONT ? WONT : DONT;
      byte[] answer = {(byte) IAC, (byte) refusal, (byte) c};
      if (state == DO || state == WILL) send(fd, answer, answer.length, MSG_NOSIGNAL);
      state = DATA;
    }
  }
  return kept;
}

void main(String[] args) {
  if (args.length != 2) {
    System.err.println("usage: telnet HOST PORT");
    System.exit(2);
  }
  int fd = connectTo(args[0], args[1]);
  MemorySegment fds = pollfd.allocateArray(2, Arena.global());
  MemorySegment stdin = pollfd.asSlice(fds, 0), server = pollfd.asSlice(fds, 1);
  pollfd.fd(stdin, 0);
  pollfd.events(stdin, POLLIN);
  pollfd.fd(server, fd);
  pollfd.events(server, POLLIN);
  byte[] buffer = new byte[512];
  for (; ; ) {
    if (poll(fds, 2, -1) == -1) die("poll");
    if (pollfd.revents(stdin) != 0) {
      long n = read(0, buffer, buffer.length);
      if (n == -1) die("read");
      if (n == 0) {
        shutdown(fd, SHUT_WR);
        pollfd.fd(stdin, -1); // poll skips negative descriptors
      } else if (send(fd, buffer, n, MSG_NOSIGNAL) == -1) {
        die("send");
      }
    }
    if (pollfd.revents(server) != 0) {
      long n = recv(fd, buffer, buffer.length, 0);
      if (n == -1) die("recv");
      if (n == 0) return;
      n = negotiate(fd, buffer, n);
      if (write(1, buffer, n) == -1) die("write");
    }
  }
}
