/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.NetIf.*;
import static berkeley.sockets.c.NetIf.if_nametoindex;
import static berkeley.sockets.c.SysIoctl.*;
import static berkeley.sockets.c.SysSendfile.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUio.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors of every kind: copied, controlled, spliced, read and written in pieces. */
class DescriptorsTest {
  @TempDir Path directory;

  private static int[] pipe(Workspace w) {
    MemorySegment cells = w.arena.allocate(8, 4);
    ok(berkeley.sockets.c.Unistd.pipe(cells));
    return new int[] {w.owned(cells.get(JAVA_INT, 0)), w.owned(cells.get(JAVA_INT, 4))};
  }

  private static MemorySegment vector(Workspace w, MemorySegment... parts) {
    MemorySegment vector = iovec.allocateArray(parts.length, w.arena);
    for (int i = 0; i < parts.length; i++) {
      MemorySegment one = iovec.asSlice(vector, i);
      iovec.iov_base(one, parts[i]);
      iovec.iov_len(one, parts[i].byteSize());
    }
    return vector;
  }

  private static MemorySegment text(Workspace w, String text) {
    return w.arena.allocateFrom(JAVA_BYTE, text.getBytes());
  }

  private static String text(MemorySegment memory) {
    return new String(memory.toArray(JAVA_BYTE));
  }

  @Test
  void copies() {
    try (Workspace w = new Workspace()) {
      int fd = w.owned(socket(AF_UNIX, SOCK_DGRAM, 0));
      int copy = w.owned(dup(fd));
      assertEquals(copy, dup2(fd, copy));
      assertEquals(copy, dup3(fd, copy, O_CLOEXEC));
      assertEquals(FD_CLOEXEC, fcntl(copy, F_GETFD));
      assertEquals(-1, dup3(fd, fd, 0));
      assertEquals(EINVAL, errno());
      int high = w.owned(fcntl(fd, F_DUPFD_CLOEXEC, 500));
      assertTrue(high >= 500);
      assertEquals(FD_CLOEXEC, fcntl(high, F_GETFD));
      assertEquals(-1, close(-1));
      assertEquals(EBADF, errno());
    }
  }

  @Test
  void ownersAreProcessesOrGroups() {
    try (Workspace w = new Workspace()) {
      int fd = w.owned(socket(AF_UNIX, SOCK_DGRAM, 0));
      assertEquals(0, fcntl(fd, F_GETOWN));
      assertEquals(0, fcntl(fd, F_SETOWN, getpid()));
      assertEquals(getpid(), fcntl(fd, F_GETOWN));
      MemorySegment group = w.arena.allocate(JAVA_INT);
      assertEquals(0, ioctl(fd, SIOCGPGRP, group));
      assertEquals(getpid(), group.get(JAVA_INT, 0));
      int leader = Integer.parseInt(processGroup());
      assertEquals(0, fcntl(fd, F_SETOWN, -leader));
      assertEquals(-leader, fcntl(fd, F_GETOWN)); // negative, and no error
      assertEquals(-1, fcntl(-1, F_GETOWN));
      assertEquals(EBADF, errno());
    }
  }

