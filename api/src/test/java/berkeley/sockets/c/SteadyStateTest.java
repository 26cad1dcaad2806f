/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.NetinetIn.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.Unistd.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.headers.netinet_in_h.sockaddr_in;
import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once warm, a call of the mirror allocates nothing. */
@Tag("allocation")
class SteadyStateTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static void assertAllocatesNothing(String what, int count, Runnable calls) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20 && least >= count; round++) { // the first ones warm it up
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < count; i++) {
        calls.run();
      }
      least = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(least < count, what + " allocated " + least + " bytes in " + count + " rounds");
  }

  @Test
  void sendAndRecvWriteAndRead() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(8);
      assertEquals(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
      int here = pair.get(ValueLayout.JAVA_INT, 0);
      int there = pair.get(ValueLayout.JAVA_INT, 4);
      MemorySegment buffer = arena.allocate(64);
      assertAllocatesNothing(
          "send and recv",
          20_000,
          () -> {
            assertEquals(64, send(here, buffer, 64, 0));
            assertEquals(64, recv(there, buffer, 64, 0));
          });
      assertAllocatesNothing(
          "write and read",
          20_000,
          () -> {
            assertEquals(64, write(here, buffer, 64));
            assertEquals(64, read(there, buffer, 64));
          });
      assertAllocatesNothing("deep within a program", 20_000, () -> one(here, there, buffer));
      close(here);
      close(there);
    }
  }

  /** A compiler inlines to a limited depth: a program's own calls take from it. */
  private static void one(int here, int there, MemorySegment buffer) {
    two(here, there, buffer);
  }

  private static void two(int here, int there, MemorySegment buffer) {
    three(here, there, buffer);
  }

  private static void three(int here, int there, MemorySegment buffer) {
    four(here, there, buffer);
  }

  private static void four(int here, int there, MemorySegment buffer) {
    five(here, there, buffer);
  }

  private static void five(int here, int there, MemorySegment buffer) {
    six(here, there, buffer);
  }

  private static void six(int here, int there, MemorySegment buffer) {
    seven(here, there, buffer);
  }

  private static void seven(int here, int there, MemorySegment buffer) {
    echo(here, there, buffer);
  }

  private static void echo(int here, int there, MemorySegment buffer) {
    assertEquals(64, send(here, buffer, 64, 0));
    assertEquals(64, recv(there, buffer, 64, 0));
  }

  @Test
  void sendtoAndRecvfromWithAddresses() {
    try (Arena arena = Arena.ofConfined()) {
      int udp = socket(AF_INET, SOCK_DGRAM, 0);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment address = bound(udp, arena, length);
      MemorySegment from = arena.allocate(16);
      MemorySegment buffer = arena.allocate(64);
      assertAllocatesNothing(
          "sendto and recvfrom",
          20_000,
          () -> {
            assertEquals(64, sendto(udp, buffer, 64, 0, address, 16));
            length.set(ValueLayout.JAVA_INT, 0, 16);
            assertEquals(64, recvfrom(udp, buffer, 64, 0, from, length));
          });
      assertEquals(-1, from.mismatch(address), "the sender is this socket");
      close(udp);
    }
  }

  @Test
  void connectAcceptClose() {
    try (Arena arena = Arena.ofConfined()) {
      int listener = socket(AF_INET, SOCK_STREAM, 0);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment address = bound(listener, arena, length);
      assertEquals(0, listen(listener, 16));
      MemorySegment linger = arena.allocate(8); // on, 0 s: no TIME_WAIT left behind
      linger.set(ValueLayout.JAVA_INT, 0, 1);
      MemorySegment peer = arena.allocate(16);
      assertAllocatesNothing(
          "socket, setsockopt, connect, accept and close",
          5_000,
          () -> {
            int client = socket(AF_INET, SOCK_STREAM, 0);
            assertEquals(0, setsockopt(client, SOL_SOCKET, SO_LINGER, linger, 8));
            assertEquals(0, connect(client, address, 16));
            length.set(ValueLayout.JAVA_INT, 0, 16);
            int server = accept(listener, peer, length);
            assertTrue(server >= 0);
            close(client);
            close(server);
          });
      close(listener);
    }
  }

  /** Binds to the loopback address and returns what the kernel made of it. */
  private static MemorySegment bound(int fd, Arena arena, MemorySegment length) {
    MemorySegment address = sockaddr_in.allocate(arena);
    sockaddr_in.sin_family(address, AF_INET);
    address.set(ValueLayout.JAVA_INT, 4, ArpaInet.htonl(INADDR_LOOPBACK));
    length.set(ValueLayout.JAVA_INT, 0, 16);
    assertEquals(0, bind(fd, address, 16));
    assertEquals(0, getsockname(fd, address, length));
    return address;
  }
}
