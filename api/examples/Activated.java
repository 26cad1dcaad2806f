/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// activated: a service as systemd starts it, on a listening socket it inherits; says READY=1
// usage: activated

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUn.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

final int FIRST = 3; // inherited descriptors start here

void die(String what) {
  perror(what);
  System.exit(1);
}

// How many sockets are ours; 0 where the variables are missing or meant for another process.
int listenFds() {
  String pid = System.getenv("LISTEN_PID"), fds = System.getenv("LISTEN_FDS");
  if (pid == null || fds == null || Integer.parseInt(pid) != getpid()) return 0;
  int n = Integer.parseInt(fds);
  for (int fd = FIRST; fd < FIRST + n; fd++) {
    fcntl(fd, F_SETFD, FD_CLOEXEC); // our children shall not have them
  }
  return n;
}

// A datagram to the service manager; nothing where nobody asked for it.
void tell(String state) {
  String path = System.getenv("NOTIFY_SOCKET");
  if (path == null) return;
  MemorySegment manager = sockaddr_un.allocate(Arena.global());
  sockaddr_un.sun_family(manager, AF_UNIX);
  if (path.getBytes().length >= sockaddr_un.sun_path(manager).byteSize()) {
    errno(ENAMETOOLONG);
    die(path);
  }
  sockaddr_un.sun_path(manager).setString(0, path);
  if (path.startsWith("@")) sockaddr_un.sun_path(manager).set(JAVA_BYTE, 0, (byte) 0);
  int length = (int) sockaddr_un.sun_path$offset() + path.getBytes().length;
  int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (fd == -1) die("socket");
  byte[] data = state.getBytes();
  if (sendto(fd, data, data.length, MSG_NOSIGNAL, manager, length) == -1) die("notify");
  close(fd);
}

void main(String[] args) {
  if (args.length != 0) {
    System.err.println("usage: activated");
    System.exit(2);
  }
  int n = listenFds();
  if (n == 0) {
    System.err.println("activated: no sockets were passed (LISTEN_PID, LISTEN_FDS)");
    System.exit(1);
  }
  String names = System.getenv("LISTEN_FDNAMES");
  IO.println(n + " socket, named " + (names == null ? "nothing" : names));
  tell("READY=1");
  int fd = accept(FIRST, NULL, NULL);
  if (fd == -1) die("accept");
  byte[] greeting = "Hello from an activated service!\n".getBytes();
  if (send(fd, greeting, greeting.length, MSG_NOSIGNAL) == -1) perror("send");
  close(fd);
  tell("STOPPING=1");
}
