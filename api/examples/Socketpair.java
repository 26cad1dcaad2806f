/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
// socketpair: a parent and a child that share a pair of connected sockets
// usage: socketpair TEXT

import static berkeley.sockets.c.Errno.*;
import static berkeley.sockets.c.Pointers.*;
import static berkeley.sockets.c.Spawn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysWait.*;
import static berkeley.sockets.c.Unistd.*;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;

void die(String what) {
  perror(what);
  System.exit(1);
}

void main(String[] args) {
  if (args.length != 1) {
    System.err.println("usage: socketpair TEXT");
    System.exit(2);
  }
  Arena arena = Arena.global();
  MemorySegment sv = arena.allocate(JAVA_INT, 2);
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) == -1) die("socketpair");
  int parentEnd = sv.getAtIndex(JAVA_INT, 0), childEnd = sv.getAtIndex(JAVA_INT, 1);

  // The child's end becomes its stdin and stdout; its program need not know about sockets.
  // A JVM cannot fork: posix_spawn does what C does between fork and exec.
  MemorySegment actions = posix_spawn_file_actions_t.allocate(arena);
  posix_spawn_file_actions_init(actions);
  posix_spawn_file_actions_adddup2(actions, childEnd, 0);
  posix_spawn_file_actions_adddup2(actions, childEnd, 1);
  posix_spawn_file_actions_addclose(actions, parentEnd);
  posix_spawn_file_actions_addclose(actions, childEnd);
  MemorySegment argv = array(arena, "tr", "a-z", "A-Z"), child = arena.allocate(JAVA_INT);
  int error = posix_spawnp(child, "tr", actions, NULL, argv, NULL);
  if (error != 0) {
    errno(error); // returned, not left in errno
    die("tr");
  }
  posix_spawn_file_actions_destroy(actions);
  close(childEnd);

  byte[] text = args[0].getBytes();
  if (send(parentEnd, text, text.length, MSG_NOSIGNAL) == -1) die("send");
  shutdown(parentEnd, SHUT_WR); // the child reads end of file
  MemorySegment buffer = arena.allocate(512);
  long n, total = 0;
  while ((n = recv(parentEnd, buffer.asSlice(total), buffer.byteSize() - total, 0)) > 0)
    total += n;
  if (n == -1) die("recv");
  MemorySegment status = arena.allocate(JAVA_INT);
  if (waitpid(child.get(JAVA_INT, 0), status, 0) == -1) die("waitpid");
  IO.println("child answered: " + buffer.getString(0));
  IO.println("child exited with " + WEXITSTATUS(status.get(JAVA_INT, 0)));
}
