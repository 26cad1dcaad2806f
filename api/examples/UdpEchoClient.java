/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// udp_echo_client: connected UDP, with a time limit in three ways
// usage: udp_echo_client rcvtimeo|poll|timer HOST PORT MILLISECONDS TEXT...

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysTimerfd.*;
import static berkeley.sockets.c.Time.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;

void die(String what) {
  perror(what);
  System.exit(1);
}

// The socket itself gives up: EAGAIN.
long recvWithRcvtimeo(int fd, byte[] buffer, int milliseconds) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment limit = timeval.allocate(arena);
    timeval.tv_sec(limit, milliseconds / 1000);
    timeval.tv_usec(limit, milliseconds % 1000 * 1000);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, limit, (int) limit.byteSize()) == -1) {
      die("setsockopt");
    }
    long n = recv(fd, buffer, buffer.length, 0);
    if (n == -1 && errno() == EAGAIN) errno(ETIMEDOUT);
    return n;
  }
}

// Wait first, receive then.
long recvWithPoll(int fd, byte[] buffer, int milliseconds) {
  try (Arena arena = Arena.ofConfined()) {
    MemorySegment readable = pollfd.allocate(arena);
    pollfd.fd(readable, fd);
    pollfd.events(readable, POLLIN);
    int ready = poll(readable, 1, milliseconds);
    if (ready == -1) return -1;
    if (ready == 0) {
      errno(ETIMEDOUT);
      return -1;
    }
    return recv(fd, buffer, buffer.length, 0);
  }
}

// What alarm() was for: the timer is one more descriptor to wait for.
long recvWithTimer(int fd, byte[] buffer, int milliseconds) {
  try (Arena arena = Arena.ofConfined()) {
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    if (timer == -1) die("timerfd_create");
    MemorySegment limit = itimerspec.allocate(arena);
    timespec.tv_sec(itimerspec.it_value(limit), milliseconds / 1000);
    timespec.tv_nsec(itimerspec.it_value(limit), milliseconds % 1000 * 1000000L);
    timerfd_settime(timer, 0, limit, NULL);
    MemorySegment fds = pollfd.allocateArray(2, arena);
    pollfd.fd(pollfd.asSlice(fds, 0), fd);
    pollfd.events(pollfd.asSlice(fds, 0), POLLIN);
    pollfd.fd(pollfd.asSlice(fds, 1), timer);
    pollfd.events(pollfd.asSlice(fds, 1), POLLIN);
    int ready = poll(fds, 2, -1);
    close(timer);
    if (ready == -1) return -1;
    if (pollfd.revents(pollfd.asSlice(fds, 0)) == 0) {
      errno(ETIMEDOUT);
      return -1;
    }
    return recv(fd, buffer, buffer.length, 0);
  }
}

void main(String[] args) {
  String mode = args.length > 4 ? args[0] : "";
  if (!List.of("rcvtimeo", "poll", "timer").contains(mode)) {
    System.err.println(
        "usage: udp_echo_client rcvtimeo|poll|timer HOST PORT MILLISECONDS TEXT...");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment hints = addrinfo.allocate(arena);
  addrinfo.ai_socktype(hints, SOCK_DGRAM);
  MemorySegment list = arena.allocate(ADDRESS);
  int error = getaddrinfo(args[1], args[2], hints, list);
  if (error != 0) {
    System.err.println(args[1] + ": " + gai_strerror(error));
    System.exit(1);
  }
  MemorySegment found = deref(list);
  int fd =
      socket(addrinfo.ai_family(found), addrinfo.ai_socktype(found), addrinfo.ai_protocol(found));
  if (fd == -1) die("socket");
  // Connected: only the server's datagrams come in, and its ICMP errors become errno.
  if (connect(fd, addrinfo.ai_addr(found), addrinfo.ai_addrlen(found)) == -1) die("connect");
  freeaddrinfo(found);
  int milliseconds = Integer.parseInt(args[3]);
  byte[] buffer = new byte[1024];
  for (String text : Arrays.copyOfRange(args, 4, args.length)) {
    byte[] data = text.getBytes();
    if (send(fd, data, data.length, 0) == -1) die("send");
    long n =
        switch (mode) {
          case "rcvtimeo" -> recvWithRcvtimeo(fd, buffer, milliseconds);
          case "poll" -> recvWithPoll(fd, buffer, milliseconds);
          default -> recvWithTimer(fd, buffer, milliseconds);
        };
    if (n == -1) die("recv");
    IO.println(new String(buffer, 0, (int) n));
  }
  close(fd);
}
