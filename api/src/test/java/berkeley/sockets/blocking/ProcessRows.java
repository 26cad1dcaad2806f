/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import static java.lang.foreign.MemorySegment.NULL;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.blocking.WaitingCall.Row;
import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.Spawn;
import berkeley.sockets.c.SysWait;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.internal.calls.Fds;
import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/** The functions of the mirror that wait for other processes. */
final class ProcessRows {
  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  private ProcessRows() {}

  /** By the name of the function in C. */
  static Map<String, Row> all() {
    return ROWS;
  }

  static {
    ROWS.put(
        "waitpid",
        opened -> {
          MemorySegment both = opened.memory(8);
          Fds.ok(Sys.pipe2(both, Fcntl.O_CLOEXEC));
          int input = both.get(ValueLayout.JAVA_INT, 0);
          int child = cat(opened, input);
          Fds.closeUnnoticed(input);
          int output = both.get(ValueLayout.JAVA_INT, 4);
          MemorySegment status = opened.memory(4);
          return new WaitingCall(
              () -> MirrorRows.answer(() -> SysWait.waitpid(child, status, 0)) - child,
              () -> Fds.closeUnnoticed(output),
              0);
        });
    ROWS.put("posix_spawn", opened -> spawns(opened, true));
    ROWS.put("posix_spawnp", opened -> spawns(opened, false));
  }

  /** A child opens a FIFO before it runs a program. */
  private static WaitingCall spawns(Opened opened, boolean byPath) throws Exception {
    File fifo = fifo(opened);
    MemorySegment actions = opened.memory(Spawn.posix_spawn_file_actions_t.sizeof());
    Spawn.posix_spawn_file_actions_init(actions);
    Spawn.posix_spawn_file_actions_addopen(actions, 0, fifo.getPath(), Fcntl.O_RDONLY, 0);
    MemorySegment words = words(opened, "true");
    MemorySegment pid = opened.memory(4);
    return new WaitingCall(
        () -> {
          int error =
              byPath
                  ? Spawn.posix_spawn(pid, "/bin/true", actions, NULL, words, Unistd.environ())
                  : Spawn.posix_spawnp(pid, "true", actions, NULL, words, Unistd.environ());
          Spawn.posix_spawn_file_actions_destroy(actions);
          int child = pid.get(ValueLayout.JAVA_INT, 0);
          return error != 0
              ? -error
              : MirrorRows.answer(() -> SysWait.waitpid(child, NULL, 0)) - child;
        },
        () -> opened.add(MirrorRows.open(fifo, Fcntl.O_RDWR)),
        0);
  }

  private static MemorySegment words(Opened opened, String... words) {
    long size = ValueLayout.ADDRESS.byteSize();
    MemorySegment array = opened.memory((words.length + 1) * size);
    for (int i = 0; i < words.length; i++) {
      MemorySegment bytes = opened.memory(words[i].length() + 1L);
      bytes.setString(0, words[i]);
      array.setAtIndex(ValueLayout.ADDRESS, i, bytes);
    }
    return array;
  }

  private static int child(Opened opened, MemorySegment actions, String... words) {
    MemorySegment pid = opened.memory(4);
    int error =
        Spawn.posix_spawnp(pid, words[0], actions, NULL, words(opened, words), Unistd.environ());
    if (error != 0) {
      throw new AssertionError("posix_spawnp: " + error);
    }
    return pid.get(ValueLayout.JAVA_INT, 0);
  }

  /** A process that ends when its input does. */
  private static int cat(Opened opened, int input) {
    MemorySegment actions = opened.memory(Spawn.posix_spawn_file_actions_t.sizeof());
    Spawn.posix_spawn_file_actions_init(actions);
    Spawn.posix_spawn_file_actions_adddup2(actions, input, 0);
    int child = child(opened, actions, "cat");
    Spawn.posix_spawn_file_actions_destroy(actions);
    return child;
  }

  private static void waitFor(int child) {
    while (Sys.waitpid(child, NULL, 0) == Fds.EINTR) {
      // a signal
    }
  }

  /** Has ls(1) write into a file. */
  static void list(Opened opened, String directory, File to) {
    MemorySegment actions = opened.memory(Spawn.posix_spawn_file_actions_t.sizeof());
    Spawn.posix_spawn_file_actions_init(actions);
    Spawn.posix_spawn_file_actions_addopen(actions, 1, to.getPath(), Fcntl.O_WRONLY, 0);
    waitFor(child(opened, actions, "ls", "-l", directory));
    Spawn.posix_spawn_file_actions_destroy(actions);
  }

  static File fifo(Opened opened) throws Exception {
    File fifo = opened.file();
    fifo.delete();
    // not by ProcessBuilder, which waits for other children, too, that have not yet run a program
    waitFor(child(opened, NULL, "mkfifo", fifo.getPath()));
    return fifo;
  }
}