  private static String processGroup() {
    try {
      return Files.readString(Path.of("/proc/self/stat")).replaceAll(".*\\) ", "").split(" ")[2];
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void flagsAndLocks() throws Exception {
    try (Workspace w = new Workspace()) {
      String path = directory.resolve("file").toString();
      assertEquals(-1, open(path, O_RDWR));
      assertEquals(ENOENT, errno());
      int fd = w.owned(open(path, O_RDWR | O_CREAT, 0600));
      assertEquals(
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(Path.of(path)));
      assertEquals(O_RDWR, fcntl(fd, F_GETFL) & O_ACCMODE);
      assertEquals(0, fcntl(fd, F_SETFL, O_NONBLOCK | O_APPEND));
      assertEquals(O_NONBLOCK | O_APPEND, fcntl(fd, F_GETFL) & (O_NONBLOCK | O_APPEND));
      MemorySegment lock = flock.allocate(w.arena);
      flock.l_type(lock, F_WRLCK);
      assertEquals(0, fcntl(fd, F_SETLK, lock));
      assertEquals(0, fcntl(fd, F_GETLK, lock));
      assertEquals(F_UNLCK, flock.l_type(lock)); // nobody else's is in the way
      assertThrows(IndexOutOfBoundsException.class, () -> fcntl(fd, F_GETLK, w.arena.allocate(8)));
      assertEquals(-1, fcntl(fd, F_GETLK, NULL));
      assertEquals(EFAULT, errno());
      assertEquals(0, unlink(path));
      assertEquals(-1, unlink(path));
      assertEquals(ENOENT, errno());
      assertEquals(-1, unlink(null));
      assertEquals(EFAULT, errno());
    }
  }

  @Test
  void requests() {
    try (Workspace w = new Workspace()) {
      int[] pipe = pipe(w);
      MemorySegment number = w.arena.allocate(JAVA_INT);
      assertEquals(5, write(pipe[1], new byte[5], 5));
      assertEquals(0, ioctl(pipe[0], FIONREAD, number));
      assertEquals(5, number.get(JAVA_INT, 0));
      number.set(JAVA_INT, 0, 1);
      assertEquals(0, ioctl(pipe[0], FIONBIO, number));
      assertEquals(O_NONBLOCK, fcntl(pipe[0], F_GETFL) & O_NONBLOCK);
      assertEquals(0, ioctl(pipe[0], FIOCLEX));
      assertEquals(FD_CLOEXEC, fcntl(pipe[0], F_GETFD));
      assertEquals(-1, ioctl(pipe[0], SIOCGIFINDEX, ifreq.allocate(w.arena)));
      assertEquals(ENOTTY, errno());
      int fd = w.owned(socket(AF_INET, SOCK_DGRAM, 0));
      MemorySegment request = ifreq.allocate(w.arena);
      request.setString(0, "lo");
      assertEquals(0, ioctl(fd, SIOCGIFINDEX, request));
      assertEquals(if_nametoindex("lo"), ifreq.ifr_ifru.ifru_ivalue(ifreq.ifr_ifru(request)));
      assertThrows(IndexOutOfBoundsException.class, () -> ioctl(fd, SIOCGIFINDEX, number));
      assertEquals(-1, ioctl(fd, SIOCGIFINDEX, NULL));
      assertEquals(EFAULT, errno());
    }
  }

  @Test
  void vectors() {
    try (Workspace w = new Workspace()) {
      int fd = w.owned(open(directory.resolve("vectors").toString(), O_RDWR | O_CREAT, 0600));
      MemorySegment out = vector(w, text(w, "abc"), text(w, "defgh"));
      assertEquals(8, ok(writev(fd, out, 2)));
      assertEquals(8, ok(pwritev(fd, out, 2, 8)));
      assertEquals(8, ok(pwritev2(fd, out, 2, 16, 0)));
      assertEquals(24, ok(lseek(fd, 0, SEEK_END)));
      MemorySegment first = w.arena.allocate(2);
      MemorySegment second = w.arena.allocate(4);
      MemorySegment in = vector(w, first, second);
      assertEquals(6, ok(preadv(fd, in, 2, 1)));
      assertEquals("bc defg", text(first) + " " + text(second));
      assertEquals(6, ok(preadv2(fd, in, 2, 10, 0)));
      assertEquals("cd efgh".replace(" ", ""), text(first) + text(second));
      assertEquals(3, ok(lseek(fd, 3, SEEK_SET)));
      assertEquals(6, ok(readv(fd, in, 2)));
      assertEquals("defgha", text(first) + text(second));
      assertEquals(-1, readv(fd, in, -1));
      assertEquals(EINVAL, errno());
      assertEquals(-1, readv(fd, NULL, 1));
      assertEquals(EFAULT, errno());
      assertThrows(IndexOutOfBoundsException.class, () -> readv(fd, in, 3));
    }
  }

  @Test
  void dataMovesInsideTheKernel() {
    try (Workspace w = new Workspace()) {
      int[] from = pipe(w);
      int[] to = pipe(w);
      assertEquals(4, ok(vmsplice(from[1], vector(w, text(w, "data")), 1, 0)));
      assertEquals(4, ok(tee(from[0], to[1], 100, 0)));
      byte[] buffer = new byte[16];
      assertEquals(4, ok(read(to[0], buffer, 16)));
      assertEquals(4, ok(splice(from[0], NULL, to[1], NULL, 100, SPLICE_F_MOVE)));
      assertEquals(4, ok(read(to[0], buffer, 16)));
      assertEquals("data", new String(buffer, 0, 4));
      int file = w.owned(open(directory.resolve("source").toString(), O_RDWR | O_CREAT, 0600));
      assertEquals(10, ok(write(file, "0123456789".getBytes(), 10)));
      MemorySegment offset = w.arena.allocateFrom(JAVA_LONG, 6L);
      assertEquals(4, ok(sendfile(to[1], file, offset, 100)));
      assertEquals(10, offset.get(JAVA_LONG, 0));
      assertEquals(4, ok(read(to[0], buffer, 16)));
      assertArrayEquals("6789".getBytes(), java.util.Arrays.copyOf(buffer, 4));
      offset.set(JAVA_LONG, 0, 2);
      assertEquals(3, ok(splice(file, offset, to[1], NULL, 3, 0)));
      assertEquals(5, offset.get(JAVA_LONG, 0));
    }
  }

  @Test
  void process() throws Exception {
    try (Workspace w = new Workspace()) {
      assertEquals(ProcessHandle.current().pid(), getpid());
      assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), getppid());
      assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), geteuid());
      assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:gid"), getegid());
      assertEquals(geteuid(), getuid());
      assertEquals(getegid(), getgid());
      MemorySegment name = w.arena.allocate(256);
      assertEquals(0, gethostname(name, 256));
      assertEquals(
          Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(), name.getString(0));
      assertEquals(-1, gethostname(name, 0));
      assertTrue(errno() == ENAMETOOLONG || errno() == EINVAL);
      assertEquals(0, berkeley.sockets.c.Signal.kill(getpid(), 0));
    }
  }
}
