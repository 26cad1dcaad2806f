/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// framing: messages with a length before each, sent and received whole
// usage: framing server HOST PORT | framing client HOST PORT TEXT...

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

final int LONGEST = 1 << 20;

MemorySegment header = Arena.global().allocate(JAVA_INT);

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

// send may take less than it is given.
int sendAll(int fd, MemorySegment data, long size) {
  for (long sent = 0; sent < size; ) {
    long n = send(fd, data.asSlice(sent), size - sent, MSG_NOSIGNAL);
    if (n == -1) return -1;
    sent += n;
  }
  return 0;
}

// recv may give less than asked for. Returns 0 at the end of the stream.
long recvAll(int fd, MemorySegment data, long size) {
  for (long received = 0; received < size; ) {
    long n = recv(fd, data.asSlice(received), size - received, 0);
    if (n <= 0) return n;
    received += n;
  }
  return size;
}

int sendFrame(int fd, MemorySegment data, int size) {
  header.set(JAVA_INT, 0, htonl(size));
  if (sendAll(fd, header, header.byteSize()) == -1) return -1;
  return sendAll(fd, data, size);
}

long recvFrame(int fd, MemorySegment data) {
  long n = recvAll(fd, header, header.byteSize());
  if (n <= 0) return n;
  int size = ntohl(header.get(JAVA_INT, 0));
  if (Integer.compareUnsigned(size, LONGEST) > 0) {
    errno(EMSGSIZE);
    return -1;
  }
  return size == 0 ? 0 : recvAll(fd, data, size);
}

void serve(String host, String port) {
  Arena arena = Arena.global();
  MemorySegment found = resolve(host, port);
  int listener =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (listener == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(listener, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment name = arena.allocate(NI_MAXSERV);
  getsockname(listener, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, name, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + name.getString(0));
  MemorySegment data = arena.allocate(LONGEST);
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    long n;
    while ((n = recvFrame(fd, data)) > 0) {
      IO.println("frame of " + n + " bytes");
      for (long i = 0, j = n - 1; i < j; i++, j--) {
        byte swap = data.get(JAVA_BYTE, i);
        data.set(JAVA_BYTE, i, data.get(JAVA_BYTE, j));
        data.set(JAVA_BYTE, j, swap);
      }
      if (sendFrame(fd, data, (int) n) == -1) break;
    }
    if (n == -1) perror("recv");
    close(fd);
  }
}

void ask(String host, String port, String[] texts) {
  MemorySegment found = resolve(host, port);
  int fd =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  if (connect(fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("connect");
  MemorySegment data = Arena.global().allocate(LONGEST);
  for (String text : texts) {
    MemorySegment message = MemorySegment.ofArray(text.getBytes());
    if (sendFrame(fd, message, (int) message.byteSize()) == -1) die("send");
    long n = recvFrame(fd, data);
    if (n == -1) die("recv");
    IO.println(new String(data.asSlice(0, n).toArray(JAVA_BYTE)));
  }
  close(fd);
}

void main(String[] args) {
  boolean server = args.length == 3 && args[0].equals("server");
  boolean client = args.length > 3 && args[0].equals("client");
  if (!server && !client) {
    System.err.println("usage: framing server HOST PORT | framing client HOST PORT TEXT...");
    System.exit(2);
  }
  if (server) serve(args[1], args[2]);
  ask(args[1], args[2], Arrays.copyOfRange(args, 3, args.length));
}
