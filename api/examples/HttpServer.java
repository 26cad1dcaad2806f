/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// http_server: files over HTTP/1.1, with sendfile and connections that stay open
// usage: http_server HOST PORT DIRECTORY

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.SysSendfile.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.nio.charset.StandardCharsets;

final int LONGEST = 8192;

String directory;

void die(String what) {
  perror(what);
  System.exit(1);
}

String typeOf(String path) {
  String suffix = path.substring(path.lastIndexOf('.') + 1);
  return switch (suffix) {
    case "html" -> "text/html; charset=utf-8";
    case "txt" -> "text/plain; charset=utf-8";
    case "css" -> "text/css";
    case "js" -> "text/javascript";
    case "json" -> "application/json";
    case "png" -> "image/png";
    case "jpg" -> "image/jpeg";
    case "svg" -> "image/svg+xml";
    default -> "application/octet-stream";
  };
}

int sendAll(int fd, String text, int flags) {
  MemorySegment data = MemorySegment.ofArray(text.getBytes());
  for (long sent = 0, size = data.byteSize(); sent < size; ) {
    long n = send(fd, data.asSlice(sent), size - sent, flags | MSG_NOSIGNAL);
    if (n == -1) return -1;
    sent += n;
  }
  return 0;
}

int sendError(int fd, String status, boolean head) {
  String header = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: ";
  String body = head ? "" : status + "\n";
  return sendAll(fd, header + (status.length() + 1) + "\r\n\r\n" + body, 0);
}

int sendFile(int fd, String path, boolean head) {
  String name = directory + path + (path.endsWith("/") ? "index.html" : "");
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file == -1 || read(file, NULL, 0) == -1) { // a directory opens, but does not read
    if (file != -1) close(file);
    return sendError(fd, "404 Not Found", head);
  }
  long size = lseek(file, 0, SEEK_END);
  String text = "HTTP/1.1 200 OK\r\nContent-Type: " + typeOf(name);
  text += "\r\nContent-Length: " + size + "\r\n\r\n";
  int result = sendAll(fd, text, head || size == 0 ? 0 : MSG_MORE); // the file follows at once
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment offset = arena.allocateFrom(JAVA_LONG, 0);
    while (!head && result == 0 && offset.get(JAVA_LONG, 0) < size) {
      long sent = sendfile(fd, file, offset, size - offset.get(JAVA_LONG, 0));
      if (sent <= 0) result = -1;
    }
  }
  close(file);
  return result;
}

// Answers one request; returns -1 when the connection should end.
int answer(int fd, String request) {
  int space = request.indexOf(' ');
  int second = request.indexOf(' ', space + 1);
  if (space == -1 || second == -1 || request.charAt(space + 1) != '/') {
    sendError(fd, "400 Bad Request", false);
    return -1;
  }
  String method = request.substring(0, space);
  String path = request.substring(space + 1, second);
  String version = request.substring(second + 1);
  boolean head = method.equals("HEAD");
  boolean stay =
      version.startsWith("HTTP/1.1")
          && !version.toLowerCase(Locale.ROOT).contains("\nconnection: close");
  path = path.split("[?#]", 2)[0];
  int result;
  if (!head && !method.equals("GET")) {
    sendError(fd, "405 Method Not Allowed", false);
    return -1; // a body might follow
  } else if (path.contains("/..")) {
    result = sendError(fd, "404 Not Found", head);
  } else {
    result = sendFile(fd, path, head);
  }
  return stay ? result : -1;
}

void serve(int fd) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment buffer = arena.allocate(LONGEST);
    int size = 0;
    MemorySegment limit = timeval.allocate(arena);
    timeval.tv_sec(limit, 10);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, limit, (int) limit.byteSize());
    for (; ; ) {
      byte[] bytes = buffer.asSlice(0, size).toArray(JAVA_BYTE);
      String request = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = request.indexOf("\r\n\r\n");
      if (end == -1) {
        long n = size == LONGEST ? 0 : recv(fd, buffer.asSlice(size), LONGEST - size, 0);
        if (n <= 0) break;
        size += (int) n;
        continue;
      }
      if (answer(fd, request.substring(0, end)) == -1) break;
      size -= end + 4; // a client may have sent the next request, too
      MemorySegment.copy(buffer, end + 4, buffer, 0, size);
    }
  }
  shutdown(fd, SHUT_WR);
  close(fd);
}

void main(String[] args) {
  if (args.length != 3) {
    System.err.println("usage: http_server HOST PORT DIRECTORY");
    System.exit(2);
  }
  directory = args[2]; // C changes into it; a JVM does not
  if (open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) == -1) die(directory);
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_STREAM);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[0], args[1], hints, list);
  if (error != 0) {
    System.err.println(args[0] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  int listener =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (listener == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(listener, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("bind");
  if (listen(listener, SOMAXCONN) == -1) die("listen");
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(listener, address, length);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, NI_NUMERICSERV);
  IO.println("listening on port " + port.getString(0));
  for (; ; ) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) die("accept");
    Thread.ofPlatform().start(() -> serve(fd));
  }
}
