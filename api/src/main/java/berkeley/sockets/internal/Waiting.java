/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.Sys;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/**
 * The calls that may have to wait, with the results of {@link Sys}.
 *
 * <p>The plain data calls take their buffer in three forms, none of which costs an allocation: a
 * {@code MemorySegment}, native or heap, that the caller keeps (a wrapper made for each call is an
 * object of 72 bytes); a {@code byte[]} with offset and length; a {@code ByteBuffer}, from its
 * position to its limit, whose position advances by what was moved. Segments that hold addresses
 * and lengths, and what iovecs point to, are native. A buffer to receive into must not be
 * read-only.
 */
public final class Waiting {
  private Waiting() {}

  public static long recv(int fd, MemorySegment buf, long n, int flags) {
    writable(buf);
    return buf.isNative() ? Sys.recv(fd, buf, n, flags) : Heap.recv(fd, buf, null, 0, n, flags);
  }

  public static long recv(int fd, byte[] array, int offset, int n, int flags) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Heap.recv(fd, null, array, offset, n, flags);
  }

  public static long recv(int fd, ByteBuffer buf, int flags) {
    int position = buf.position();
    int n = buf.remaining();
    long received;
    if (buf.hasArray()) {
      received = Heap.recv(fd, null, buf.array(), buf.arrayOffset() + position, n, flags);
    } else {
      writable(buf);
      received = Sys.recv(fd, Scratch.wrap(buf), n, flags);
    }
    return advance(buf, position, n, received);
  }

  public static long send(int fd, MemorySegment buf, long n, int flags) {
    return buf.isNative() ? Sys.send(fd, buf, n, flags) : Heap.send(fd, buf, null, 0, n, flags);
  }

  public static long send(int fd, byte[] array, int offset, int n, int flags) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Heap.send(fd, null, array, offset, n, flags);
  }

  public static long send(int fd, ByteBuffer buf, int flags) {
    int position = buf.position();
    int n = buf.remaining();
    long sent;
    if (buf.isDirect()) {
      sent = Sys.send(fd, Scratch.wrap(buf), n, flags);
    } else if (buf.hasArray()) {
      sent = Heap.send(fd, null, buf.array(), buf.arrayOffset() + position, n, flags);
    } else {
      sent = Heap.send(fd, MemorySegment.ofBuffer(buf), null, 0, n, flags);
    }
    return advance(buf, position, n, sent);
  }

  public static long recvfrom(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, MemorySegment addrlen) {
    writable(buf);
    return buf.isNative()
        ? Sys.recvfrom(fd, buf, n, flags, addr, addrlen)
        : Heap.recvfrom(fd, buf, null, 0, n, flags, addr, addrlen);
  }

  public static long recvfrom(
      int fd,
      byte[] array,
      int offset,
      int n,
      int flags,
      MemorySegment addr,
      MemorySegment addrlen) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Heap.recvfrom(fd, null, array, offset, n, flags, addr, addrlen);
  }

  public static long recvfrom(
      int fd, ByteBuffer buf, int flags, MemorySegment addr, MemorySegment addrlen) {
    int position = buf.position();
    int n = buf.remaining();
    long received;
    if (buf.hasArray()) {
      int offset = buf.arrayOffset() + position;
      received = Heap.recvfrom(fd, null, buf.array(), offset, n, flags, addr, addrlen);
    } else {
      writable(buf);
      received = Sys.recvfrom(fd, Scratch.wrap(buf), n, flags, addr, addrlen);
    }
    return advance(buf, position, n, received);
  }

  public static long sendto(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, int addrlen) {
    return buf.isNative()
        ? Sys.sendto(fd, buf, n, flags, addr, addrlen)
        : Heap.sendto(fd, buf, null, 0, n, flags, addr, addrlen);
  }

  public static long sendto(
      int fd, byte[] array, int offset, int n, int flags, MemorySegment addr, int addrlen) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Heap.sendto(fd, null, array, offset, n, flags, addr, addrlen);
  }

  public static long sendto(int fd, ByteBuffer buf, int flags, MemorySegment addr, int addrlen) {
    int position = buf.position();
    int n = buf.remaining();
    long sent;
    if (buf.isDirect()) {
      sent = Sys.sendto(fd, Scratch.wrap(buf), n, flags, addr, addrlen);
    } else if (buf.hasArray()) {
      int offset = buf.arrayOffset() + position;
      sent = Heap.sendto(fd, null, buf.array(), offset, n, flags, addr, addrlen);
    } else {
      sent = Heap.sendto(fd, MemorySegment.ofBuffer(buf), null, 0, n, flags, addr, addrlen);
    }
    return advance(buf, position, n, sent);
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
    writable(buf);
    return buf.isNative() ? Sys.read(fd, buf, n) : Heap.read(fd, buf, null, 0, n);
  }

  public static long read(int fd, byte[] array, int offset, int n) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Heap.read(fd, null, array, offset, n);
  }

  public static long write(int fd, MemorySegment buf, long n) {
    return buf.isNative() ? Sys.write(fd, buf, n) : Heap.write(fd, buf, null, 0, n);
  }

  public static long write(int fd, byte[] array, int offset, int n) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Heap.write(fd, null, array, offset, n);
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

  public static long gethostbyname_r(
      MemorySegment name,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    return Sys.gethostbyname_r(name, entry, buffer, size, result, herrno);
  }

  public static long gethostbyaddr_r(
      MemorySegment addr,
      int addrlen,
      int type,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    return Sys.gethostbyaddr_r(addr, addrlen, type, entry, buffer, size, result, herrno);
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

  /** Refuses before the kernel hands out data that could not be stored. */
  private static void writable(MemorySegment buf) {
    if (buf.isReadOnly()) {
      throw new IllegalArgumentException("the buffer is read-only");
    }
  }

  private static void writable(ByteBuffer buf) {
    if (buf.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
  }

  private static long advance(ByteBuffer buf, int position, int n, long moved) {
    if (moved > 0) {
      buf.position(position + (int) Math.min(moved, n)); // MSG_TRUNC counts what was cut off
    }
    return moved;
  }
}
