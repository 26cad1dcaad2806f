/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.fcntl_h.flock;
import berkeley.sockets.bindings.headers.sys_ioctl_h;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Processes;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.safety.ChildProcess;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads wait for what is no socket, more of them than there are carriers. */
@Timeout(60)
class OtherFilesTest {
  private static final int MANY = 3 + Runtime.getRuntime().availableProcessors();
  private static final int RDWR = fcntl_h.O_RDWR | fcntl_h.O_CLOEXEC;

  @TempDir Path directory;

  private final Arena arena = Arena.ofShared();

  @AfterEach
  void close() {
    arena.close();
  }

  private MemorySegment name(Object path) {
    return arena.allocateFrom(path.toString());
  }

  private int open(Object path, int flags) {
    return Fds.ok(Sys.open(name(path), flags, 0600));
  }

  @Test
  void readOfATerminal() {
    assumeTrue(Files.exists(Path.of("/dev/ptmx")), "no pseudo-terminals");
    int master = open("/dev/ptmx", RDWR | fcntl_h.O_NOCTTY);
    MemorySegment cell = arena.allocate(8, 8); // 0: unlock
    Fds.ok(Sys.ioctl(master, sys_ioctl_h.TIOCSPTLCK, cell));
    Fds.ok(Sys.ioctl(master, sys_ioctl_h.TIOCGPTN, cell));
    String path = "/dev/pts/" + cell.get(ValueLayout.JAVA_INT, 0);
    assumeTrue(Files.exists(Path.of(path)), "/dev/pts is not mounted");
    int terminal = open(path, RDWR | fcntl_h.O_NOCTTY);
    List<Running> readers =
        Virtual.blocked(MANY, () -> ReadWrite.read(terminal, null, new byte[100], 0, 100));
    for (int i = 0; i < MANY; i++) {
      assertEquals(3, Sys.write(master, name("hi\n"), 3), "a line for each");
    }
    for (Running reader : readers) {
      assertEquals(3, reader.result());
    }
    Fds.close(terminal, master);
  }

  @Test
  void openOfAFifo() throws Exception {
    Path fifo = directory.resolve("fifo");
    assumeTrue(run("mkfifo", fifo.toString()), "mkfifo is not installed");
    MemorySegment name = name(fifo);
    List<Running> readers =
        Virtual.blocked(MANY, () -> Descriptors.open(name, fcntl_h.O_RDONLY, 0));
    int writer = open(fifo, fcntl_h.O_WRONLY); // a reader is there: at once
    for (Running reader : readers) {
      Fds.close(Fds.ok(reader.result()));
    }
    Fds.close(writer);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return ChildProcess.run(List.of(command)).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private MemorySegment lock(int type) {
    MemorySegment lock = flock.allocate(arena);
    flock.l_type(lock, type);
    return lock;
  }

  @Test
  void lockThatAnotherHolds() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    int holder = open(file, RDWR);
    int waiter = open(file, RDWR);
    MemorySegment exclusive = lock(fcntl_h.F_WRLCK);
    MemorySegment shared = lock(fcntl_h.F_RDLCK);
    Fds.ok(Sys.fcntl(holder, fcntl_h.F_OFD_SETLK, exclusive));
    assertEquals(-errno_h.EAGAIN, Descriptors.fcntl(waiter, fcntl_h.F_SETLK, shared));
    List<Running> both =
        List.of(
                Virtual.blocked(MANY, () -> Descriptors.fcntl(waiter, fcntl_h.F_SETLKW, shared)),
                Virtual.blocked(
                    MANY, () -> Descriptors.fcntl(waiter, fcntl_h.F_OFD_SETLKW, shared)))
            .stream()
            .flatMap(List::stream)
            .toList();
    Fds.ok(Sys.fcntl(holder, fcntl_h.F_OFD_SETLK, lock(fcntl_h.F_UNLCK)));
    for (Running each : both) {
      assertEquals(0, each.result());
    }
    Fds.close(holder, waiter);
  }

  @Test
  void waitpidOfARunningChild() {
    int[] hold = Fds.pipe();
    MemorySegment actions = arena.allocate(128, 8);
    assertEquals(0, Sys.posix_spawn_file_actions_init(actions));
    assertEquals(0, Sys.posix_spawn_file_actions_adddup2(actions, hold[0], 0));
    assertEquals(0, Sys.posix_spawn_file_actions_addclose(actions, hold[1]));
    MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, 2);
    argv.setAtIndex(ValueLayout.ADDRESS, 0, name("cat"));
    MemorySegment environment = arena.allocate(ValueLayout.ADDRESS);
    MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
    assertEquals(
        0, Sys.posix_spawn(pid, name("/bin/cat"), actions, MemorySegment.NULL, argv, environment));
    int child = pid.get(ValueLayout.JAVA_INT, 0);
    MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
    status.fill((byte) 1);
    List<Running> waiters = Virtual.blocked(MANY, () -> Processes.waitpid(child, status, 0));
    Fds.close(hold); // the end of its input
    long reaped = 0;
    for (Running waiter : waiters) {
      long result = waiter.result();
      reaped += result == child ? 1 : 0;
      assertEquals(result == child ? child : -errno_h.ECHILD, result);
    }
    assertEquals(1, reaped);
    assertEquals(0, status.get(ValueLayout.JAVA_INT, 0));
    Sys.posix_spawn_file_actions_destroy(actions);
  }
}
