/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Descriptors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of a socket that was made here is what the kernel tells when it is asked. */
@Tag("linux")
class SocketKindTest {
  private static final int STREAM = sys_socket_h.SOCK_STREAM;
  private static final int DGRAM = sys_socket_h.SOCK_DGRAM;
  private static final int FLAGS = sys_socket_h.SOCK_CLOEXEC | sys_socket_h.SOCK_NONBLOCK;

  private static String kind(int fd) {
    return (SocketKind.isStream(fd) ? "stream " : "")
        + (SocketKind.isUnix(fd) ? "unix " : "")
        + (SocketKind.isBrief(fd) ? "brief" : "");
  }

  private static void is(String expected, int domain, int type, int protocol) {
    int fd = (int) Descriptors.socket(domain, type | FLAGS, protocol);
    if (fd >= 0) { // else this kernel has no such sockets, or this user may not have them
      assertEquals(expected, kind(fd), "known");
      Unshared.forget(fd);
      assertEquals(expected, kind(fd), "asked for");
      Descriptors.close(fd);
    }
  }

  @Test
  void isTheKernels() {
    is("stream brief", sys_socket_h.AF_INET, STREAM, 0);
    is("stream brief", sys_socket_h.AF_INET6, STREAM, netinet_in_h.IPPROTO_TCP);
    is("brief", sys_socket_h.AF_INET, DGRAM, 0);
    is("brief", sys_socket_h.AF_INET6, DGRAM, netinet_in_h.IPPROTO_UDP);
    is("stream unix brief", sys_socket_h.AF_UNIX, STREAM, 0);
    is("unix brief", sys_socket_h.AF_UNIX, DGRAM, 0);
    is("unix brief", sys_socket_h.AF_UNIX, sys_socket_h.SOCK_SEQPACKET, 0);
    is("", sys_socket_h.AF_NETLINK, sys_socket_h.SOCK_RAW, 0);
    is("", sys_socket_h.AF_INET, sys_socket_h.SOCK_RAW, netinet_in_h.IPPROTO_ICMP);
    is("", sys_socket_h.AF_INET, DGRAM, netinet_in_h.IPPROTO_ICMP);
    is("stream ", sys_socket_h.AF_INET, STREAM, netinet_in_h.IPPROTO_MPTCP);
    is("", sys_socket_h.AF_ALG, sys_socket_h.SOCK_SEQPACKET, 0);
    is("stream ", sys_socket_h.AF_VSOCK, STREAM, 0);
  }

  @Test
  void whatIsNoSocketHasNone() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(8, 4);
      assertEquals(0, Sys.pipe(fds));
      int fd = fds.getAtIndex(java.lang.foreign.ValueLayout.JAVA_INT, 0);
      assertEquals("", kind(fd));
      Descriptors.close(fd);
      Descriptors.close(fds.getAtIndex(java.lang.foreign.ValueLayout.JAVA_INT, 1));
      assertEquals("", kind(fd), "closed");
    }
  }

  /** TLS in the kernel encrypts during the call. */
  @Test
  void anotherProtocolOnTopIsNoticed() {
    int fd = (int) Descriptors.socket(sys_socket_h.AF_INET, STREAM, 0);
    assertEquals("stream brief", kind(fd));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("tls");
      long set =
          Descriptors.setsockopt(
              fd, netinet_in_h.IPPROTO_TCP, netinet_tcp_h.TCP_ULP, name, (int) name.byteSize());
      assertEquals(set == 0 ? "stream " : "stream brief", kind(fd)); // only when connected
    }
    Descriptors.close(fd);
  }
}
