/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Pointers.array;
import static berkeley.sockets.c.Spawn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysWait.*;
import static berkeley.sockets.c.Unistd.*;
import static berkeley.sockets.c.Workspace.control;
import static berkeley.sockets.c.Workspace.find;
import static berkeley.sockets.c.Workspace.ok;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Descriptors pass between this process and a C program that it spawns, in both directions. */
class RightsTest {
  private static int[] pair(Workspace w, MemorySegment cells) {
    return new int[] {w.owned(cells.get(JAVA_INT, 0)), w.owned(cells.get(JAVA_INT, 4))};
  }

  @Test
  void pipeEndsPassBetweenTwoProcesses() {
    Path program = Path.of(System.getProperty("native.directory"), "bin/rights");
    assumeTrue(Files.isExecutable(program), "native/target/bin/rights is not built: no C compiler");
    try (Workspace w = new Workspace()) {
      MemorySegment cells = w.arena.allocate(8, 4);
      ok(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, cells));
      int[] channel = pair(w, cells);
      ok(pipe2(cells, berkeley.sockets.c.Fcntl.O_CLOEXEC));
      int[] there = pair(w, cells);
      ok(pipe2(cells, berkeley.sockets.c.Fcntl.O_CLOEXEC));
      int[] back = pair(w, cells);

      MemorySegment actions = posix_spawn_file_actions_t.allocate(w.arena);
      MemorySegment attributes = posix_spawnattr_t.allocate(w.arena);
      assertEquals(0, posix_spawn_file_actions_init(actions));
      assertEquals(0, posix_spawn_file_actions_adddup2(actions, back[0], 0));
      assertEquals(0, posix_spawn_file_actions_adddup2(actions, channel[1], 3));
      assertEquals(0, posix_spawnattr_init(attributes));
      MemorySegment pid = w.arena.allocate(JAVA_INT);
      MemorySegment argv = array(w.arena, program.toString(), "from C");
      assertEquals(0, posix_spawn(pid, program.toString(), actions, attributes, argv, environ()));
      assertEquals(0, posix_spawnattr_destroy(attributes));
      assertEquals(0, posix_spawn_file_actions_destroy(actions));

      MemorySegment message = w.message(w.arena.allocate(1), CMSG_SPACE(4));
      control(message, SOL_SOCKET, SCM_RIGHTS, 4).set(JAVA_INT, 0, there[1]);
      assertEquals(1, ok(sendmsg(channel[0], message, 0)));
      byte[] text = new byte[16];
      w.await(there[0], berkeley.sockets.c.Poll.POLLIN);
      assertEquals(6, ok(read(there[0], text, 16)));
      assertEquals("from C", new String(text, 0, 6));

      message = w.message(w.arena.allocate(1), CMSG_SPACE(4));
      assertEquals(1, ok(recvmsg(channel[0], message, MSG_CMSG_CLOEXEC)));
      assertEquals(0, msghdr.msg_flags(message) & MSG_CTRUNC);
      int received = w.owned(find(message, SOL_SOCKET, SCM_RIGHTS).get(JAVA_INT, 0));
      assertTrue(received != back[0]);
      assertEquals(2, ok(write(back[1], "hi".getBytes(), 2)));
      assertEquals(2, ok(read(received, text, 16)));

      MemorySegment status = w.arena.allocate(JAVA_INT);
      int child = pid.get(JAVA_INT, 0);
      assertEquals(child, waitpid(child, status, 0));
      assertTrue(WIFEXITED(status.get(JAVA_INT, 0)));
      assertEquals(7, WEXITSTATUS(status.get(JAVA_INT, 0)));
      assertEquals(-1, waitpid(child, status, 0));
      assertEquals(ECHILD, errno());
    }
  }

  @Test
  void spawnReportsItsErrorNumber() {
    try (Workspace w = new Workspace()) {
      MemorySegment argv = array(w.arena, "nothing");
      errno(0);
      assertEquals(ENOENT, posix_spawn(NULL, "/nothing/there", NULL, NULL, argv, environ()));
      assertEquals(ENOENT, posix_spawnp(NULL, "no-such-program", NULL, NULL, argv, environ()));
      assertEquals(0, errno());
    }
  }
}
