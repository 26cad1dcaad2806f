/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import static berkeley.sockets.c.SysEpoll.EPOLLIN;
import static berkeley.sockets.c.SysEpoll.EPOLL_CTL_ADD;
import static berkeley.sockets.c.SysEpoll.epoll_create1;
import static berkeley.sockets.c.SysEpoll.epoll_ctl;
import static berkeley.sockets.c.SysEpoll.epoll_events;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import berkeley.sockets.benchmarks.endpoints.Baseline;
import berkeley.sockets.benchmarks.endpoints.Buffers;
import berkeley.sockets.benchmarks.endpoints.Calls;
import berkeley.sockets.benchmarks.endpoints.Loopback;
import berkeley.sockets.c.SysEpoll;
import berkeley.sockets.c.SysEventfd;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** An echo server in C: threads with an epoll loop each, which share the connections out. */
final class EventLoops implements AutoCloseable {
  private final int listener = Loopback.listener();
  private final int stop = Calls.check(SysEventfd.eventfd(0, 0));
  private final MemorySegment bytes = Arena.ofAuto().allocate(JAVA_LONG);
  private final MemorySegment event = epoll_events(Arena.ofAuto(), 1);
  private final int[] loops;
  private final List<Integer> opened = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private volatile Throwable failure;

  EventLoops(int count) {
    loops = new int[count];
    for (int i = 0; i < count; i++) {
      int epfd = Calls.check(epoll_create1(0));
      loops[i] = epfd;
      add(epfd, stop, -1);
      threads.add(Thread.ofPlatform().daemon().start(() -> loop(epfd)));
    }
  }

  private void loop(int epfd) {
    try {
      long unused = Baseline.loop(epfd, Buffers.allocate(EchoServer.SIZE), bytes);
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void add(int epfd, int fd, int data) {
    SysEpoll.events(event, 0, EPOLLIN);
    SysEpoll.data(event, 0, data);
    Calls.check(epoll_ctl(epfd, EPOLL_CTL_ADD, fd, event));
  }

  int port() {
    return Loopback.portOf(listener);
  }

  /** Takes a connection, for the loop whose turn it is. */
  void accept() {
    int fd = Calls.check(SysSocket.accept(listener, NULL, NULL));
    add(loops[opened.size() % loops.length], fd, fd);
    opened.add(fd);
  }

  /** How many have been echoed. */
  long bytes() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return (long) JAVA_LONG.varHandle().getVolatile(bytes, 0L);
  }

  @Override
  public void close() throws InterruptedException {
    Calls.check(SysEventfd.eventfd_write(stop, 1));
    for (Thread thread : threads) {
      thread.join(10_000);
    }
    opened.forEach(Unistd::close);
    for (int epfd : loops) {
      Unistd.close(epfd);
    }
    Unistd.close(stop);
    Unistd.close(listener);
  }
}
