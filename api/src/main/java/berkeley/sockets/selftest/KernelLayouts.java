/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.selftest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import berkeley.sockets.Domain;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.cmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.memory.Cmsg;
import berkeley.sockets.options.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Asks the kernel about the layouts and numbers that differ between platforms: what it writes, and
 * where it stops writing. A compiler that judges the same numbers does so on another machine.
 */
final class KernelLayouts {
  /** What the kernel must leave behind the memory that it was given. */
  private static final byte CANARY = 0x5a;

  private static final int CANARY_SIZE = 64;

  /** All 64 bits of an event's data count, in their order. */
  private static final long[] EVENT_DATA = {0x0123456789abcdefL, 0xfedcba9876543210L};

  private static final Duration TIMEOUT = Duration.ofMillis(50);
  private static final Duration GIVE_UP = Duration.ofSeconds(5);

  private KernelLayouts() {}

  private static void expect(String what, Object found, Object expected) throws IOException {
    if (!expected.equals(found)) {
      throw new IOException(what + ": " + found + " instead of " + expected);
    }
  }

  private static long done(String call, int fd, long result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(call, fd, null, (int) -result);
    }
    return result;
  }

  /** Memory of a size, and behind it what nobody may write. */
  private static MemorySegment guarded(Arena arena, long size) {
    return arena.allocate(size + CANARY_SIZE, 8).fill(CANARY);
  }

  private static void expectCanary(String what, MemorySegment memory, long size)
      throws IOException {
    for (long i = size; i < memory.byteSize(); i++) {
      if (memory.get(JAVA_BYTE, i) != CANARY) {
        throw new IOException(what + ": the kernel wrote byte " + i + " of " + size);
      }
    }
  }

  /** Two events arrive in an array of two, with their data, and nothing behind them changes. */
  static String epollEvents() throws IOException {
    long made = Sys.epoll_create1(sys_epoll_h.EPOLL_CLOEXEC);
    if (made == -errno_h.ENOSYS) {
      return "there is none";
    }
    int epoll = (int) done("epoll_create1", -1, made);
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        Arena arena = Arena.ofConfined()) {
      MemorySegment event = epoll_event.allocate(arena);
      for (int i = 0; i < pair.length; i++) {
        event.set(JAVA_INT_UNALIGNED, epoll_event.events$offset(), sys_epoll_h.EPOLLOUT);
        event.set(JAVA_LONG_UNALIGNED, epoll_event.data$offset(), EVENT_DATA[i]);
        int fd = i == 0 ? a.fd() : b.fd();
        done("epoll_ctl", fd, Sys.epoll_ctl(epoll, sys_epoll_h.EPOLL_CTL_ADD, fd, event));
      }
      long size = 2 * epoll_event.sizeof();
      MemorySegment events = guarded(arena, size);
      expect("epoll_wait", done("epoll_wait", epoll, Sys.epoll_wait(epoll, events, 2, 1000)), 2L);
      expectCanary("struct epoll_event", events, size);
      for (int i = 0; i < pair.length; i++) {
        MemorySegment one = epoll_event.asSlice(events, i);
        int bits = one.get(JAVA_INT_UNALIGNED, epoll_event.events$offset());
        long data = one.get(JAVA_LONG_UNALIGNED, epoll_event.data$offset());
        expect("epoll_event.events", bits, sys_epoll_h.EPOLLOUT);
        expect("epoll_event.data", Long.toHexString(data), Long.toHexString(EVENT_DATA[i]));
      }
    } finally {
      Sys.close(epoll);
    }
    return "epoll_event is " + epoll_event.sizeof() + " bytes, its data 64 bits";
  }

  /** A message of two parts with a descriptor arrives as it was sent, cut in other places. */
  static String messages() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        Arena arena = Arena.ofConfined()) {
      MemorySegment sent =
          arena.allocate(5).copyFrom(MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5}));
      long controlSize = Cmsg.space(Integer.BYTES);
      MemorySegment control = arena.allocate(controlSize, 8);
      cmsghdr.cmsg_len(control, Cmsg.len(Integer.BYTES));
      cmsghdr.cmsg_level(control, sys_socket_h.SOL_SOCKET);
      cmsghdr.cmsg_type(control, sys_socket_h.SCM_RIGHTS);
      control.set(JAVA_INT_UNALIGNED, Cmsg.data(0), a.fd());
      MemorySegment out = message(arena, sent, 2, control, controlSize);
      expect("sendmsg", done("sendmsg", a.fd(), Sys.sendmsg(a.fd(), out, 0)), 5L);

      MemorySegment data = guarded(arena, 5);
      MemorySegment answer = guarded(arena, controlSize);
      MemorySegment in = message(arena, data, 3, answer, controlSize);
      expect("recvmsg", done("recvmsg", b.fd(), Sys.recvmsg(b.fd(), in, 0)), 5L);
      expect("struct iovec", data.asSlice(0, 5).mismatch(sent), -1L);
      expectCanary("struct iovec", data, 5);
      expectCanary("msg_control", answer, controlSize);
      expect("msg_flags", msghdr.msg_flags(in), 0);
      expect("msg_controllen", msghdr.msg_controllen(in), controlSize);
      expect("cmsg_len", cmsghdr.cmsg_len(answer), Cmsg.len(Integer.BYTES));
      expect("cmsg_level", cmsghdr.cmsg_level(answer), sys_socket_h.SOL_SOCKET);
      expect("cmsg_type", cmsghdr.cmsg_type(answer), sys_socket_h.SCM_RIGHTS);
      int fd = answer.get(JAVA_INT_UNALIGNED, Cmsg.data(0));
      done("close", fd, Sys.close(fd));
    }
    return "msghdr, iovec and cmsghdr come back as they were sent";
  }

  private static MemorySegment message(
      Arena arena, MemorySegment data, long firstPart, MemorySegment control, long controlSize) {
    MemorySegment parts = iovec.allocateArray(2, arena);
    iovec.iov_base(iovec.asSlice(parts, 0), data);
    iovec.iov_len(iovec.asSlice(parts, 0), firstPart);
    iovec.iov_base(iovec.asSlice(parts, 1), data.asSlice(firstPart));
    iovec.iov_len(iovec.asSlice(parts, 1), 5 - firstPart);
    MemorySegment message = msghdr.allocate(arena);
    msghdr.msg_iov(message, parts);
    msghdr.msg_iovlen(message, 2);
    msghdr.msg_control(message, control);
    msghdr.msg_controllen(message, controlSize);
    return message;
  }

  /** Flags of open(2) that protect: their numbers are those of other flags elsewhere. */
  static String openFlags() throws IOException {
    Path directory = Files.createTempDirectory("selftest");
    Path file = directory.resolve("file");
    Path link = directory.resolve("link");
    try {
      Files.createFile(file);
      Files.createSymbolicLink(link, file);
      refused("O_DIRECTORY", file, fcntl_h.O_DIRECTORY, errno_h.ENOTDIR);
      refused("O_NOFOLLOW", link, fcntl_h.O_NOFOLLOW, errno_h.ELOOP);
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
    return "O_DIRECTORY refuses a file, O_NOFOLLOW a link";
  }

  private static void refused(String flag, Path path, int flags, int errno) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int mode = fcntl_h.O_RDONLY | fcntl_h.O_CLOEXEC | flags;
      long result = Sys.open(arena.allocateFrom(path.toString()), mode, 0);
      if (result >= 0) {
        Sys.close((int) result);
      }
      expect("open of " + path + " with " + flag, result, (long) -errno);
    }
  }

  /** A receive with a timeout ends, and not because something came. */
  static String receiveTimeout() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1]) {
      a.setOption(SocketOptions.SO_RCVTIMEO, TIMEOUT);
      Thread end = Thread.ofPlatform().daemon().start(() -> sendLater(b));
      long got = a.recv(new byte[1], 0, 1, 0);
      end.interrupt();
      expect("recv with SO_RCVTIMEO", got, (long) Socket.WOULD_BLOCK);
    }
    return "a receive ends with SO_RCVTIMEO";
  }

  /** Ends the receive that its timeout did not end. */
  private static void sendLater(Socket socket) {
    try {
      Thread.sleep(GIVE_UP);
      socket.send(new byte[1], 0, 1, 0);
    } catch (IOException | InterruptedException e) {
      // the receive has ended
    }
  }
}
