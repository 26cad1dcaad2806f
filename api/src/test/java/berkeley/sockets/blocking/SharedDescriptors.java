/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.blocking;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.internal.calls.Fds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;

/** Calls of two copies of the library that wait for the same descriptor. */
public final class SharedDescriptors {
  private static final Map<String, IntToLongFunction> CALLS = new LinkedHashMap<>();
  private static final Map<String, Ends> ENDS = new LinkedHashMap<>();

  /** A descriptor, and what lets two calls on it end. */
  private record Ends(Opening open, Release release, long result) {}

  private interface Opening {
    int[] open(Opened opened);
  }

  private interface Release {
    void run(int[] fds);
  }

  private SharedDescriptors() {}

  private static void row(String name, Ends ends, IntToLongFunction call) {
    CALLS.put(name, call);
    ENDS.put(name, ends);
  }

  private static void twice(int[] pair) {
    Opened.write(pair[1]);
    Opened.write(pair[1]);
  }

  static {
    Ends readable = new Ends(Opened::datagrams, SharedDescriptors::twice, 3);
    row("recv", readable, fd -> SysSocket.recv(fd, memory(8), 8, 0));
    row("read", readable, fd -> Unistd.read(fd, memory(8), 8));
    Ends full =
        new Ends(
            opened -> {
              int[] pair = opened.streams();
              opened.full(pair[0]);
              return pair;
            },
            pair -> Opened.drain(pair[1]),
            1);
    row("send", full, fd -> SysSocket.send(fd, memory(1), 1, 0));
    Ends listener =
        new Ends(
            opened -> {
              int[] all = new int[3];
              all[0] = opened.add(Fds.bound(Fds.STREAM, 5));
              all[1] = opened.add(Sys.socket(Fds.AF_INET, Fds.STREAM, 0));
              all[2] = opened.add(Sys.socket(Fds.AF_INET, Fds.STREAM, 0));
              return all;
            },
            all -> {
              MemorySegment address = Fds.name(Arena.ofAuto(), all[0]);
              Fds.ok(Sys.connect(all[1], address, 16));
              Fds.ok(Sys.connect(all[2], address, 16));
            },
            0);
    MemorySegment none = MemorySegment.NULL;
    row("accept", listener, fd -> Sys.close(SysSocket.accept(fd, none, none)));
    Ends epoll =
        new Ends(
            opened -> {
              int[] pair = opened.streams();
              int fd = opened.add(Sys.epoll_create1(0));
              MemorySegment event = SysEpoll.epoll_events(Arena.ofAuto(), 1);
              SysEpoll.events(event, 0, SysEpoll.EPOLLIN);
              Fds.ok(Sys.epoll_ctl(fd, SysEpoll.EPOLL_CTL_ADD, pair[0], event));
              return new int[] {fd, pair[1]};
            },
            both -> Opened.write(both[1]),
            1);
    row("epoll_wait", epoll, fd -> SysEpoll.epoll_wait(fd, memory(64), 1, -1));
  }

  private static MemorySegment memory(int size) {
    return Arena.ofAuto().allocate(size, Long.BYTES);
  }

  /** By the function's name; for the other copy. */
  public static IntToLongFunction call(String name) {
    return CALLS.get(name);
  }

  static String faults(ClassLoader other) throws Exception {
    StringBuilder faults = new StringBuilder();
    Class<?> copy = other.loadClass(SharedDescriptors.class.getName());
    for (Map.Entry<String, Ends> each : ENDS.entrySet()) {
      String name = each.getKey();
      Ends ends = each.getValue();
      IntToLongFunction theirs =
          (IntToLongFunction) copy.getMethod("call", String.class).invoke(null, name);
      try (Opened opened = new Opened(true)) {
        int[] fds = ends.open.open(opened);
        Running[] both = {
          running(call(name), fds[0], ends.result), running(theirs, fds[0], ends.result)
        };
        for (Running running : both) {
          if (!running.waitUntilParked() || running.ended()) {
            faults.append("both: ").append(name).append(" does not wait\n");
          }
        }
        ends.release.run(fds);
        for (Running running : both) {
          String fault = running.fault(ends.result);
          if (fault != null) {
            faults.append("both: ").append(name).append(' ').append(fault).append('\n');
          }
        }
      }
    }
    return faults.toString();
  }

  private static Running running(IntToLongFunction call, int fd, long result) {
    return new Running(new WaitingCall(() -> call.applyAsLong(fd), () -> {}, result), true);
  }
}
