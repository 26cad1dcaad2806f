/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static berkeley.sockets.c.ArpaInet.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysEpoll.*;
import static berkeley.sockets.c.SysIoctl.*;
import static berkeley.sockets.c.SysSelect.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUio.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in6;
import berkeley.sockets.bindings.headers.poll_h.pollfd;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.struct_timespec_h.timespec;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Calls of many kinds, once to warm up and once between two marks. */
public final class TraceProgram {
  private final Arena arena = Arena.ofAuto();

  public static void main(String[] args) {
    for (int i = 0; i < 2; i++) {
      close(-4242);
      new TraceProgram().run();
      close(-4243);
    }
  }

  private void run() {
    MemorySegment one = ints(1);
    MemorySegment big = arena.allocate(128, 8);
    MemorySegment length = ints(128);
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, one, 4);
    MemorySegment address = loopback(0);
    bind(s, address, 16);
    getsockname(s, address, ints(16));
    getsockname(s, big, length);
    listen(s, 5);
    int c = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    connect(c, address, 16);
    int d = accept4(s, big, ints(128), SOCK_CLOEXEC | SOCK_NONBLOCK);
    connect(c, address, 16);
    accept4(s, MemorySegment.NULL, MemorySegment.NULL, 77);
    MemorySegment odd = bytes("hello\n\t\1\2" + "3\377\"\\");
    send(c, odd, odd.byteSize(), MSG_NOSIGNAL | MSG_MORE);
    MemorySegment hundred = bytes("x".repeat(100));
    send(c, hundred, 100, 0);
    recv(d, big, 128, MSG_PEEK | MSG_DONTWAIT);
    recvfrom(d, big, 128, 0, MemorySegment.NULL, MemorySegment.NULL);
    read(d, big, 128);
    options(c);
    datagrams();
    messages();
    waiting(c);
    pipes(c);
    addresses();
    shutdown(d, SHUT_WR);
    shutdown(d, 9);
    close(d);
    close(d);
    close(c);
    close(s);
    send(999, bytes("a"), 1, 0);
  }

  private void options(int c) {
    MemorySegment value = arena.allocate(128, 8);
    setsockopt(c, IPPROTO_TCP, 1, ints(1), 4);
    setsockopt(c, SOL_SOCKET, SO_LINGER, ints(1, 5), 8);
    getsockopt(c, SOL_SOCKET, SO_LINGER, value, ints(8));
    getsockopt(c, SOL_SOCKET, SO_ERROR, value, ints(4));
    getsockopt(c, SOL_SOCKET, SO_TYPE, value, ints(128));
    getsockopt(c, IPPROTO_TCP, 13, value, ints(16));
    getsockopt(c, SOL_SOCKET, SO_PEERCRED, value, ints(12));
    getsockopt(c, SOL_SOCKET, 9999, value, ints(4));
    getsockopt(c, 777, 9999, value, ints(4));
    setsockopt(c, SOL_SOCKET, SO_BINDTODEVICE, bytes("lo"), 2);
    setsockopt(c, IPPROTO_IP, IP_TTL, ints(64), 4);
    setsockopt(c, SOL_SOCKET, SO_KEEPALIVE, ints(1), 4);
    setsockopt(c, IPPROTO_TCP, 9, ints(1), 4);
    setsockopt(c, IPPROTO_TCP, 4, ints(7), 4);
    fcntl(c, F_GETFL);
    fcntl(c, F_SETFL, O_RDWR | O_NONBLOCK);
    fcntl(c, F_GETFD);
    fcntl(c, F_SETFD, FD_CLOEXEC);
    fcntl(c, F_GETFD);
    close(fcntl(c, F_DUPFD_CLOEXEC, 50));
    ioctl(c, FIONREAD, value);
    ioctl(c, FIONBIO, ints(1));
  }

  private void datagrams() {
    MemorySegment to = sockaddr_in6.allocate(arena);
    sockaddr_in6.sin6_family(to, AF_INET6);
    sockaddr_in6.sin6_port(to, htons((short) 5));
    sockaddr_in6.sin6_flowinfo(to, htonl(7));
    to.set(JAVA_BYTE, sockaddr_in6.sin6_addr$offset() + 15, (byte) 1);
    int u6 = socket(AF_INET6, SOCK_DGRAM, 0);
    sendto(u6, bytes("x"), 1, 0, to, 28);
    sockaddr_in6.sin6_scope_id(to, 1);
    sendto(u6, bytes(""), 0, 0, to, 28);
    close(u6);
    int u = socket(AF_INET, SOCK_DGRAM, 0);
    MemorySegment here = loopback(0);
    bind(u, here, 16);
    getsockname(u, here, ints(16));
    setsockopt(u, IPPROTO_IP, IP_PKTINFO, ints(1), 4);
    MemorySegment group = ints(0xe0000005, 0x0100007f); // 5.0.0.224 on a little-endian machine
    setsockopt(u, IPPROTO_IP, IP_ADD_MEMBERSHIP, group, 8);
    MemorySegment batch = arena.allocate(mmsghdr.sizeof() * 2, 8);
    for (int i = 0; i < 2; i++) {
      MemorySegment header = mmsghdr.msg_hdr(batch.asSlice(i * mmsghdr.sizeof(), mmsghdr.sizeof()));
      msghdr.msg_iov(header, vector(bytes("batch " + i)));
      msghdr.msg_iovlen(header, 1);
      msghdr.msg_name(header, here);
      msghdr.msg_namelen(header, 16);
    }
    sendmmsg(u, batch, 2, 0);
    for (int i = 0; i < 2; i++) {
      MemorySegment header = mmsghdr.msg_hdr(batch.asSlice(i * mmsghdr.sizeof(), mmsghdr.sizeof()));
      msghdr.msg_iov(header, vector(arena.allocate(3)));
      msghdr.msg_control(header, arena.allocate(64, 8));
      msghdr.msg_controllen(header, 64);
    }
    MemorySegment timeout = timespec.allocate(arena);
    recvmmsg(u, batch, 2, MSG_WAITFORONE, MemorySegment.NULL);
    recvmmsg(u, batch, 2, MSG_DONTWAIT, timeout);
    close(u);
  }

  private void messages() {
    MemorySegment pair = ints(0, 0);
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    int a = pair.get(JAVA_INT, 0);
    int b = pair.get(JAVA_INT, 4);
    MemorySegment control = arena.allocate(128, 8);
    cmsghdr.cmsg_len(control, 24);
    cmsghdr.cmsg_level(control, SOL_SOCKET);
    cmsghdr.cmsg_type(control, SCM_RIGHTS);
    control.set(JAVA_INT, 16, 0);
    control.set(JAVA_INT, 20, 1);
    MemorySegment header = msghdr.allocate(arena);
    msghdr.msg_iov(header, vector(bytes("ab"), bytes("cd")));
    msghdr.msg_iovlen(header, 2);
    msghdr.msg_control(header, control);
    msghdr.msg_controllen(header, 24);
    sendmsg(a, header, MSG_NOSIGNAL);
    msghdr.msg_iov(header, vector(arena.allocate(3), arena.allocate(50)));
    msghdr.msg_controllen(header, 128);
    msghdr.msg_name(header, arena.allocate(128, 8));
    msghdr.msg_namelen(header, 128);
    recvmsg(b, header, MSG_CMSG_CLOEXEC);
    int first = control.get(JAVA_INT, 16);
    close(first);
    close(control.get(JAVA_INT, 20));
    msghdr.msg_namelen(header, 128);
    recvmsg(b, header, MSG_DONTWAIT);
    setsockopt(b, SOL_SOCKET, SO_PASSCRED, ints(1), 4);
    write(a, bytes("q"), 1);
    msghdr.msg_name(header, MemorySegment.NULL);
    msghdr.msg_namelen(header, 0);
    msghdr.msg_controllen(header, 128);
    recvmsg(b, header, 0);
    writev(a, vector(bytes("12"), bytes("34")), 2);
    readv(b, vector(arena.allocate(3), arena.allocate(8)), 2);
    close(a);
    close(b);
  }

  private void waiting(int c) {
    MemorySegment pair = ints(0, 0);
    socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
    int a = pair.get(JAVA_INT, 0);
    int b = pair.get(JAVA_INT, 4);
    MemorySegment fds = arena.allocate(pollfd.sizeof() * 2, 8);
    MemorySegment second = fds.asSlice(pollfd.sizeof(), pollfd.sizeof());
    pollfd.fd(fds, a);
    pollfd.events(fds, (POLLIN | POLLOUT));
    pollfd.fd(second, c);
    pollfd.events(second, POLLIN);
    poll(fds, 2, 100);
    pollfd.events(fds, POLLPRI);
    poll(fds, 1, 0);
    poll(MemorySegment.NULL, 0, 0);
    MemorySegment events = arena.allocate(epoll_event.sizeof() * 4, 8);
    int e = epoll_create1(EPOLL_CLOEXEC);
    events.set(JAVA_INT, 0, EPOLLIN | EPOLLOUT | EPOLLET);
    events.set(JAVA_LONG_UNALIGNED, epoll_event.data$offset(), 0x100000007L);
    epoll_ctl(e, EPOLL_CTL_ADD, a, events);
    epoll_wait(e, events, 4, 10);
    epoll_wait(e, events, 4, 0);
    epoll_ctl(e, EPOLL_CTL_DEL, a, MemorySegment.NULL);
    epoll_ctl(e, EPOLL_CTL_DEL, a, MemorySegment.NULL);
    close(a);
    close(b);
    close(e);
  }

  private void pipes(int c) {
    MemorySegment ends = ints(0, 0);
    MemorySegment big = arena.allocate(16);
    pipe2(ends, O_CLOEXEC | O_NONBLOCK);
    int in = ends.get(JAVA_INT, 0);
    int out = ends.get(JAVA_INT, 4);
    read(in, big, 10);
    write(out, bytes("zz"), 2);
    read(in, big, 10);
    close(dup(in));
    dup2(in, 400);
    dup3(in, 400, O_CLOEXEC);
    close(400);
    splice(in, MemorySegment.NULL, c, MemorySegment.NULL, 10, SPLICE_F_NONBLOCK | SPLICE_F_MOVE);
    close(in);
    close(out);
  }

  private void addresses() {
    int u = socket(AF_UNIX, SOCK_DGRAM, 0);
    MemorySegment path = arena.allocate(110, 2);
    path.set(JAVA_BYTE, 0, (byte) AF_UNIX);
    path.asSlice(2).setString(0, "/nonexistent/socket");
    connect(u, path, 110);
    path.asSlice(2).copyFrom(bytes("\0abc\1d" + System.nanoTime()));
    bind(u, path, 8);
    getsockname(u, path, ints(110));
    MemorySegment odd = arena.allocate(16, 2);
    odd.set(JAVA_BYTE, 0, (byte) 99);
    connect(u, odd, 16);
    connect(u, MemorySegment.NULL, 0);
    close(u);
    socket(999, 77, 5);
    MemorySegment refused = loopback(9);
    int c = socket(AF_INET, SOCK_STREAM, 0);
    connect(c, refused, 16);
    close(c);
  }

  private MemorySegment loopback(int port) {
    MemorySegment address = sockaddr_in.allocate(arena);
    sockaddr_in.sin_family(address, AF_INET);
    sockaddr_in.sin_port(address, htons((short) port));
    address.set(JAVA_BYTE, 4, (byte) 127);
    address.set(JAVA_BYTE, 7, (byte) 1);
    return address;
  }

  private MemorySegment vector(MemorySegment... parts) {
    MemorySegment vector = arena.allocate(iovec.sizeof() * parts.length, 8);
    for (int i = 0; i < parts.length; i++) {
      MemorySegment one = vector.asSlice(i * iovec.sizeof(), iovec.sizeof());
      iovec.iov_base(one, parts[i]);
      iovec.iov_len(one, parts[i].byteSize());
    }
    return vector;
  }

  private MemorySegment ints(int... values) {
    return arena.allocateFrom(JAVA_INT, values);
  }

  private MemorySegment bytes(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
    copy.copyFrom(MemorySegment.ofArray(bytes));
    return copy.asSlice(0, bytes.length);
  }
}
