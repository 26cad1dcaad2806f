/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.Socket;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.linger;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * socket(7), SO_LINGER: close "will not return until all queued messages for the socket have been
 * successfully sent or the linger timeout has been reached". The carrier does not wait.
 */
@Timeout(120)
class LingerTest {
  private static final int THREADS = 3 * Runtime.getRuntime().availableProcessors();
  private static final int SECONDS = 60; // more than a test lasts

  private final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Fds::close);
    arena.close();
  }

  /** A socket with unsent data; the peer is kept, and reads nothing. */
  private int lingering() {
    int[] pair = Fds.tcp();
    open.add(pair[1]);
    MemorySegment value = arena.allocate(linger.sizeof(), 4);
    linger.l_onoff(value, 1);
    linger.l_linger(value, SECONDS);
    int level = sys_socket_h.SOL_SOCKET;
    Fds.ok(Descriptors.setsockopt(pair[0], level, sys_socket_h.SO_LINGER, value, 8));
    MemorySegment much = arena.allocate(1 << 16);
    while (Sys.send(pair[0], much, 1 << 16, Fds.DONTWAIT) > 0) {
      // until the peer's window is full
    }
    return pair[0];
  }

  private void drainPeers() {
    MemorySegment much = arena.allocate(1 << 16);
    for (int peer : open) {
      while (Sys.recv(peer, much, 1 << 16, 0) > 0) {
        // to the end, which a close sends after the data
      }
    }
  }

  @Test
  void closeLingersParked() {
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int fd = lingering();
      all.add(Virtual.start(() -> Descriptors.close(fd)).blocked());
      assertEquals(Fds.EBADF, Sys.fcntl(fd, fcntl_h.F_GETFD, 0L), "the number is free");
    }
    drainPeers();
    for (Running each : all) {
      assertEquals(0, each.result());
    }
  }

  @Test
  void dup2AndDup3LingerParked() {
    int other = Fds.bound(STREAM, 1);
    List<Running> all = new ArrayList<>();
    List<Integer> fds = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int fd = lingering();
      fds.add(fd);
      boolean two = i % 2 == 0;
      all.add(
          Virtual.start(() -> two ? Descriptors.dup2(other, fd) : Descriptors.dup3(other, fd, 0))
              .blocked());
    }
    drainPeers();
    for (int i = 0; i < THREADS; i++) {
      assertEquals(fds.get(i), (int) all.get(i).result());
    }
    fds.forEach(Fds::close);
    Fds.close(other);
  }

  @Test
  void aSocketLingersParked() throws IOException {
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Socket socket = Socket.adopt(lingering());
      all.add(
          Virtual.start(
                  () -> {
                    try {
                      socket.close();
                      return 0;
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  })
              .blocked());
      assertFalse(socket.isOpen());
    }
    drainPeers();
    for (Running each : all) {
      assertEquals(0, each.result());
    }
  }

  /** As a signal ends it: the descriptor is closed, and the kernel goes on. */
  @Test
  void anInterruptEndsTheWait() {
    int fd = lingering();
    Running running = Virtual.start(() -> Descriptors.close(fd)).blocked();
    running.thread.interrupt();
    assertEquals(0, running.result());
    assertTrue(running.interrupted());
    assertEquals(Fds.EBADF, Sys.fcntl(fd, fcntl_h.F_GETFD, 0L));
    drainPeers();
  }
}
