/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.internal.memory.HeapBuffers;
import berkeley.sockets.internal.memory.Scratch;
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
    if (Parking.applies()) {
      return Parked.recv(fd, buf, null, 0, n, flags);
    }
    return buf.isNative()
        ? Sys.recv(fd, buf, n, flags)
        : HeapBuffers.recv(fd, buf, null, 0, n, flags);
  }

  public static long recv(int fd, byte[] array, int offset, int n, int flags) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Parking.applies()
        ? Parked.recv(fd, null, array, offset, n, flags)
        : HeapBuffers.recv(fd, null, array, offset, n, flags);
  }

  public static long recv(int fd, ByteBuffer buf, int flags) {
    int position = buf.position();
    int n = buf.remaining();
    long received;
    if (buf.hasArray()) {
      received = recv(fd, buf.array(), buf.arrayOffset() + position, n, flags);
    } else {
      writable(buf);
      received = recv(fd, Scratch.segment(buf), n, flags);
    }
    return advance(buf, position, n, received);
  }

  public static long send(int fd, MemorySegment buf, long n, int flags) {
    if (Parking.applies()) {
      return Parked.sendto(fd, buf, null, 0, n, flags, null, 0);
    }
    return buf.isNative()
        ? Sys.send(fd, buf, n, flags)
        : HeapBuffers.send(fd, buf, null, 0, n, flags);
  }

  public static long send(int fd, byte[] array, int offset, int n, int flags) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Parking.applies()
        ? Parked.sendto(fd, null, array, offset, n, flags, null, 0)
        : HeapBuffers.send(fd, null, array, offset, n, flags);
  }

  public static long send(int fd, ByteBuffer buf, int flags) {
    int position = buf.position();
    int n = buf.remaining();
    long sent =
        buf.hasArray()
            ? send(fd, buf.array(), buf.arrayOffset() + position, n, flags)
            : send(fd, Scratch.segment(buf), n, flags);
    return advance(buf, position, n, sent);
  }

  public static long recvfrom(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, MemorySegment addrlen) {
    writable(buf);
    if (Parking.applies()) {
      return Parked.recvfrom(fd, buf, null, 0, n, flags, addr, addrlen);
    }
    return buf.isNative()
        ? Sys.recvfrom(fd, buf, n, flags, addr, addrlen)
        : HeapBuffers.recvfrom(fd, buf, null, 0, n, flags, addr, addrlen);
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
    return Parking.applies()
        ? Parked.recvfrom(fd, null, array, offset, n, flags, addr, addrlen)
        : HeapBuffers.recvfrom(fd, null, array, offset, n, flags, addr, addrlen);
  }

  public static long recvfrom(
      int fd, ByteBuffer buf, int flags, MemorySegment addr, MemorySegment addrlen) {
    int position = buf.position();
    int n = buf.remaining();
    long received;
    if (buf.hasArray()) {
      int offset = buf.arrayOffset() + position;
      received = recvfrom(fd, buf.array(), offset, n, flags, addr, addrlen);
    } else {
      writable(buf);
      received = recvfrom(fd, Scratch.segment(buf), n, flags, addr, addrlen);
    }
    return advance(buf, position, n, received);
  }

  public static long sendto(
      int fd, MemorySegment buf, long n, int flags, MemorySegment addr, int addrlen) {
    if (Parking.applies()) {
      return Parked.sendto(fd, buf, null, 0, n, flags, addr, addrlen);
    }
    return buf.isNative()
        ? Sys.sendto(fd, buf, n, flags, addr, addrlen)
        : HeapBuffers.sendto(fd, buf, null, 0, n, flags, addr, addrlen);
  }

  public static long sendto(
      int fd, byte[] array, int offset, int n, int flags, MemorySegment addr, int addrlen) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Parking.applies()
        ? Parked.sendto(fd, null, array, offset, n, flags, addr, addrlen)
        : HeapBuffers.sendto(fd, null, array, offset, n, flags, addr, addrlen);
  }

  public static long sendto(int fd, ByteBuffer buf, int flags, MemorySegment addr, int addrlen) {
    int position = buf.position();
    int n = buf.remaining();
    long sent;
    if (buf.hasArray()) {
      int offset = buf.arrayOffset() + position;
      sent = sendto(fd, buf.array(), offset, n, flags, addr, addrlen);
    } else {
      sent = sendto(fd, Scratch.segment(buf), n, flags, addr, addrlen);
    }
    return advance(buf, position, n, sent);
  }

  public static long recvmsg(int fd, MemorySegment message, int flags) {
    return Parking.applies()
        ? ParkedMessages.recvmsg(fd, message, flags)
        : Sys.recvmsg(fd, message, flags);
  }

  public static long sendmsg(int fd, MemorySegment message, int flags) {
    return Parking.applies()
        ? ParkedMessages.sendmsg(fd, message, flags)
        : Sys.sendmsg(fd, message, flags);
  }

  public static long recvmmsg(
      int fd, MemorySegment vector, int count, int flags, MemorySegment timeout) {
    return Parking.applies()
        ? ParkedMessages.recvmmsg(fd, vector, count, flags, timeout)
        : Sys.recvmmsg(fd, vector, count, flags, timeout);
  }

  public static long sendmmsg(int fd, MemorySegment vector, int count, int flags) {
    return Parking.applies()
        ? ParkedMessages.sendmmsg(fd, vector, count, flags)
        : Sys.sendmmsg(fd, vector, count, flags);
  }

  public static long accept(int fd, MemorySegment addr, MemorySegment addrlen) {
    return Parking.applies()
        ? ParkedConnections.accept(fd, addr, addrlen, -1)
        : Sys.accept(fd, addr, addrlen);
  }

  public static long accept4(int fd, MemorySegment addr, MemorySegment addrlen, int flags) {
    return flags >= 0 && Parking.applies() // the kernel knows no negative ones
        ? ParkedConnections.accept(fd, addr, addrlen, flags)
        : Sys.accept4(fd, addr, addrlen, flags);
  }

  public static long connect(int fd, MemorySegment addr, int addrlen) {
    return Parking.applies()
        ? ParkedConnections.connect(fd, addr, addrlen)
        : Sys.connect(fd, addr, addrlen);
  }

  public static long read(int fd, MemorySegment buf, long n) {
    writable(buf);
    return Parking.applies() ? ParkedFiles.read(fd, buf, null, 0, n) : readNow(fd, buf, n);
  }

  /** On this very thread, be it virtual. */
  static long readNow(int fd, MemorySegment buf, long n) {
    return buf.isNative() ? Sys.read(fd, buf, n) : HeapBuffers.read(fd, buf, null, 0, n);
  }

  public static long read(int fd, byte[] array, int offset, int n) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Parking.applies()
        ? ParkedFiles.read(fd, null, array, offset, n)
        : HeapBuffers.read(fd, null, array, offset, n);
  }

  public static long write(int fd, MemorySegment buf, long n) {
    return Parking.applies() ? ParkedFiles.write(fd, buf, null, 0, n) : writeNow(fd, buf, n);
  }

  static long writeNow(int fd, MemorySegment buf, long n) {
    return buf.isNative() ? Sys.write(fd, buf, n) : HeapBuffers.write(fd, buf, null, 0, n);
  }

  public static long write(int fd, byte[] array, int offset, int n) {
    Objects.checkFromIndexSize(offset, n, array.length);
    return Parking.applies()
        ? ParkedFiles.write(fd, null, array, offset, n)
        : HeapBuffers.write(fd, null, array, offset, n);
  }

  public static long readv(int fd, MemorySegment iov, int count) {
    return Parking.applies() ? ParkedFiles.readv(fd, iov, count) : Sys.readv(fd, iov, count);
  }

  public static long writev(int fd, MemorySegment iov, int count) {
    return Parking.applies() ? ParkedFiles.writev(fd, iov, count) : Sys.writev(fd, iov, count);
  }

  public static long preadv(int fd, MemorySegment iov, int count, long offset) {
    return Sys.preadv(fd, iov, count, offset);
  }

  public static long pwritev(int fd, MemorySegment iov, int count, long offset) {
    return Sys.pwritev(fd, iov, count, offset);
  }

  public static long sendfile(int out, int in, MemorySegment offset, long count) {
    if (!Parking.applies()) {
      return Sys.sendfile(out, in, offset, count);
    }
    MemorySegment at = Offload.lend(offset);
    return Offload.run(() -> Sys.sendfile(out, in, at, count));
  }

  public static long splice(
      int in, MemorySegment inOffset, int out, MemorySegment outOffset, long n, int flags) {
    if (!Parking.applies()) {
      return Sys.splice(in, inOffset, out, outOffset, n, flags);
    }
    MemorySegment[] at = Offload.lend(inOffset, outOffset);
    return Offload.run(() -> Sys.splice(in, at[0], out, at[1], n, flags));
  }

  public static long tee(int in, int out, long n, int flags) {
    return Parking.applies()
        ? Offload.run(() -> Sys.tee(in, out, n, flags))
        : Sys.tee(in, out, n, flags);
  }

  public static long vmsplice(int fd, MemorySegment iov, long count, int flags) {
    if (!Parking.applies()) {
      return Sys.vmsplice(fd, iov, count, flags);
    }
    MemorySegment vector = Offload.lend(iov);
    return Offload.run(() -> Sys.vmsplice(fd, vector, count, flags));
  }

  public static long poll(MemorySegment fds, long count, int timeout) {
    return timeout != 0 && Parking.applies()
        ? ParkedSelect.poll(fds, count, Times.milliseconds(timeout))
        : Sys.poll(fds, count, timeout);
  }

  public static long ppoll(
      MemorySegment fds, long count, MemorySegment timeout, MemorySegment mask) {
    if (!Parking.applies() || !Times.waits(timeout, Times.NANOSECONDS)) {
      return Sys.ppoll(fds, count, timeout, mask);
    }
    if (mask.address() == 0) {
      return ParkedSelect.poll(fds, count, Times.deadline(timeout, Times.NANOSECONDS));
    }
    MemorySegment[] m = Offload.lend(fds, timeout, mask);
    return Offload.run(() -> Sys.ppoll(m[0], count, m[1], m[2]));
  }

  public static long select(
      int n, MemorySegment read, MemorySegment write, MemorySegment except, MemorySegment timeout) {
    if (n < 0 || !Parking.applies() || !Times.waits(timeout, Times.MICROSECONDS)) {
      return Sys.select(n, read, write, except, timeout);
    }
    long deadline = Times.deadline(timeout, Times.MICROSECONDS);
    long ready = ParkedSelect.select(n, read, write, except, deadline);
    Times.left(timeout, deadline);
    return ready;
  }

  public static long pselect(
      int n,
      MemorySegment read,
      MemorySegment write,
      MemorySegment except,
      MemorySegment timeout,
      MemorySegment mask) {
    if (n < 0 || !Parking.applies() || !Times.waits(timeout, Times.NANOSECONDS)) {
      return Sys.pselect(n, read, write, except, timeout, mask);
    }
    if (mask.address() == 0) {
      long deadline = Times.deadline(timeout, Times.NANOSECONDS);
      return ParkedSelect.select(n, read, write, except, deadline);
    }
    MemorySegment[] m = Offload.lend(read, write, except, timeout, mask);
    return Offload.run(() -> Sys.pselect(n, m[0], m[1], m[2], m[3], m[4]));
  }

  public static long epoll_wait(int fd, MemorySegment events, int max, int timeout) {
    return timeout != 0 && Parking.applies()
        ? ParkedSelect.epoll(fd, events, max, Times.milliseconds(timeout))
        : Sys.epoll_wait(fd, events, max, timeout);
  }

  public static long epoll_pwait(
      int fd, MemorySegment events, int max, int timeout, MemorySegment mask) {
    if (timeout == 0 || !Parking.applies()) {
      return Sys.epoll_pwait(fd, events, max, timeout, mask);
    }
    if (mask.address() == 0) {
      return ParkedSelect.epoll(fd, events, max, Times.milliseconds(timeout));
    }
    MemorySegment[] m = Offload.lend(events, mask);
    return Offload.run(() -> Sys.epoll_pwait(fd, m[0], max, timeout, m[1]));
  }

  public static long epoll_pwait2(
      int fd, MemorySegment events, int max, MemorySegment timeout, MemorySegment mask) {
    if (!Parking.applies() || !Times.waits(timeout, Times.NANOSECONDS)) {
      return Sys.epoll_pwait2(fd, events, max, timeout, mask);
    }
    if (mask.address() == 0) {
      return ParkedSelect.epoll(fd, events, max, Times.deadline(timeout, Times.NANOSECONDS));
    }
    MemorySegment[] m = Offload.lend(events, timeout, mask);
    return Offload.run(() -> Sys.epoll_pwait2(fd, m[0], max, m[1], m[2]));
  }

  public static long getaddrinfo(
      MemorySegment node, MemorySegment service, MemorySegment hints, MemorySegment result) {
    return Parking.applies()
        ? ParkedNames.getaddrinfo(node, service, hints, result)
        : Sys.getaddrinfo(node, service, hints, result);
  }

  public static long getnameinfo(
      MemorySegment addr,
      int addrlen,
      MemorySegment host,
      int hostlen,
      MemorySegment service,
      int servicelen,
      int flags) {
    return Parking.applies()
        ? ParkedNames.getnameinfo(addr, addrlen, host, hostlen, service, servicelen, flags)
        : Sys.getnameinfo(addr, addrlen, host, hostlen, service, servicelen, flags);
  }

  public static long gethostbyname_r(
      MemorySegment name,
      MemorySegment entry,
      MemorySegment buffer,
      long size,
      MemorySegment result,
      MemorySegment herrno) {
    if (!Parking.applies()) {
      return Sys.gethostbyname_r(name, entry, buffer, size, result, herrno);
    }
    MemorySegment host = Offload.lend(name);
    return Offload.run(() -> Sys.gethostbyname_r(host, entry, buffer, size, result, herrno));
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
    if (!Parking.applies()) {
      return Sys.gethostbyaddr_r(addr, addrlen, type, entry, buffer, size, result, herrno);
    }
    MemorySegment host = Offload.lend(addr);
    return Offload.run(
        () -> Sys.gethostbyaddr_r(host, addrlen, type, entry, buffer, size, result, herrno));
  }

  /** getservbyname_r. */
  public static final int SERVICE_BY_NAME = 0;

  /** getservbyport_r. */
  public static final int SERVICE_BY_PORT = 1;

  /** getprotobyname_r. */
  public static final int PROTOCOL_BY_NAME = 2;

  /** getprotobynumber_r. */
  public static final int PROTOCOL_BY_NUMBER = 3;

  /**
   * One of the look-ups above, with what it takes of name, number and protocol; the rest belongs to
   * a thread that waits for the answer.
   */
  public static long getent(
      int by,
      MemorySegment name,
      int number,
      MemorySegment protocol,
      MemorySegment entry,
      MemorySegment buffer,
      MemorySegment result) {
    if (!Parking.applies()) {
      return ParkedNames.getent(by, name, number, protocol, entry, buffer, result);
    }
    MemorySegment[] m = Offload.lend(name, protocol, entry, buffer, result);
    return Offload.run(() -> ParkedNames.getent(by, m[0], number, m[1], m[2], m[3], m[4]));
  }

  public static long waitpid(int pid, MemorySegment status, int options) {
    if (!Parking.applies()) {
      return Sys.waitpid(pid, status, options);
    }
    MemorySegment cell = Offload.lend(status);
    return Offload.run(() -> Sys.waitpid(pid, cell, options));
  }

  public static long open(MemorySegment path, int flags, long mode) {
    if (!Parking.applies()) {
      return Sys.open(path, flags, mode);
    }
    MemorySegment name = Offload.lend(path);
    return Offload.run(() -> Sys.open(name, flags, mode));
  }

  public static long fcntl(int fd, int command, long argument) {
    long result = Sys.fcntl(fd, command, argument);
    if (Query.setsFlags(command)) {
      Trust.end();
    }
    return result;
  }

  /** As {@code Sys.setsockopt}; whoever waits hears of a new timeout with the next call. */
  public static long setsockopt(int fd, int level, int option, MemorySegment value, int length) {
    long result = Sys.setsockopt(fd, level, option, value, length);
    if (Trust.concerns(level, option)) {
      Trust.end();
    } else if (LowWater.isSet(level, option)) {
      LowWater.used = true;
    }
    return result;
  }

  public static long ioctl(int fd, long request, MemorySegment argument) {
    long result = Sys.ioctl(fd, request, argument);
    if (Query.setsMode(request)) {
      Trust.end();
    }
    return result;
  }

  public static long fcntl(int fd, int command, MemorySegment argument) {
    if (!Parking.applies() || !Query.waits(command)) {
      return Sys.fcntl(fd, command, argument);
    }
    MemorySegment lent = Offload.lend(argument);
    return Offload.run(() -> Sys.fcntl(fd, command, lent));
  }

  /**
   * Closes the descriptor. Virtual threads parked on it return -EBADF and do not touch the number
   * again, whoever gets it next.
   */
  public static long close(int fd) {
    Parking.dismiss(fd);
    return Parking.gone(fd, Sys.close(fd));
  }

  /**
   * Makes the virtual threads that are parked on the descriptor return -EBADF; others that use it
   * at this moment may park thereafter, so whoever waits for them repeats this.
   */
  public static void wake(int fd) {
    Parking.dismiss(fd);
  }

  /** As dup2(2); who is parked on {@code to} is sent away as by {@link #close}. */
  public static long dup2(int from, int to) {
    if (from != to) {
      Parking.dismiss(to);
    }
    return Parking.gone(to, Sys.dup2(from, to));
  }

  public static long dup3(int from, int to, int flags) {
    if (from != to) {
      Parking.dismiss(to);
    }
    return Parking.gone(to, Sys.dup3(from, to, flags));
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
