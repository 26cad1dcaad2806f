/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.internal.parking;

import static berkeley.sockets.c.Fcntl.*;
import static berkeley.sockets.c.SysEpoll.*;
import static berkeley.sockets.c.SysEventfd.*;
import static berkeley.sockets.c.SysSignalfd.*;
import static berkeley.sockets.c.SysSocket.*;
import static berkeley.sockets.c.SysTimerfd.*;
import static berkeley.sockets.c.Time.*;
import static berkeley.sockets.c.Unistd.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.memory.Cmsg;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What is known of a number is forgotten by each call that makes a descriptor. */
class FreshDescriptorsTest {
  private static final int NUMBERS = 1024;
  private static final int STALE = BlockingMode.IN; // of no epoch, so that no wait relies on it

  @Test
  void eachCallThatMakesADescriptorForgets() {
    int[] listener = {Fds.bound(Fds.STREAM, 5), 0};
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(8, 4);
      MemorySegment name = Fds.name(arena, listener[0]);
      MemorySegment mask = arena.allocate(128, 8);
      int spare = dup(listener[0]);
      listener[1] = spare;
      List<IntSupplier> calls =
          List.of(
              () -> socket(AF_UNIX, SOCK_STREAM, 0),
              () -> socketpair(AF_UNIX, SOCK_STREAM, 0, pair) + second(pair),
              () -> pipe(pair) + second(pair),
              () -> pipe2(pair, 0) + second(pair),
              () -> accepted(name, () -> accept(spare, MemorySegment.NULL, MemorySegment.NULL)),
              () -> accepted(name, () -> accept4(spare, MemorySegment.NULL, MemorySegment.NULL, 0)),
              () -> dup(spare),
              () -> dup2(spare, 900),
              () -> dup3(spare, 901, 0),
              () -> fcntl(spare, F_DUPFD, 0),
              () -> fcntl(spare, F_DUPFD_CLOEXEC, 0),
              () -> open("/dev/null", O_RDONLY),
              () -> eventfd(0, 0),
              () -> epoll_create(1),
              () -> epoll_create1(0),
              () -> timerfd_create(CLOCK_MONOTONIC, 0),
              () -> signalfd(-1, mask, 0),
              () -> received(arena, spare, false),
              () -> received(arena, spare, true));
      for (int i = 0; i < calls.size(); i++) {
        for (int fd = 0; fd < NUMBERS; fd++) {
          DescriptorState.of(fd).blocking = STALE;
        }
        int made = calls.get(i).getAsInt();
        assertTrue(made >= 0, "call " + i);
        assertEquals(0, DescriptorState.of(made).blocking, "call " + i);
        Fds.close(made);
      }
    } finally {
      for (int fd = 0; fd < NUMBERS; fd++) {
        DescriptorState.of(fd).blocking = 0;
      }
      Fds.close(listener);
    }
  }

  /** Closes the first of two, so that the second is looked at. */
  private static int second(MemorySegment pair) {
    int first = pair.get(ValueLayout.JAVA_INT, 0);
    assertEquals(0, DescriptorState.of(first).blocking);
    Fds.close(first);
    return pair.get(ValueLayout.JAVA_INT, 4);
  }

  private static int accepted(MemorySegment name, IntSupplier accept) {
    int client = socket(AF_INET, SOCK_STREAM, 0);
    assertEquals(0, connect(client, name, 16));
    int made = accept.getAsInt();
    Fds.close(client);
    return made;
  }

  /** What SCM_RIGHTS brings. */
  private static int received(Arena arena, int passed, boolean many) {
    int[] pair = Fds.pair(Fds.DGRAM);
    MemorySegment control = arena.allocate(Cmsg.space(Integer.BYTES), 8);
    Cmsg.put(control, 0, SOL_SOCKET, SCM_RIGHTS, Integer.BYTES);
    control.set(ValueLayout.JAVA_INT, Cmsg.data(0), passed);
    MemorySegment batch = mmsghdr.allocate(arena);
    MemorySegment message = mmsghdr.msg_hdr(batch);
    msghdr.msg_control(message, control);
    msghdr.msg_controllen(message, control.byteSize());
    assertEquals(0, sendmsg(pair[0], message, 0));
    control.fill((byte) 0);
    long n =
        many
            ? recvmmsg(pair[1], batch, 1, 0, MemorySegment.NULL) - 1
            : recvmsg(pair[1], message, 0);
    assertEquals(0, n);
    Fds.close(pair);
    return control.get(ValueLayout.JAVA_INT, Cmsg.data(0));
  }
}
