/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What every small C program writes again: addresses, messages and error checks; its memory and its
 * descriptors are gone when it is closed.
 */
final class Workspace implements AutoCloseable {
  final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();

  /** Closes a descriptor together with this. */
  int owned(long fd) {
    ok(fd);
    open.add((int) fd);
    MemorySegment limit = timeval.allocate(arena); // no test is to wait for ever
    timeval.tv_sec(limit, 10);
    setsockopt((int) fd, SOL_SOCKET, SO_RCVTIMEO, limit, length(limit));
    return (int) fd;
  }

  static long ok(long result) {
    return result >= 0 ? result : Assertions.fail(strerrorname(errno()) + ": " + strerror(errno()));
  }

  /** A descriptor that not every kernel or user can have; skips the test, aloud. */
  int orSkip(int fd, String what) {
    Assumptions.assumeTrue(fd >= 0, () -> what + " is not possible here: " + strerrorname(errno()));
    return owned(fd);
  }

  MemorySegment address(String host, int port) {
    MemorySegment address = sockaddr_in.allocate(arena);
    sockaddr_in.sin_family(address, AF_INET);
    sockaddr_in.sin_port(address, htons(port));
    Assertions.assertEquals(1, inet_pton(AF_INET, host, sockaddr_in.sin_addr(address)));
    return address;
  }

  int length(MemorySegment address) {
    return (int) address.byteSize();
  }

  /** A UDP socket bound to a port of its own on that address. */
  int udp(String host) {
    int fd = owned(socket(AF_INET, SOCK_DGRAM, 0));
    ok(bind(fd, address(host, 0), (int) sockaddr_in.sizeof()));
    return fd;
  }

  MemorySegment name(int fd) {
    MemorySegment name = sockaddr_in.allocate(arena);
    ok(getsockname(fd, name, arena.allocateFrom(JAVA_INT, (int) name.byteSize())));
    return name;
  }

  static int port(MemorySegment address) {
    return ntohs(sockaddr_in.sin_port(address));
  }

  /** A connected pair of TCP, or MPTCP, sockets: client and server. */
  int[] connected(int protocol) {
    int listener = owned(socket(AF_INET, SOCK_STREAM, protocol));
    ok(bind(listener, address("127.0.0.1", 0), (int) sockaddr_in.sizeof()));
    ok(listen(listener, 1));
    int client = owned(socket(AF_INET, SOCK_STREAM, protocol));
    MemorySegment name = name(listener);
    ok(connect(client, name, length(name)));
    return new int[] {client, owned(accept(listener, NULL, NULL))};
  }

  void set(int fd, int level, int option, int value) {
    ok(setsockopt(fd, level, option, arena.allocateFrom(JAVA_INT, value), 4));
  }

  int get(int fd, int level, int option) {
    MemorySegment value = arena.allocate(JAVA_INT);
    ok(getsockopt(fd, level, option, value, arena.allocateFrom(JAVA_INT, 4)));
    return value.get(JAVA_INT, 0);
  }

  /** A msghdr with one buffer and, unless 0, room for control messages. */
  MemorySegment message(MemorySegment data, long control) {
    MemorySegment vector = iovec.allocate(arena);
    iovec.iov_base(vector, data);
    iovec.iov_len(vector, data.byteSize());
    MemorySegment message = msghdr.allocate(arena);
    msghdr.msg_iov(message, vector);
    msghdr.msg_iovlen(message, 1);
    if (control > 0) {
      msghdr.msg_control(message, arena.allocate(control, 8));
      msghdr.msg_controllen(message, control);
    }
    return message;
  }

  /** Fills in the first control message. */
  static MemorySegment control(MemorySegment message, int level, int type, int length) {
    MemorySegment control = CMSG_FIRSTHDR(message);
    cmsghdr.cmsg_level(control, level);
    cmsghdr.cmsg_type(control, type);
    cmsghdr.cmsg_len(control, CMSG_LEN(length));
    return CMSG_DATA(control);
  }

  /** The data of the control message of that kind, or NULL. */
  static MemorySegment find(MemorySegment message, int level, int type) {
    for (MemorySegment c = CMSG_FIRSTHDR(message); !c.equals(NULL); c = CMSG_NXTHDR(message, c)) {
      if (cmsghdr.cmsg_level(c) == level && cmsghdr.cmsg_type(c) == type) {
        return CMSG_DATA(c).asSlice(0, cmsghdr.cmsg_len(c) - CMSG_LEN(0));
      }
    }
    return NULL;
  }

  /** Waits, not for ever, for events on one descriptor. */
  int await(int fd, int events) {
    int ready = await(fd, events, 10_000);
    Assertions.assertTrue(ready != 0, "nothing happened on descriptor " + fd);
    return ready;
  }

  /** The events on a descriptor, 0 when there are none for so many milliseconds. */
  int await(int fd, int events, int milliseconds) {
    MemorySegment one = pollfd.allocate(arena);
    pollfd.fd(one, fd);
    pollfd.events(one, events);
    ok(berkeley.sockets.c.Poll.poll(one, 1, milliseconds));
    return pollfd.revents(one);
  }

  @Override
  public void close() {
    open.forEach(fd -> berkeley.sockets.c.Unistd.close(fd));
    arena.close();
  }
}
