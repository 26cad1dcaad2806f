/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.AF_INET;
import static berkeley.sockets.internal.calls.Fds.AF_UNIX;
import static berkeley.sockets.internal.calls.Fds.EBADF;
import static berkeley.sockets.internal.calls.Fds.EINTR;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netinet_in_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h;
import berkeley.sockets.bindings.headers.netinet_tcp_h.tcp_info;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.parking.Unshared;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * connect of a socket that is this program's alone: no thread of the pool waits, and the results
 * are those that the kernel gives a platform thread with a socket of the same kind.
 */
@Timeout(120)
class UnsharedConnectTest {
  private static final MemorySegment NULL = MemorySegment.NULL;
  private static final int SNDTIMEO = sys_socket_h.SO_SNDTIMEO;
  private static final int MANY = 2000;
  private static final int FEW = 32; // platform threads

  private final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Fds::close);
    arena.close();
  }

  private int kept(int fd) {
    open.add(fd);
    return fd;
  }

  private int socket(int domain) {
    return kept(Fds.ok(Descriptors.socket(domain, STREAM, 0)));
  }

  /** What is connected now has to wait: of TCP the SYN is dropped. */
  private MemorySegment fullListener(int domain) {
    int listener = kept(Fds.ok(Sys.socket(domain, STREAM, 0)));
    if (domain == AF_INET) {
      Fds.ok(Sys.bind(listener, Fds.loopback(arena, 0), 16));
    } else {
      MemorySegment any = arena.allocate(16, 8);
      any.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      Fds.ok(Sys.bind(listener, any, 2));
    }
    Fds.ok(Sys.listen(listener, 0));
    MemorySegment name = name(listener);
    Fds.ok(Sys.connect(kept(Fds.ok(Sys.socket(domain, STREAM, 0))), name, size(name)));
    return name;
  }

  private int listener() {
    return open.getFirst();
  }

  private MemorySegment name(int fd) {
    MemorySegment address = arena.allocate(32, 8);
    MemorySegment length = arena.allocate(4, 4);
    length.set(ValueLayout.JAVA_INT, 0, 32);
    Fds.ok(Sys.getsockname(fd, address, length));
    return address.asSlice(0, length.get(ValueLayout.JAVA_INT, 0));
  }

  private static int size(MemorySegment name) {
    return (int) name.byteSize();
  }

  private static long connect(int fd, MemorySegment name) {
    return Connections.connect(fd, name, size(name));
  }

  private void manyWaitOnFewThreads(int domain) throws IOException {
    MemorySegment name = fullListener(domain);
    long before = Threads.count();
    List<Running> all = new ArrayList<>();
    int[] fds = new int[MANY];
    for (int i = 0; i < MANY; i++) {
      int fd = Fds.ok(Descriptors.socket(domain, STREAM, 0));
      fds[i] = fd;
      all.add(Virtual.start(() -> connect(fd, name)));
    }
    long most = 0;
    for (Running each : all) {
      each.blocked();
      most = each == all.getLast() ? Math.max(most, Threads.count()) : most;
    }
    assertTrue(most - before <= FEW, most + " threads after " + before);
    for (int fd : fds) {
      assertEquals(0, Fds.flags(fd) & fcntl_h.O_NONBLOCK);
    }
    for (int i = 0; i < MANY; i++) {
      if (i % 2 == 0) {
        all.get(i).thread.interrupt();
        assertEquals(EINTR, all.get(i).result());
        Fds.close(fds[i]);
      } else {
        Fds.close(fds[i]);
        assertEquals(EBADF, all.get(i).result());
      }
    }
    assertTrue(Threads.count() - before <= FEW, "nothing is left");
  }

  @Test
  void manyTcpConnectsWaitOnFewThreads() throws IOException {
    manyWaitOnFewThreads(AF_INET);
  }

  @Test
  void manyUnixConnectsWaitOnFewThreads() throws IOException {
    manyWaitOnFewThreads(AF_UNIX);
  }

  private void timesOutAsInTheKernel(int domain) {
    MemorySegment name = fullListener(domain);
    int kernel = socket(domain);
    int ours = socket(domain);
    Fds.option(kernel, SNDTIMEO, 20);
    Fds.option(ours, SNDTIMEO, 20);
    for (int round = 0; round < 2; round++) { // EINPROGRESS, then EALREADY; EAGAIN
      long expected = Sys.connect(kernel, name, size(name));
      assertEquals(expected, Virtual.call(() -> connect(ours, name)), "round " + round);
    }
  }

  @RepeatedTest(10)
  void timeoutsOfTcpAreThoseOfTheKernel() {
    timesOutAsInTheKernel(AF_INET);
  }

  @RepeatedTest(10)
  void timeoutsOfUnixAreThoseOfTheKernel() {
    timesOutAsInTheKernel(AF_UNIX);
  }

  @RepeatedTest(10)
  void whatNeedNotWaitEndsAsInTheKernel() {
    int closed = Fds.bound(STREAM, 1);
    MemorySegment nobody = Fds.name(arena, closed);
    Fds.close(closed);
    MemorySegment name = Fds.name(arena, kept(Fds.bound(STREAM, 5)));
    int kernel = socket(AF_INET);
    int ours = socket(AF_INET);
    MemorySegment[] targets = {nobody, nobody, name, name, nobody, arena.allocate(16, 8), name};
    for (MemorySegment target : targets) { // refused twice, connected, is so, ..., disconnected
      long expected = Sys.connect(kernel, target, 16);
      assertEquals(expected, Virtual.call(() -> connect(ours, target)), target.toString());
      assertEquals(Fds.flags(kernel), Fds.flags(ours));
    }
  }

  /** The port is closed while the SYN is on its way: the next one is answered with a reset. */
  @Test
  void itIsRefusedInTheEnd() {
    MemorySegment name = fullListener(AF_INET);
    int fd = socket(AF_INET);
    Running running = Virtual.start(() -> connect(fd, name)).blocked();
    Fds.close(open.removeFirst());
    assertEquals(-errno_h.ECONNREFUSED, running.result());
  }

  /** POSIX: an interrupted connect goes on, and another one then waits for its end. */
  @Test
  void afterAnInterruptItGoesOn() {
    MemorySegment name = fullListener(AF_INET);
    int fd = socket(AF_INET);
    Running running = Virtual.start(() -> connect(fd, name)).blocked();
    running.thread.interrupt();
    assertEquals(EINTR, running.result());
    assertTrue(running.interrupted());
    Running second = Virtual.start(() -> connect(fd, name)).blocked();
    Running third = Virtual.start(() -> connect(fd, name)).blocked();
    kept(Fds.ok(Sys.accept(listener(), NULL, NULL)));
    assertEquals(0, second.result(), "TCP has sent another SYN");
    assertEquals(0, third.result(), "both are told, as by the kernel");
    assertEquals(-errno_h.EISCONN, Virtual.call(() -> connect(fd, name)));
  }

  @Test
  void unixConnectsAreServedInTheirOrder() {
    MemorySegment name = fullListener(AF_UNIX);
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int fd = socket(AF_UNIX);
      all.add(Virtual.start(() -> connect(fd, name)).blocked());
    }
    Fds.close(Fds.ok(Sys.accept(listener(), NULL, NULL)));
    for (Running each : all) {
      assertEquals(0, each.result());
      Fds.close(Fds.ok(Sys.accept(listener(), NULL, NULL)));
    }
  }

  @Test
  void unixConnectsEndWithTheListener() {
    MemorySegment name = fullListener(AF_UNIX);
    int fd = socket(AF_UNIX);
    Running running = Virtual.start(() -> connect(fd, name)).blocked();
    Fds.close(open.removeFirst());
    assertEquals(-errno_h.ECONNREFUSED, running.result());
  }

  /** Shared while it waits, so that its mode must not change any more. */
  @Test
  void whatIsSharedMeanwhileEndsAsWell() {
    for (int domain : new int[] {AF_INET, AF_UNIX}) {
      MemorySegment name = fullListener(domain);
      int listener = open.get(domain == AF_INET ? 0 : open.size() - 2);
      int fd = socket(domain);
      Running running = Virtual.start(() -> connect(fd, name)).blocked();
      kept(Fds.ok(Descriptors.dup(fd)));
      assertFalse(Unshared.contains(fd));
      kept(Fds.ok(Sys.accept(listener, NULL, NULL)));
      assertEquals(0, running.result());
    }
  }

  @RepeatedTest(100)
  void closingEndsItAndTheNumbersNextSocketIsLeftAlone() {
    MemorySegment name = fullListener(AF_INET);
    int fd = Fds.ok(Descriptors.socket(AF_INET, STREAM, 0));
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(Virtual.start(() -> connect(fd, name)).blocked());
    }
    Fds.close(fd);
    int next = socket(AF_INET);
    for (Running each : all) {
      assertEquals(EBADF, each.result());
    }
    assertEquals(fd, next, "the number is used again");
    assertEquals(0, Fds.flags(next) & fcntl_h.O_NONBLOCK);
    MemorySegment info = arena.allocate(tcp_info.sizeof(), 8);
    MemorySegment length = arena.allocate(4, 4);
    length.set(ValueLayout.JAVA_INT, 0, (int) info.byteSize());
    Fds.ok(Sys.getsockopt(next, netinet_in_h.IPPROTO_TCP, netinet_tcp_h.TCP_INFO, info, length));
    assertEquals(netinet_tcp_h.TCP_CLOSE, tcp_info.tcpi_state(info), "not on its way anywhere");
  }

  /** No call of this library finds the mode that holds during the call to the kernel. */
  @Test
  void theModeIsSeenByNobody() throws Exception {
    MemorySegment name = Fds.name(arena, kept(Fds.bound(STREAM, 4000)));
    int[] fd = {socket(AF_INET)};
    AtomicBoolean stop = new AtomicBoolean();
    AtomicBoolean seen = new AtomicBoolean();
    Thread watcher =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    long flags = Descriptors.fcntl(fd[0], fcntl_h.F_GETFL, 0L);
                    seen.compareAndSet(false, flags > 0 && (flags & fcntl_h.O_NONBLOCK) != 0);
                  }
                });
    MemorySegment unspecified = arena.allocate(16, 8);
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, Virtual.call(() -> connect(fd[0], name)));
      assertEquals(0, Virtual.call(() -> connect(fd[0], unspecified)));
    }
    stop.set(true);
    watcher.join();
    assertFalse(seen.get());
  }

  /** Who makes the socket non-blocking while another thread connects finds it so afterwards. */
  @Test
  void aModeThatIsSetMeanwhileStays() {
    MemorySegment name = Fds.name(arena, kept(Fds.bound(STREAM, 4000)));
    for (int i = 0; i < 500; i++) {
      int fd = Fds.ok(Descriptors.socket(AF_INET, STREAM, 0));
      Running running = Virtual.start(() -> connect(fd, name));
      Fds.ok(Descriptors.fcntl(fd, fcntl_h.F_SETFL, fcntl_h.O_NONBLOCK));
      long result = running.result();
      assertTrue(result == 0 || result == -errno_h.EINPROGRESS, "" + result);
      assertEquals(fcntl_h.O_NONBLOCK, Fds.flags(fd) & fcntl_h.O_NONBLOCK);
      Fds.close(fd);
    }
  }
}
