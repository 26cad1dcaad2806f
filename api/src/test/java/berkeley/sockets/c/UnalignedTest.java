/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static berkeley.sockets.c.Netdb.*;
import static berkeley.sockets.c.Poll.*;
import static berkeley.sockets.c.SysEpoll.*;
import static berkeley.sockets.c.SysSelect.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysUio.*;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs at odd addresses, as in a packed buffer: C on x86-64 takes them. */
class UnalignedTest {
  private static final int IOVEC = 16;
  private static final int MSGHDR = 56;

  private final MemorySegment odd = Arena.ofAuto().allocate(4096, 16).asSlice(1);
  private final MemorySegment data = odd.asSlice(2000, 100);
  private int a;
  private int b;

  @BeforeEach
  void open() {
    MemorySegment fds = Arena.ofAuto().allocate(8, 4);
    assertEquals(0, socketpair(AF_UNIX, SOCK_STREAM, 0, fds));
    a = fds.get(JAVA_INT, 0);
    b = fds.get(JAVA_INT, 4);
  }

  @AfterEach
  void close() {
    Unistd.close(a);
    Unistd.close(b);
  }

  private static long on(boolean virtual, Callable<Integer> call) throws Exception {
    FutureTask<Integer> task = new FutureTask<>(call);
    Thread thread = virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
    long result = task.get(20, TimeUnit.SECONDS);
    thread.join();
    return result;
  }

  /** An iovec at an offset. */
  private MemorySegment vector(long at, MemorySegment buffer) {
    odd.set(JAVA_LONG_UNALIGNED, at, buffer.address());
    odd.set(JAVA_LONG_UNALIGNED, at + 8, buffer.byteSize());
    return odd.asSlice(at, IOVEC);
  }

  /** A msghdr of one buffer at an offset, its vector behind it. */
  private MemorySegment message(long at, MemorySegment buffer) {
    MemorySegment iov = vector(at + 80, buffer);
    odd.set(JAVA_LONG_UNALIGNED, at + 16, iov.address());
    odd.set(JAVA_LONG_UNALIGNED, at + 24, 1L);
    return odd.asSlice(at, 64);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void vectors(boolean virtual) throws Exception {
    MemorySegment iov = vector(0, data.asSlice(0, 5));
    assertEquals(5, on(virtual, () -> (int) writev(a, iov, 1)));
    assertEquals(5, on(virtual, () -> (int) readv(b, iov, 1)));
  }

  /** More than the socket takes at once: what is left is sent from a vector of the library's. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void vectorsThatAreServedInParts(boolean virtual) throws Exception {
    int much = 1 << 20;
    MemorySegment all = Arena.ofShared().allocate(much);
    for (boolean plain : new boolean[] {false, true}) {
      MemorySegment iov = vector(0, all);
      MemorySegment message = message(200, all);
      FutureTask<Integer> reader = new FutureTask<>(() -> (int) recv(b, new byte[much], much, 256));
      Thread.ofPlatform().daemon().start(reader);
      assertEquals(
          much, on(virtual, () -> (int) (plain ? writev(a, iov, 1) : sendmsg(a, message, 0))));
      assertEquals(much, reader.get(20, TimeUnit.SECONDS));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messages(boolean virtual) throws Exception {
    MemorySegment message = message(0, data.asSlice(0, 5));
    assertEquals(5, on(virtual, () -> (int) sendmsg(a, message, 0)));
    assertEquals(5, on(virtual, () -> (int) recvmsg(b, message, 0)));
    assertEquals(1, on(virtual, () -> sendmmsg(a, message, 1, 0)));
    assertEquals(5, odd.get(JAVA_INT_UNALIGNED, MSGHDR));
    MemorySegment timeout = odd.asSlice(600, 16);
    timeout.set(JAVA_LONG_UNALIGNED, 0, 1L);
    assertEquals(1, on(virtual, () -> recvmmsg(b, message, 1, 0, timeout)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void waits(boolean virtual) throws Exception {
    MemorySegment fds = odd.asSlice(0, 16);
    fds.set(JAVA_INT_UNALIGNED, 0, a);
    fds.set(JAVA_INT_UNALIGNED, 4, 1);
    fds.set(JAVA_INT_UNALIGNED, 8, b);
    fds.set(JAVA_INT_UNALIGNED, 12, 1);
    assertEquals(0, on(virtual, () -> poll(fds, 1, 10)));
    assertEquals(0, on(virtual, () -> poll(fds, 2, 10)));
    MemorySegment span = odd.asSlice(100, 16);
    span.set(JAVA_LONG_UNALIGNED, 8, 10_000L);
    assertEquals(0, on(virtual, () -> ppoll(fds, 2, span, MemorySegment.NULL)));
    MemorySegment set = odd.asSlice(200, 128);
    FD_SET(a, set);
    MemorySegment none = MemorySegment.NULL;
    assertEquals(0, on(virtual, () -> select(a + 1, set, none, none, span)));
    int epoll = epoll_create1(0);
    MemorySegment events = odd.asSlice(400, 32);
    events.set(JAVA_INT_UNALIGNED, 0, EPOLLIN);
    assertEquals(0, on(virtual, () -> epoll_ctl(epoll, EPOLL_CTL_ADD, a, events)));
    assertEquals(0, on(virtual, () -> epoll_wait(epoll, events, 2, 10)));
    Unistd.close(epoll);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addressesAndOptions(boolean virtual) throws Exception {
    MemorySegment name = odd.asSlice(0, 128);
    MemorySegment length = odd.asSlice(200, 4);
    length.set(JAVA_INT_UNALIGNED, 0, 128);
    assertEquals(0, on(virtual, () -> getsockname(a, name, length)));
    length.set(JAVA_INT_UNALIGNED, 0, 128);
    send(b, new byte[1], 1, 0);
    assertEquals(1, on(virtual, () -> (int) recvfrom(a, data, 5, 0, name, length)));
    MemorySegment value = odd.asSlice(300, 4);
    length.set(JAVA_INT_UNALIGNED, 0, 4);
    assertEquals(0, on(virtual, () -> getsockopt(a, SOL_SOCKET, SO_ERROR, value, length)));
    assertEquals(0, value.get(JAVA_INT_UNALIGNED, 0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lookups(boolean virtual) throws Exception {
    MemorySegment hints = odd.asSlice(0, 48);
    hints.set(JAVA_INT_UNALIGNED, 4, AF_INET);
    MemorySegment result = odd.asSlice(100, 8);
    assertEquals(0, on(virtual, () -> getaddrinfo("localhost", "80", hints, result)));
    freeaddrinfo(MemorySegment.ofAddress(result.get(JAVA_LONG_UNALIGNED, 0)));
  }
}
