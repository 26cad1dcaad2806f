/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// unix_echo: echo over a UNIX-domain socket; a path @NAME is in the abstract namespace
// usage: unix_echo server|client PATH

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUn.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

void die(String what) {
  perror(what);
  System.exit(1);
}

// An abstract name starts with a NUL and is as long as the address says: no NUL ends it.
int fill(MemorySegment address, String path) {
  address.fill((byte) 0);
  sockaddr_un.sun_family(address, AF_UNIX);
  MemorySegment sun_path = sockaddr_un.sun_path(address);
  byte[] name = path.getBytes();
  if (name.length >= sun_path.byteSize()) {
    System.err.println(path + ": path too long");
    System.exit(1);
  }
  sun_path.setString(0, path);
  if (!path.startsWith("@")) return (int) address.byteSize();
  sun_path.set(JAVA_BYTE, 0, (byte) 0);
  return (int) sockaddr_un.sun_path$offset() + name.length;
}

void serve(String path) {
  Arena arena = Arena.global();
  MemorySegment address = sockaddr_un.allocate(arena);
  int length = fill(address, path);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  if (listener == -1) die("socket");
  if (!path.startsWith("@")) unlink(path);
  if (bind(listener, address, length) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  IO.println("listening on " + path);
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    MemorySegment peer = ucred.allocate(arena);
    MemorySegment size = arena.allocateFrom(JAVA_INT, (int) peer.byteSize());
    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, peer, size);
    IO.println("connection from uid " + ucred.uid(peer) + " gid " + ucred.gid(peer));
    byte[] buffer = new byte[512];
    long n;
    while ((n = recv(fd, buffer, buffer.length, 0)) > 0) {
      if (send(fd, buffer, n, MSG_NOSIGNAL) == -1) break;
    }
    close(fd);
  }
}

void ask(String path) {
  MemorySegment address = sockaddr_un.allocate(Arena.global());
  int length = fill(address, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd == -1) die("socket");
  if (connect(fd, address, length) == -1) die("connect");
  byte[] buffer = new byte[512];
  long n;
  while ((n = read(0, buffer, buffer.length)) > 0) {
    if (send(fd, buffer, n, MSG_NOSIGNAL) == -1) die("send");
    for (long echoed = 0; echoed < n; ) {
      long got = recv(fd, buffer, buffer.length, 0);
      if (got <= 0) die("recv");
      if (write(1, buffer, got) == -1) die("write");
      echoed += got;
    }
  }
  close(fd);
}

void main(String[] args) {
  boolean server = args.length == 2 && args[0].equals("server");
  boolean client = args.length == 2 && args[0].equals("client");
  if (!server && !client) {
    System.err.println("usage: unix_echo server|client PATH");
    System.exit(2);
  }
  if (server) serve(args[1]);
  ask(args[1]);
}
