/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import berkeley.sockets.c.Poll;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Makes the library and the JVM open what they keep, while numbers above the program's are taken;
 * as a program, what an AOT cache is recorded from.
 */
final class WarmUp {
  private WarmUp() {}

  static void main(String[] args) throws Exception {
    Preload.rowsByName();
    run(false);
    run(true);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment names = arena.allocate(8);
      Preload.start(names.address(), 0, names.address(), false);
    } catch (IllegalStateException e) {
      // it has loaded all rows, and misses their names
    }
  }

  static void run(boolean virtual) throws InterruptedException {
    if (!virtual) {
      exchange();
      return;
    }
    Thread thread = Thread.ofVirtual().start(WarmUp::exchange);
    thread.join();
  }

  private static void exchange() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(8);
      SysSocket.socketpair(SysSocket.AF_UNIX, SysSocket.SOCK_STREAM, 0, pair);
      int a = pair.get(ValueLayout.JAVA_INT, 0);
      int b = pair.get(ValueLayout.JAVA_INT, 4);
      MemorySegment one = arena.allocate(1);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    sleep();
                    try (Arena own = Arena.ofConfined()) {
                      SysSocket.send(b, own.allocate(1), 1, 0);
                    }
                  });
      SysSocket.recv(a, one, 1, 0); // waits, so that a virtual thread's wait begins
      join(sender);
      MemorySegment fds = arena.allocate(8);
      fds.set(ValueLayout.JAVA_INT, 0, a);
      fds.set(ValueLayout.JAVA_SHORT, 4, (short) Poll.POLLIN);
      Poll.poll(fds, 1, 1);
      int epoll = SysEpoll.epoll_create1(0);
      SysEpoll.epoll_wait(epoll, SysEpoll.epoll_events(arena, 1), 1, 1);
      Unistd.close(epoll);
      Unistd.close(a);
      Unistd.close(b);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
