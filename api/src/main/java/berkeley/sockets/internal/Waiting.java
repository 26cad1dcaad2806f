/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.Sys;
import java.lang.foreign.MemorySegment;

/** The calls that may have to wait, with the results of {@link Sys}. */
public final class Waiting {
  private Waiting() {}

  public static long recv(int fd, MemorySegment buf, long n, int flags) {
    return Sys.recv(fd, buf, n, flags);
  }

  public static long send(int fd, MemorySegment buf, long n, int flags) {
    return Sys.send(fd, buf, n, flags);
  }

  public static long recvfrom(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, MemorySegment addrlen) {
    return Sys.recvfrom(fd, buf, n, flags, addr, addrlen);
  }

  public static long sendto(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, int addrlen) {
    return Sys.sendto(fd, buf, n, flags, addr, addrlen);
  }

  public static long recvmsg(int fd, MemorySegment message, int flags) {
    return Sys.recvmsg(fd, message, flags);
  }

  public static long sendmsg(int fd, MemorySegment message, int flags) {
    return Sys.sendmsg(fd, message, flags);
  }

  public static long recvmmsg(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    return Sys.recvmmsg(fd, vector, count, flags, timeout);
  }

  public static long sendmmsg(int fd, MemorySegment vector, int count, int flags) {
    return Sys.sendmmsg(fd, vector, count, flags);
  }

  public static long accept(int fd, MemorySegment addr, MemorySegment addrlen) {
    return Sys.accept(fd, addr, addrlen);
  }

  public static long accept4(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    return Sys.accept4(fd, addr, addrlen, flags);
  }

  public static long connect(int fd, MemorySegment addr, int addrlen) {
    return Sys.connect(fd, addr, addrlen);
  }

  public static long read(int fd, MemorySegment buf, long n) {
    return Sys.read(fd, buf, n);
  }

  public static long write(int fd, MemorySegment buf, long n) {
    return Sys.write(fd, buf, n);
  }

  public static long readv(int fd, MemorySegment iov, int count) {
    return Sys.readv(fd, iov, count);
  }

  public static long writev(int fd, MemorySegment iov, int count) {
    return Sys.writev(fd, iov, count);
  }

  public static long preadv(int fd, MemorySegment iov, int count, long offset) {
    return Sys.preadv(fd, iov, count, offset);
  }

  public static long pwritev(int fd, MemorySegment iov, int count, long offset) {
    return Sys.pwritev(fd, iov, count, offset);
  }

  public static long sendfile(int out, int in, MemorySegment offset, long count) {
    return Sys.sendfile(out, in, offset, count);
  }

  public static long splice(
      int in, MemorySegment inOffset, int out, MemorySegment outOffset, long n, int flags) {
    return Sys.splice(in, inOffset, out, outOffset, n, flags);
  }

  public static long tee(int in, int out, long n, int flags) {
    return Sys.tee(in, out, n, flags);
  }

  public static long vmsplice(int fd, MemorySegment iov, long count, int flags) {
    return Sys.vmsplice(fd, iov, count, flags);
  }

  public static long poll(MemorySegment fds, long count, int timeout) {
    return Sys.poll(fds, count, timeout);
  }

  public static long ppoll(
      MemorySegment fds, long count, MemorySegment timeout, MemorySegment mask) {
    return Sys.ppoll(fds, count, timeout, mask);
  }

  public static long select(
      int n, MemorySegment read, MemorySegment write, MemorySegment except, MemorySegment timeout) {
    return Sys.select(n, read, write, except, timeout);
  }

  public static long pselect(
      int n,
      MemorySegment read,
      MemorySegment write,
      MemorySegment except,
      MemorySegment timeout,
      MemorySegment mask) {
    return Sys.pselect(n, read, write, except, timeout, mask);
  }

  public static long epoll_wait(int fd, MemorySegment events, int max, int timeout) {
    return Sys.epoll_wait(fd, events, max, timeout);
  }

  public static long epoll_pwait(
      int fd, MemorySegment events, int max, int timeout, MemorySegment mask) {
    return Sys.epoll_pwait(fd, events, max, timeout, mask);
  }

  public static long epoll_pwait2(
      int fd, MemorySegment events, int max, MemorySegment timeout, MemorySegment mask) {
    return Sys.epoll_pwait2(fd, events, max, timeout, mask);
  }

  public static long getaddrinfo(
      MemorySegment node, MemorySegment service, MemorySegment hints, MemorySegment result) {
    return Sys.getaddrinfo(node, service, hints, result);
  }

  public static long getnameinfo(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment service,
      int servicelen,
      int flags) {
    return Sys.getnameinfo(addr, addrlen, host, hostlen, service, servicelen, flags);
  }

  public static long waitpid(int pid, MemorySegment status, int options) {
    return Sys.waitpid(pid, status, options);
  }

  public static long open(MemorySegment path, int flags, long mode) {
    return Sys.open(path, flags, mode);
  }

  public static long fcntl(int fd, int command, long argument) {
    return Sys.fcntl(fd, command, argument);
  }

  public static long fcntl(int fd, int command, MemorySegment argument) {
    return Sys.fcntl(fd, command, argument);
  }
}
