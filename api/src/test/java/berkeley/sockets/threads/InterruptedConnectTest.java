/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.EINTR;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An interrupted connect goes on in the kernel, as after a signal in C (POSIX, connect), until the
 * descriptor is closed; it never meets the number's next file.
 */
@Timeout(120)
class InterruptedConnectTest {
  private final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();
  private int listener;
  private MemorySegment name;

  /** A listener whose backlog is full: what connects now has to wait. */
  @BeforeEach
  void listen() {
    listener = kept(Fds.bound(STREAM, 0));
    name = Fds.name(arena, listener);
  }

  private void fill() {
    Fds.ok(Sys.connect(socket(), name, 16));
  }

  @AfterEach
  void close() {
    open.forEach(Fds::close);
    arena.close();
  }

  private int kept(int fd) {
    open.add(fd);
    return fd;
  }

  private int socket() {
    return kept(Fds.ok(Sys.socket(Fds.AF_INET, STREAM, 0)));
  }

  private long peer(int fd) {
    MemorySegment length = arena.allocate(4, 4);
    length.set(ValueLayout.JAVA_INT, 0, 16);
    return Sys.getpeername(fd, arena.allocate(16, 8), length);
  }

  /** How many sockets of this machine are in SYN_SENT towards the listener, says the kernel. */
  private long connecting() throws IOException {
    int port = Short.toUnsignedInt(Short.reverseBytes(name.get(ValueLayout.JAVA_SHORT, 2)));
    String remote = "0100007F:%04X 02".formatted(port);
    try (var lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines.filter(line -> line.contains(remote)).count();
    }
  }

  private static void interrupt(Running running) {
    running.blocked().thread.interrupt();
    assertEquals(EINTR, running.result());
  }

  @Test
  void closingEndsIt() throws Exception {
    fill();
    int[] fds = new int[20];
    for (int i = 0; i < fds.length; i++) {
      int fd = Fds.ok(Sys.socket(Fds.AF_INET, STREAM, 0));
      fds[i] = fd;
      Running running = Virtual.start(() -> Connections.connect(fd, name, 16)).blocked();
      for (int wait = 0; connecting() < i + 1; wait++) {
        assertTrue(wait < 5000, "no SYN was sent");
        Virtual.pause();
      }
      interrupt(running);
    }
    assertEquals(fds.length, connecting(), "they go on");
    for (int i = 0; i < fds.length; i++) {
      long result = i % 2 == 0 ? Descriptors.close(fds[i]) : Descriptors.dup2(listener, fds[i]);
      Fds.ok(result);
    }
    for (int wait = 0; connecting() > 0; wait++) {
      assertTrue(wait < 5000, "they still go on");
      Virtual.pause();
    }
    for (int i = 1; i < fds.length; i += 2) {
      kept(fds[i]);
    }
  }

  @Test
  void itConnectsInTheEnd() throws Exception {
    fill();
    int fd = socket();
    interrupt(Virtual.start(() -> Connections.connect(fd, name, 16)).blocked());
    kept(Fds.ok(Sys.accept(listener, MemorySegment.NULL, MemorySegment.NULL)));
    for (int wait = 0; peer(fd) != 0; wait++) { // TCP tries again after a second, then two
      assertTrue(wait < 20_000, "it does not go on");
      Virtual.pause();
    }
  }

  @Test
  void itNeverConnectsTheNumbersNextSocket() {
    int reused = 0;
    for (int round = 0; round < 2000; round++) {
      int fd = Fds.ok(Sys.socket(Fds.AF_INET, STREAM, 0));
      Running running = Virtual.start(() -> Connections.connect(fd, name, 16));
      for (int spin = round % 50 * 20; spin > 0; spin--) {
        Thread.onSpinWait();
      }
      running.thread.interrupt();
      running.result();
      Fds.close(fd);
      int next = Fds.ok(Sys.socket(Fds.AF_INET, STREAM, 0));
      reused += next == fd ? 1 : 0;
      Thread.yield();
      assertEquals(-errno_h.ENOTCONN, peer(next));
      Fds.close(next);
      if (round % 2 == 1) {
        Fds.nonblocking(listener);
        long accepted = Sys.accept(listener, MemorySegment.NULL, MemorySegment.NULL);
        if (accepted >= 0) {
          Fds.close((int) accepted);
        }
      }
    }
    assertTrue(reused > 0, "the number is used again");
  }
}
