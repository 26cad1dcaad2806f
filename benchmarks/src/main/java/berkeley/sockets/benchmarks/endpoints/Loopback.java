/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.endpoints;

import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.bind;
import static berkeley.sockets.c.SysSocket.getsockname;
import static berkeley.sockets.c.SysSocket.listen;
import static berkeley.sockets.c.SysSocket.socket;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.c.ArpaInet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Addresses of the loopback interface, each a sockaddr_in. */
public final class Loopback {
  /** How many connections a listener's queue holds. */
  public static final int BACKLOG = 1024;

  private Loopback() {}

  /** 127.0.0.1 and a port; 0 is a free one. */
  public static MemorySegment address(int port) {
    MemorySegment address = sockaddr_in.allocate(Arena.ofAuto());
    sockaddr_in.sin_family(address, AF_INET);
    sockaddr_in.sin_port(address, ArpaInet.htons(port));
    sockaddr_in.sin_addr(address).set(JAVA_INT, 0, ArpaInet.htonl(0x7f000001));
    return address;
  }

  /** A listening TCP socket on a free port. */
  public static int listener() {
    int fd = Calls.check(socket(AF_INET, SOCK_STREAM, 0));
    MemorySegment address = address(0);
    Calls.check(bind(fd, address, (int) address.byteSize()));
    Calls.check(listen(fd, BACKLOG));
    return fd;
  }

  /** The address that a socket is bound to. */
  public static MemorySegment addressOf(int fd) {
    MemorySegment address = address(0);
    MemorySegment length = Arena.ofAuto().allocateFrom(JAVA_INT, (int) address.byteSize());
    Calls.check(getsockname(fd, address, length));
    return address;
  }

  /** The same as the object layer has it. */
  public static SockAddr sockAddrOf(int fd) {
    return SockAddr.Inet4.loopback(portOf(fd));
  }

  public static int portOf(int fd) {
    return port(addressOf(fd));
  }

  public static int port(MemorySegment address) {
    return ArpaInet.ntohs(sockaddr_in.sin_port(address));
  }
}
