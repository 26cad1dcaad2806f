/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.internal.memory.EpollEvents;
import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program closes the descriptors through which the library's virtual threads wait. */
class LostEpollTest {
  private static final int WAITERS = 20;
  private static final int ROUNDS = 3;

  @ParameterizedTest
  @ValueSource(strings = {"closed", "file", "epoll", "mark"})
  void waitsGoOn(String how) throws Exception {
    ChildProcess.Result result = ChildProcess.run(ChildProcess.jvm(Main.class.getName(), how));
    String output = result.output();
    String last = output.substring(output.lastIndexOf('\n', output.length() - 2) + 1);
    assertEquals(
        (ROUNDS + 1) * WAITERS + " received, no thread spins, foreign events 1\n", last, output);
    int warnings = output.split("closes a descriptor twice", -1).length - 1;
    // noticed by the next call, or, where only the mark is lost, once a wait lasts
    assertTrue(warnings <= ROUNDS && (warnings > 0 || how.equals("mark")), output);
    assertEquals(0, result.status());
  }

  /** Waits, loses the epoll, and waits again, a few times. */
  public static final class Main {
    private static int received;

    public static void main(String[] args) throws Exception {
      int[][] pairs = new int[WAITERS][];
      for (int i = 0; i < WAITERS; i++) {
        pairs[i] = Fds.pair(STREAM);
      }
      int foreign = Fds.ok(Sys.epoll_create1(0));
      int[] ready = Fds.pair(STREAM);
      Transfer.send(ready[1], null, new byte[1], 0, 1, 0);
      EpollEvents.control(
          foreign, sys_epoll_h.EPOLL_CTL_ADD, ready[0], sys_epoll_h.EPOLLIN, 1L << 40);
      round(pairs, 0);
      received = 0;
      for (int i = 0; i < ROUNDS; i++) {
        List<Integer> lost = descriptors(args[0].equals("mark") ? "eventfd" : "eventpoll");
        lost.remove(Integer.valueOf(foreign));
        for (int fd : lost) {
          switch (args[0]) {
            case "file" -> Sys.dup2(ready[0], fd);
            case "epoll" -> Sys.dup2(foreign, fd);
            default -> Sys.close(fd);
          }
        }
        round(pairs, i);
      }
      round(pairs, ROUNDS);
      long before = ticks();
      Thread.sleep(500);
      long used = ticks() - before;
      MemorySegment events = Arena.global().allocate(8 * EpollEvents.SIZE, 8);
      System.out.println(
          received
              + " received, "
              + (used <= 3 ? "no thread spins" : used + " ticks of CPU used")
              + ", foreign events "
              + Sys.epoll_wait(foreign, events, 8, 0));
      System.exit(0);
    }

    private static void round(int[][] pairs, int round) throws Exception {
      List<FutureTask<Long>> calls = new ArrayList<>();
      for (int[] pair : pairs) {
        FutureTask<Long> call =
            new FutureTask<>(() -> Transfer.recv(pair[0], null, new byte[8], 0, 8, 0));
        calls.add(call);
        Thread thread = Thread.startVirtualThread(call);
        for (int i = 0; i < 2000 && thread.getState() != Thread.State.WAITING; i++) {
          Thread.sleep(1);
        }
      }
      if (round % 2 == 1) {
        Thread.sleep(50);
      }
      for (int[] pair : pairs) {
        Transfer.send(pair[1], null, new byte[1], 0, 1, 0);
      }
      for (FutureTask<Long> call : calls) {
        received += call.get(10, TimeUnit.SECONDS).intValue();
      }
    }

    /** The CPU time of this library's platform threads, in hundredths of a second. */
    private static long ticks() throws IOException {
      long sum = 0;
      try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
        for (Path each : tasks.toList()) {
          try {
            String stat = Files.readString(each.resolve("stat"));
            if (stat.contains("(berkeley-socket")) {
              String[] fields = stat.substring(stat.lastIndexOf(')')).split(" ");
              sum += Long.parseLong(fields[12]) + Long.parseLong(fields[13]);
            }
          } catch (NoSuchFileException e) {
            continue; // it has ended
          }
        }
      }
      return sum;
    }

    private static List<Integer> descriptors(String kind) throws IOException {
      List<Integer> found = new ArrayList<>();
      try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
        for (Path each : fds.toList()) {
          try {
            if (Files.readSymbolicLink(each).toString().equals("anon_inode:[" + kind + "]")) {
              found.add(Integer.valueOf(each.getFileName().toString()));
            }
          } catch (NoSuchFileException e) {
            continue; // the one that lists
          }
        }
      }
      return found;
    }
  }
}
