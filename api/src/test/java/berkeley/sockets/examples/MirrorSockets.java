/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static berkeley.sockets.c.ArpaInet.htons;
import static berkeley.sockets.c.ArpaInet.inet_pton;
import static berkeley.sockets.c.Errno.errno;
import static berkeley.sockets.c.Errno.strerrorname;
import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.MSG_NOSIGNAL;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_RCVTIMEO;
import static berkeley.sockets.c.SysSocket.recv;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static berkeley.sockets.c.SysSocket.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What the tests need of the C mirror; a receive gives up after some seconds. */
final class MirrorSockets {
  private MirrorSockets() {}

  static int connect(int type, int port) {
    try (Arena arena = Arena.ofConfined()) {
      int fd = socket(AF_INET, type, 0);
      assertTrue(fd >= 0, () -> strerrorname(errno()));
      MemorySegment limit = timeval.allocate(arena);
      timeval.tv_sec(limit, 30);
      assertEquals(0, setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, limit, (int) limit.byteSize()));
      MemorySegment address = sockaddr_in.allocate(arena);
      sockaddr_in.sin_family(address, AF_INET);
      sockaddr_in.sin_port(address, htons(port));
      assertEquals(1, inet_pton(AF_INET, "127.0.0.1", sockaddr_in.sin_addr(address)));
      int result = SysSocket.connect(fd, address, (int) address.byteSize());
      assertEquals(0, result, () -> strerrorname(errno()));
      return fd;
    }
  }

  static long send(int fd, byte[] data) {
    return SysSocket.send(fd, data, data.length, MSG_NOSIGNAL);
  }

  static byte[] receive(int fd, int size) {
    MemorySegment data = MemorySegment.ofArray(new byte[size]);
    for (long received = 0; received < size; ) {
      long n = recv(fd, data.asSlice(received), size - received, 0);
      assertTrue(n >= 0, () -> strerrorname(errno()));
      assertTrue(n > 0, "the peer hung up");
      received += n;
    }
    return (byte[]) data.heapBase().get();
  }

  static void close(int fd) {
    assertEquals(0, Unistd.close(fd));
  }
}
