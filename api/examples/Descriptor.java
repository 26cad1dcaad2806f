/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// descriptor: opens a file for another process and passes it the descriptor; credentials
// usage: descriptor server PATH FILE | descriptor client PATH

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
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

void fill(MemorySegment address, String path) {
  address.fill((byte) 0);
  sockaddr_un.sun_family(address, AF_UNIX);
  if (path.getBytes().length >= sockaddr_un.sun_path(address).byteSize()) {
    System.err.println(path + ": path too long");
    System.exit(1);
  }
  sockaddr_un.sun_path(address).setString(0, path);
}

// What sendmsg and recvmsg take: one buffer, and room for control messages.
MemorySegment message(Arena arena, MemorySegment data, MemorySegment control) {
  MemorySegment vector = iovec.allocate(arena);
  iovec.iov_base(vector, data);
  iovec.iov_len(vector, data.byteSize());
  MemorySegment message = msghdr.allocate(arena);
  msghdr.msg_iov(message, vector);
  msghdr.msg_iovlen(message, 1);
  msghdr.msg_control(message, control);
  msghdr.msg_controllen(message, control.byteSize());
  return message;
}

// The kernel vouches for the credentials in the message.
void receiveRequest(int fd) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment data = arena.allocate(64);
    MemorySegment control = arena.allocate(CMSG_SPACE(ucred.sizeof()), 8);
    MemorySegment message = message(arena, data, control);
    long n = recvmsg(fd, message, 0);
    if (n == -1) die("recvmsg");
    MemorySegment c = CMSG_FIRSTHDR(message);
    if (c.equals(NULL)
        || cmsghdr.cmsg_level(c) != SOL_SOCKET
        || cmsghdr.cmsg_type(c) != SCM_CREDENTIALS) {
      IO.println("request without credentials");
      return;
    }
    MemorySegment sender = CMSG_DATA(c);
    String text = new String(data.asSlice(0, n).toArray(JAVA_BYTE));
    String who = "pid " + ucred.pid(sender) + " uid " + ucred.uid(sender);
    IO.println("\"" + text + "\" from " + who + " gid " + ucred.gid(sender));
  }
}

void sendDescriptor(int fd, int passed) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment data = arena.allocateFrom("here").asSlice(0, 4);
    MemorySegment control = arena.allocate(CMSG_SPACE(JAVA_INT.byteSize()), 8);
    MemorySegment message = message(arena, data, control);
    MemorySegment c = CMSG_FIRSTHDR(message);
    cmsghdr.cmsg_level(c, SOL_SOCKET);
    cmsghdr.cmsg_type(c, SCM_RIGHTS);
    cmsghdr.cmsg_len(c, CMSG_LEN(JAVA_INT.byteSize()));
    CMSG_DATA(c).set(JAVA_INT, 0, passed);
    if (sendmsg(fd, message, MSG_NOSIGNAL) == -1) die("sendmsg");
  }
}

int receiveDescriptor(int fd) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment data = arena.allocate(16);
    MemorySegment control = arena.allocate(CMSG_SPACE(JAVA_INT.byteSize()), 8);
    MemorySegment message = message(arena, data, control);
    if (recvmsg(fd, message, MSG_CMSG_CLOEXEC) == -1) die("recvmsg");
    MemorySegment c = CMSG_FIRSTHDR(message);
    if (c.equals(NULL) || cmsghdr.cmsg_type(c) != SCM_RIGHTS) {
      System.err.println("no descriptor came");
      System.exit(1);
    }
    return CMSG_DATA(c).get(JAVA_INT, 0);
  }
}

void serve(String path, String file) {
  Arena arena = Arena.global();
  MemorySegment address = sockaddr_un.allocate(arena);
  fill(address, path);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  if (listener == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1); // before the client can send
  if (setsockopt(listener, SOL_SOCKET, SO_PASSCRED, on, (int) on.byteSize()) == -1) {
    die("setsockopt");
  }
  unlink(path);
  if (bind(listener, address, (int) address.byteSize()) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  IO.println("listening on " + path);
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    receiveRequest(fd);
    int opened = open(file, O_RDONLY);
    if (opened == -1) die(file);
    sendDescriptor(fd, opened);
    close(opened); // the message keeps it open
    close(fd);
  }
}

void ask(String path) {
  MemorySegment address = sockaddr_un.allocate(Arena.global());
  fill(address, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd == -1) die("socket");
  if (connect(fd, address, (int) address.byteSize()) == -1) die("connect");
  if (send(fd, "file, please".getBytes(), 12, MSG_NOSIGNAL) == -1) die("send");
  int file = receiveDescriptor(fd);
  byte[] buffer = new byte[512];
  long n;
  while ((n = read(file, buffer, buffer.length)) > 0) {
    if (write(1, buffer, n) == -1) die("write");
  }
  if (n == -1) die("read");
  close(file);
  close(fd);
}

void main(String[] args) {
  boolean server = args.length == 3 && args[0].equals("server");
  boolean client = args.length == 2 && args[0].equals("client");
  if (!server && !client) {
    System.err.println("usage: descriptor server PATH FILE | descriptor client PATH");
    System.exit(2);
  }
  if (server) serve(args[1], args[2]);
  ask(args[1]);
}
