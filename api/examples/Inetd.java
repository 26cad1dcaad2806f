/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// inetd: starts a program for each client of many services, its stdin and stdout the socket
// usage: inetd HOST CONFIGURATION
//
// A line of the configuration: SERVICE stream|dgram nowait|wait PROGRAM [ARGUMENT...]
// SERVICE is a name from /etc/services or a port number. A program of a nowait service gets an
// accepted connection; one of a wait service gets the service's own socket, and the next starts
// when it has ended.

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.Spawn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysWait.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

class Service {
  String name;
  int type, fd;
  boolean wait;
  int child; // of a wait service, 0 when none runs
  String[] program;
}

Arena arena = Arena.global();
List<Service> services = new ArrayList<>();
MemorySegment ended = arena.allocate(JAVA_INT, 2); // a pipe: pid and status of each child

void die(String what) {
  perror(what);
  System.exit(1);
}

void bad(String what, String word) {
  System.err.println("inetd: " + what + ": " + word);
  System.exit(1);
}

void readConfiguration(String path) {
  int file = open(path, O_RDONLY);
  if (file == -1) die(path);
  byte[] text = new byte[65536];
  int size = 0;
  long n;
  while ((n = read(file, MemorySegment.ofArray(text).asSlice(size), text.length - size)) > 0)
    size += (int) n;
  close(file);
  for (String line : new String(text, 0, size).split("\n")) {
    String[] words = line.strip().split("\\s+");
    if (words[0].isEmpty() || words[0].startsWith("#")) continue;
    if (words.length < 4) bad("incomplete line for", words[0]);
    Service s = new Service();
    services.add(s);
    s.name = words[0];
    if (!words[1].equals("stream") && !words[1].equals("dgram")) bad("unknown type", words[1]);
    if (!words[2].equals("wait") && !words[2].equals("nowait"))
      bad("neither wait nor nowait", words[2]);
    s.type = words[1].equals("stream") ? SOCK_STREAM : SOCK_DGRAM;
    s.wait = words[2].equals("wait");
    s.program = Arrays.copyOfRange(words, 3, words.length);
  }
}

// getaddrinfo knows service names, too.
void openService(Service s, String host) {
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, s.type);
  addrinfo.ai_flags(hints, AI_PASSIVE);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(host, s.name, hints, list);
  if (error != 0) bad(s.name, gai_strerror(error));
  MemorySegment found = deref(list);
  int type = addrinfo.ai_socktype(found) | SOCK_CLOEXEC;
  s.fd = socket(addrinfo.ai_family(found), type, addrinfo.ai_protocol(found));
  if (s.fd == -1) die("socket");
  MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
  setsockopt(s.fd, SOL_SOCKET, SO_REUSEADDR, on, (int) on.byteSize());
  if (bind(s.fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("bind");
  if (s.type == SOCK_STREAM && listen(s.fd, SOMAXCONN) == -1) die("listen");
  MemorySegment address = sockaddr_storage.allocate(arena);
  MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
  MemorySegment port = arena.allocate(NI_MAXSERV);
  getsockname(s.fd, address, length);
  int flags = NI_NUMERICSERV | (s.type == SOCK_DGRAM ? NI_DGRAM : 0);
  getnameinfo(address, length.get(JAVA_INT, 0), NULL, 0, port, NI_MAXSERV, flags);
  IO.println(s.name + " listening on port " + port.getString(0));
  freeaddrinfo(found);
}

// In place of SIGCHLD, which the JVM's threads would get: a thread that waits for the child, and
// tells the poll loop by the pipe.
void watch(int child) {
  try (Arena stack = Arena.ofConfined()) {
    MemorySegment status = stack.allocate(JAVA_INT);
    if (waitpid(child, status, 0) == -1) die("waitpid");
    MemorySegment report = stack.allocateFrom(JAVA_INT, child, status.get(JAVA_INT, 0));
    if (write(ended.getAtIndex(JAVA_INT, 1), report, report.byteSize()) == -1) die("write");
  }
}

void start(Service s) {
  int fd = s.fd;
  if (s.type == SOCK_STREAM && !s.wait) {
    fd = accept4(s.fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd == -1) {
      perror("accept");
      return;
    }
  }
  try (Arena stack = Arena.ofConfined()) {
    MemorySegment actions = posix_spawn_file_actions_t.allocate(stack);
    posix_spawn_file_actions_init(actions);
    posix_spawn_file_actions_adddup2(actions, fd, 0);
    posix_spawn_file_actions_adddup2(actions, fd, 1);
    MemorySegment argv = array(stack, s.program), pid = stack.allocate(JAVA_INT);
    int error = posix_spawnp(pid, s.program[0], actions, NULL, argv, environ());
    posix_spawn_file_actions_destroy(actions);
    if (error != 0) {
      errno(error);
      perror(s.program[0]);
    } else {
      int child = pid.get(JAVA_INT, 0);
      IO.println(s.name + ": started " + s.program[0]);
      if (s.wait) s.child = child;
      Thread.ofPlatform().daemon().start(() -> watch(child));
    }
  }
  if (fd != s.fd) close(fd);
}

void reap() {
  MemorySegment report = arena.allocate(JAVA_INT, 2);
  if (read(ended.getAtIndex(JAVA_INT, 0), report, report.byteSize()) == -1) die("read");
  int child = report.getAtIndex(JAVA_INT, 0), status = report.getAtIndex(JAVA_INT, 1);
  for (Service s : services) {
    if (s.child == child) s.child = 0;
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
    IO.println("a program exited with " + WEXITSTATUS(status));
  }
}

void main(String[] args) {
  if (args.length != 2) {
    System.err.println("usage: inetd HOST CONFIGURATION");
    System.exit(2);
  }
  readConfiguration(args[1]);
  for (Service s : services) openService(s, args[0]);
  if (pipe2(ended, O_CLOEXEC) == -1) die("pipe");
  int count = services.size();
  MemorySegment fds = pollfd.allocateArray(count + 1, arena);
  for (; ; ) {
    for (int i = 0; i < count; i++) {
      Service s = services.get(i);
      pollfd.fd(pollfd.asSlice(fds, i), s.child == 0 ? s.fd : -1);
      pollfd.events(pollfd.asSlice(fds, i), POLLIN);
    }
    pollfd.fd(pollfd.asSlice(fds, count), ended.getAtIndex(JAVA_INT, 0));
    pollfd.events(pollfd.asSlice(fds, count), POLLIN);
    if (poll(fds, count + 1, -1) == -1) die("poll");
    if (pollfd.revents(pollfd.asSlice(fds, count)) != 0) reap();
    for (int i = 0; i < count; i++) {
      if (pollfd.revents(pollfd.asSlice(fds, i)) != 0) start(services.get(i));
    }
  }
}
