/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Spawn.posix_spawn;
import static berkeley.sockets.c.Spawn.posix_spawn_file_actions_addclosefrom_np;
import static berkeley.sockets.c.Spawn.posix_spawn_file_actions_adddup2;
import static berkeley.sockets.c.Spawn.posix_spawn_file_actions_addopen;
import static berkeley.sockets.c.Spawn.posix_spawn_file_actions_destroy;
import static berkeley.sockets.c.Spawn.posix_spawn_file_actions_init;
import static berkeley.sockets.c.SysWait.waitpid;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.headers.spawn_h.posix_spawn_file_actions_t;
import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child that posix_spawn starts finds open is what it was given, and nothing else. */
class SpawnTest {
  @TempDir Path directory;

  private static MemorySegment array(Arena arena, String... words) {
    MemorySegment array = arena.allocate(ADDRESS, words.length + 1L);
    for (int i = 0; i < words.length; i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(words[i]));
    }
    return array;
  }

  @Test
  void exactlyTheDescriptorsGiven() throws Exception {
    assertEquals(List.of("1 list", "3 given"), open("closefrom"));
  }

  /** The JVM leaves open to its children some files of its own; there is no socket among these. */
  @Test
  void noSocketButTheOneGiven() throws Exception {
    assertEquals(
        List.of("3 given"),
        open("").stream().filter(l -> l.matches(".*(socket|given).*")).toList());
  }

  private List<String> open(String how) throws Exception {
    Path list = directory.resolve("list" + how);
    ChildProcess.Result result =
        ChildProcess.run(ChildProcess.jvm(Parent.class.getName(), list.toString(), how));
    assertEquals(0, result.status(), result.output());
    List<String> open = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (line.contains(" -> ") && !line.contains("/proc/")) { // that is what ls itself has open
        String[] link = line.replaceFirst(".* (\\d+ -> )", "$1").split(" -> ");
        if (link[0].equals("0") || link[0].equals("2")) {
          continue; // as its parent had it
        }
        boolean given = link[1].equals(result.output().strip());
        String name = given ? "given" : link[1].equals(list.toString()) ? "list" : link[1];
        open.add(link[0] + " " + name);
      }
    }
    return open;
  }

  /** Has sockets and files of every kind open, and gives one away. */
  public static final class Parent {
    public static void main(String[] args) throws IOException {
      try (Arena arena = Arena.ofConfined();
          Socket given = Socket.open(Domain.INET, Type.STREAM);
          Socket kept = Socket.listen("127.0.0.1", "0");
          Socket client =
              Socket.connect("127.0.0.1", kept.localAddress().toString().replaceAll(".*:", ""));
          Socket accepted = kept.accept();
          Stream<Path> file = Files.list(Path.of("/"))) {
        for (Socket each : List.of(client, accepted, client.dup())) {
          Files.readSymbolicLink(Path.of("/proc/self/fd/" + each.fd())); // it is open
        }
        file.findFirst();
        System.out.println(Files.readSymbolicLink(Path.of("/proc/self/fd/" + given.fd())));
        MemorySegment actions = posix_spawn_file_actions_t.allocate(arena);
        posix_spawn_file_actions_init(actions);
        posix_spawn_file_actions_adddup2(actions, given.fd(), 3);
        if (args[1].equals("closefrom")) {
          posix_spawn_file_actions_addclosefrom_np(actions, 4);
        }
        int create = berkeley.sockets.c.Fcntl.O_CREAT | berkeley.sockets.c.Fcntl.O_WRONLY;
        posix_spawn_file_actions_addopen(actions, 1, args[0], create, 0600);
        MemorySegment pid = arena.allocate(JAVA_INT);
        MemorySegment argv = array(arena, "ls", "-l", "/proc/self/fd");
        MemorySegment environment = array(arena, "PATH=" + System.getenv("PATH"));
        int error = posix_spawn(pid, "/bin/ls", actions, NULL, argv, environment);
        posix_spawn_file_actions_destroy(actions);
        MemorySegment status = arena.allocate(JAVA_INT);
        waitpid(pid.get(JAVA_INT, 0), status, 0);
        System.exit(error != 0 ? error : status.get(JAVA_INT, 0) >> 8);
      }
    }
  }
}
