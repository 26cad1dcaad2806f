/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import static berkeley.sockets.c.NetinetIn.IPPROTO_TCP;
import static berkeley.sockets.c.NetinetTcp.TCP_NODELAY;
import static berkeley.sockets.c.SysSocket.AF_INET;
import static berkeley.sockets.c.SysSocket.AF_UNIX;
import static berkeley.sockets.c.SysSocket.SHUT_RDWR;
import static berkeley.sockets.c.SysSocket.SOCK_DGRAM;
import static berkeley.sockets.c.SysSocket.SOCK_STREAM;
import static berkeley.sockets.c.SysSocket.SOL_SOCKET;
import static berkeley.sockets.c.SysSocket.SO_RCVBUF;
import static berkeley.sockets.c.SysSocket.SO_SNDBUF;
import static berkeley.sockets.c.SysSocket.accept;
import static berkeley.sockets.c.SysSocket.bind;
import static berkeley.sockets.c.SysSocket.connect;
import static berkeley.sockets.c.SysSocket.getsockname;
import static berkeley.sockets.c.SysSocket.listen;
import static berkeley.sockets.c.SysSocket.setsockopt;
import static berkeley.sockets.c.SysSocket.shutdown;
import static berkeley.sockets.c.SysSocket.socket;
import static berkeley.sockets.c.SysSocket.socketpair;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import berkeley.sockets.SockAddr;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.c.ArpaInet;
import berkeley.sockets.c.Errno;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Descriptors that C, the mirror and JNI share. */
final class Descriptors {
  /** Room for the largest operation, so that one thread can send before it receives. */
  static final int BUFFER = 1 << 20;

  private static final long PAGE = 4096;

  private Descriptors() {}

  /** Two ends of a connection. */
  record Pair(int a, int b) implements AutoCloseable {
    @Override
    public void close() {
      Unistd.close(a);
      Unistd.close(b);
    }
  }

  /** Native memory on a page of its own; a misaligned buffer costs the kernel several percent. */
  static MemorySegment buffer(long size) {
    return Arena.ofAuto().allocate(size, PAGE);
  }

  static MemorySegment buffer(byte[] content) {
    return buffer(content.length).copyFrom(MemorySegment.ofArray(content));
  }

  static byte[] bytes(MemorySegment segment) {
    return segment.toArray(JAVA_BYTE);
  }

  /** A sockaddr_in of 127.0.0.1. */
  static MemorySegment loopback(int port) {
    MemorySegment address = sockaddr_in.allocate(Arena.ofAuto());
    sockaddr_in.sin_family(address, AF_INET);
    sockaddr_in.sin_port(address, ArpaInet.htons(port));
    sockaddr_in.sin_addr(address).set(JAVA_INT, 0, ArpaInet.htonl(0x7f000001));
    return address;
  }

  /** A listening socket on a free port of the loopback address. */
  static int listener() {
    int fd = check(socket(AF_INET, SOCK_STREAM, 0));
    MemorySegment address = loopback(0);
    check(bind(fd, address, (int) address.byteSize()));
    check(listen(fd, 1024));
    return fd;
  }

  /** The address that the socket has, a sockaddr_in. */
  static MemorySegment address(int fd) {
    MemorySegment address = loopback(0);
    MemorySegment length = Arena.ofAuto().allocateFrom(JAVA_INT, (int) address.byteSize());
    check(getsockname(fd, address, length));
    return address;
  }

  static int port(MemorySegment address) {
    return ArpaInet.ntohs(sockaddr_in.sin_port(address));
  }

  static Pair tcp() {
    int listener = listener();
    MemorySegment address = address(listener);
    int client = check(socket(AF_INET, SOCK_STREAM, 0));
    check(connect(client, address, (int) address.byteSize()));
    int server = check(accept(listener, NULL, NULL));
    Unistd.close(listener);
    Pair pair = new Pair(client, server);
    for (int fd : new int[] {client, server}) {
      set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
      set(fd, SOL_SOCKET, SO_SNDBUF, BUFFER);
      set(fd, SOL_SOCKET, SO_RCVBUF, BUFFER);
    }
    return pair;
  }

  /** Ends the connection, which the thread at the other end sees. */
  static void hangUp(int fd) {
    check(shutdown(fd, SHUT_RDWR));
  }

  /** A sender that is not connected, and a receiver. */
  static Pair udp() {
    int out = check(socket(AF_INET, SOCK_DGRAM, 0));
    int in = check(socket(AF_INET, SOCK_DGRAM, 0));
    MemorySegment address = loopback(0);
    check(bind(in, address, (int) address.byteSize()));
    set(in, SOL_SOCKET, SO_RCVBUF, BUFFER);
    return new Pair(out, in);
  }

  /** The address of a socket on the loopback, as the object layer has it. */
  static SockAddr loopbackOf(int fd) {
    return SockAddr.Inet4.loopback(port(address(fd)));
  }

  static Pair unix() {
    MemorySegment pair = Arena.ofAuto().allocate(JAVA_INT, 2);
    check(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    int a = pair.getAtIndex(JAVA_INT, 0);
    int b = pair.getAtIndex(JAVA_INT, 1);
    for (int fd : new int[] {a, b}) {
      set(fd, SOL_SOCKET, SO_SNDBUF, BUFFER);
      set(fd, SOL_SOCKET, SO_RCVBUF, BUFFER);
    }
    return new Pair(a, b);
  }

  static void set(int fd, int level, int option, int value) {
    MemorySegment cell = Arena.ofAuto().allocateFrom(JAVA_INT, value);
    check(setsockopt(fd, level, option, cell, Integer.BYTES));
  }

  /** What a call that moves bytes returned, which is not to be an end or an error. */
  static long moved(long n) {
    if (n <= 0) {
      throw new IllegalStateException("nothing moved: " + n);
    }
    return n;
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  static int check(int result) {
    if (result < 0) {
      throw new IllegalStateException(Errno.strerror(Errno.errno()));
    }
    return result;
  }
}
