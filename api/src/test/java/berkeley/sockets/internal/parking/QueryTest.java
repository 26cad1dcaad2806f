/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Inode;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.memory.Strings;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same answers by Linux's options and, with berkeley.sockets.portable, without them. */
class QueryTest {
  private final List<Integer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Sys::close);
  }

  private int socket(int domain, int type) {
    int fd = (int) Sys.socket(domain, type, 0);
    assertTrue(fd >= 0, "" + fd);
    open.add(fd);
    return fd;
  }

  private int file(String path) {
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) Sys.open(Strings.toC(arena, path), fcntl_h.O_RDONLY, 0);
      assertTrue(fd >= 0, "" + fd);
      open.add(fd);
      return fd;
    }
  }

  @Test
  void tcpIsTold() {
    assertTrue(Query.isTcp(socket(sys_socket_h.AF_INET, sys_socket_h.SOCK_STREAM)));
    assertTrue(Query.isTcp(socket(sys_socket_h.AF_INET6, sys_socket_h.SOCK_STREAM)));
    assertFalse(Query.isTcp(socket(sys_socket_h.AF_INET, sys_socket_h.SOCK_DGRAM)));
    assertFalse(Query.isTcp(socket(sys_socket_h.AF_UNIX, sys_socket_h.SOCK_STREAM)));
    assertFalse(Query.isTcp(file("/dev/null")));
  }

  @Test
  void aSocketIsKnownUnderEachOfItsNumbers() {
    int one = socket(sys_socket_h.AF_UNIX, sys_socket_h.SOCK_STREAM);
    int other = socket(sys_socket_h.AF_UNIX, sys_socket_h.SOCK_STREAM);
    int copy = (int) Sys.dup(one);
    open.add(copy);
    assertTrue(Query.cookie(one) >= 0);
    assertEquals(Query.cookie(one), Query.cookie(copy));
    assertNotEquals(Query.cookie(one), Query.cookie(other));
  }

  /** getsockopt(2). */
  @Test
  void whatIsNoSocketHasNoCookie() {
    assertEquals(-errno_h.ENOTSOCK, Query.cookie(file("/dev/null")));
    assertEquals(-errno_h.EBADF, Query.cookie(-1));
  }

  /** Java asks the same call, by Files. */
  @Test
  void anInodesNumberIsTheFiles() throws Exception {
    Path path = Path.of(System.getProperty("java.home"), "release");
    Object number = Files.getAttribute(path, "unix:ino");
    assertEquals(number, Inode.of(file(path.toString())));
    assertEquals(-errno_h.EBADF, Inode.of(-1));
  }
}
