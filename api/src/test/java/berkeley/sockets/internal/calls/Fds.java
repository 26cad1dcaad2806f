/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.calls;

import static org.junit.jupiter.api.Assertions.fail;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Descriptors for tests, by plain system calls. */
public final class Fds {
  public static final int AF_UNIX = sys_socket_h.AF_UNIX;
  public static final int AF_INET = sys_socket_h.AF_INET;
  public static final int STREAM = sys_socket_h.SOCK_STREAM;
  public static final int DGRAM = sys_socket_h.SOCK_DGRAM;
  public static final int DONTWAIT = sys_socket_h.MSG_DONTWAIT;
  public static final long EAGAIN = -errno_h.EAGAIN;
  public static final long EINTR = -errno_h.EINTR;
  public static final long EBADF = -errno_h.EBADF;

  private Fds() {}

  /** Fails with the error's number unless the result is one. */
  public static int ok(long result) {
    return result >= 0 ? (int) result : fail("errno " + -result);
  }

  public static int[] pair(int type) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(8, 4);
      ok(Sys.socketpair(AF_UNIX, type, 0, fds));
      return fds.toArray(ValueLayout.JAVA_INT);
    }
  }

  public static int[] pipe() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(8, 4);
      ok(Sys.pipe(fds));
      return fds.toArray(ValueLayout.JAVA_INT);
    }
  }

  /** A TCP or UDP socket on loopback with a port of its own; a TCP one listens. */
  public static int bound(int type, int backlog) {
    int fd = ok(Sys.socket(AF_INET, type, 0));
    try (Arena arena = Arena.ofConfined()) {
      ok(Sys.bind(fd, loopback(arena, 0), 16));
    }
    if (type == STREAM) {
      ok(Sys.listen(fd, backlog));
    }
    return fd;
  }

  public static MemorySegment loopback(Arena arena, int port) {
    MemorySegment address = arena.allocate(16, 8);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
    address.set(ValueLayout.JAVA_BYTE, 2, (byte) (port >> 8));
    address.set(ValueLayout.JAVA_BYTE, 3, (byte) port);
    address.set(ValueLayout.JAVA_BYTE, 4, (byte) (netinet_in_h.INADDR_LOOPBACK >> 24));
    address.set(ValueLayout.JAVA_BYTE, 7, (byte) 1);
    return address;
  }

  public static MemorySegment name(Arena arena, int fd) {
    MemorySegment address = arena.allocate(16, 8);
    MemorySegment length = arena.allocate(4, 4);
    length.set(ValueLayout.JAVA_INT, 0, 16);
    ok(Sys.getsockname(fd, address, length));
    return address;
  }

  /** A connected pair of TCP sockets. */
  public static int[] tcp() {
    int listener = bound(STREAM, 1);
    try (Arena arena = Arena.ofConfined()) {
      int client = ok(Sys.socket(AF_INET, STREAM, 0));
      ok(Sys.connect(client, name(arena, listener), 16));
      int server = ok(Sys.accept(listener, MemorySegment.NULL, MemorySegment.NULL));
      return new int[] {client, server};
    } finally {
      close(listener);
    }
  }

  public static int flags(int fd) {
    return ok(Sys.fcntl(fd, fcntl_h.F_GETFL, 0L));
  }

  public static void nonblocking(int fd) {
    ok(Sys.fcntl(fd, fcntl_h.F_SETFL, flags(fd) | fcntl_h.O_NONBLOCK));
  }

  /** Sets a socket option whose value is an int, or a struct timeval of that many milliseconds. */
  public static void option(int fd, int name, long value) {
    boolean time = name == sys_socket_h.SO_RCVTIMEO || name == sys_socket_h.SO_SNDTIMEO;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cell = arena.allocate(16, 8);
      if (time) {
        cell.set(ValueLayout.JAVA_LONG, 0, value / 1000);
        cell.set(ValueLayout.JAVA_LONG, 8, value % 1000 * 1000);
      } else {
        cell.set(ValueLayout.JAVA_INT, 0, (int) value);
      }
      ok(Sys.setsockopt(fd, sys_socket_h.SOL_SOCKET, name, cell, time ? 16 : 4));
    }
  }

  public static void close(int... fds) {
    for (int fd : fds) {
      ok(Descriptors.close(fd));
    }
  }

  /** As foreign code would, without a word to those who wait. */
  public static void closeUnnoticed(int... fds) {
    for (int fd : fds) {
      ok(Sys.close(fd));
    }
  }
}
