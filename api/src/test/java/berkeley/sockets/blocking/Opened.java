/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.poll_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_eventfd_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Fds;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** What a call that waits works on. */
final class Opened implements AutoCloseable {
  /** One for all: what a struct points to lives as long as the struct. */
  private final Arena arena = Arena.ofAuto();

  private final List<Integer> fds = new ArrayList<>();
  private final List<AutoCloseable> objects = new ArrayList<>();
  private final List<File> files = new ArrayList<>();

  private final boolean foreign;

  /** Whether another descriptor of the same open file would keep the call from waiting. */
  boolean alone;

  /**
   * Nothing yet.
   *
   * @param foreign whether descriptors are closed by close(2) alone, as other code would: the
   *     library learns nothing of it, and the next call finds other files under the same numbers,
   *     which it may notice up to 800 ms later (ADR 5)
   */
  Opened(boolean foreign) {
    this.foreign = foreign;
  }

  synchronized int add(long fd) {
    int number = Fds.ok(fd);
    fds.add(number);
    return number;
  }

  int[] add(int... numbers) {
    for (int each : numbers) {
      add((long) each);
    }
    return numbers;
  }

  /** The number is closed by the call. */
  synchronized int remove(int fd) {
    fds.remove((Integer) fd);
    return fd;
  }

  /** The numbers that are open. */
  synchronized List<Integer> numbers() {
    return List.copyOf(fds);
  }

  <T extends AutoCloseable> T object(T each) {
    objects.add(each);
    return each;
  }

  File file() throws IOException {
    File file = File.createTempFile("blocking", "");
    files.add(file);
    return file;
  }

  int[] streams() {
    return add(Fds.pair(Fds.STREAM));
  }

  int[] datagrams() {
    return add(Fds.pair(Fds.DGRAM));
  }

  int[] pipe() {
    return add(Fds.pipe());
  }

  int eventfd() {
    return add(Sys.eventfd(0, sys_eventfd_h.EFD_CLOEXEC));
  }

  /** Fills what the descriptor leads to, and leaves its mode as it was. */
  int full(int fd) {
    int flags = Fds.flags(fd);
    Fds.nonblocking(fd);
    MemorySegment chunk = memory(4096);
    for (long n = chunk.byteSize(); n > 0; n = n == 1 ? 0 : 1) {
      while (Sys.write(fd, chunk, n) > 0) {
        // until there is no room for a byte
      }
    }
    Fds.ok(Sys.fcntl(fd, fcntl_h.F_SETFL, flags));
    return fd;
  }

  /** Takes what has come, so that there is room again. */
  static void drain(int fd) {
    MemorySegment chunk = Arena.ofAuto().allocate(1 << 16);
    MemorySegment poll = Arena.ofAuto().allocate(poll_h.pollfd.sizeof(), 8);
    poll_h.pollfd.fd(poll, fd);
    poll_h.pollfd.events(poll, poll_h.POLLIN);
    while (Sys.poll(poll, 1, 0) == 1 && Sys.read(fd, chunk, chunk.byteSize()) > 0) {
      // until nothing is left
    }
  }

  /** Three bytes. */
  static void write(int fd) {
    if (Sys.write(fd, Arena.ofAuto().allocate(3), 3) != 3) {
      throw new AssertionError("write to " + fd);
    }
  }

  MemorySegment memory(long size) {
    return arena.allocate(size, Long.BYTES);
  }

  MemorySegment vector(long size) {
    MemorySegment vector = iovec.allocate(arena);
    iovec.iov_base(vector, arena.allocate(size));
    iovec.iov_len(vector, size);
    return vector;
  }

  MemorySegment message(long size) {
    MemorySegment message = msghdr.allocate(arena);
    msghdr.msg_iov(message, vector(size));
    msghdr.msg_iovlen(message, 1);
    return message;
  }

  MemorySegment messages(long size) {
    MemorySegment messages = mmsghdr.allocate(arena);
    mmsghdr.msg_hdr(messages).copyFrom(message(size));
    return messages;
  }

  @Override
  public void close() {
    for (AutoCloseable each : objects) {
      try {
        each.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    for (int each : fds) {
      if (foreign) {
        Fds.closeUnnoticed(each);
      } else {
        Fds.close(each);
      }
    }
    for (File each : files) {
      each.delete();
    }
  }
}
