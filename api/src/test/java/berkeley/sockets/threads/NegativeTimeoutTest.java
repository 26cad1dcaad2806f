/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.struct_timeval_h.timeval;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.internal.parking.Parking;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code SO_RCVTIMEO} and {@code SO_SNDTIMEO} with a negative time: no call waits, which is what
 * the kernel does on a platform thread, though it reports them as no timeout.
 */
@Timeout(60)
class NegativeTimeoutTest {
  private static final int RCVTIMEO = sys_socket_h.SO_RCVTIMEO;
  private static final int SNDTIMEO = sys_socket_h.SO_SNDTIMEO;
  private static final int MUCH = 4 << 20;

  private final List<Integer> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Fds::close);
  }

  private int kept(int fd) {
    open.add(Fds.ok(fd));
    return fd;
  }

  private int[] pair() {
    int[] pair = Fds.pair(Fds.STREAM);
    return new int[] {kept(pair[0]), kept(pair[1])};
  }

  private static void set(int fd, int option, long seconds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = timeval.allocate(arena);
      timeval.tv_sec(time, seconds);
      int size = (int) timeval.sizeof();
      int level = sys_socket_h.SOL_SOCKET;
      Fds.ok(Descriptors.setsockopt(fd, level, option, time, size));
    }
  }

  private static long recv(int fd) {
    return Transfer.recv(fd, null, new byte[8], 0, 8, 0);
  }

  private static void atOnce(LongSupplier call) {
    assertEquals(Fds.EAGAIN, call.getAsLong(), "the kernel");
    assertEquals(Fds.EAGAIN, Virtual.call(call), "on a virtual thread");
  }

  @Test
  void aTimeoutThatCannotBeAskedForIsTheCallsError() {
    int[] pair = Fds.pair(Fds.STREAM);
    Fds.close(pair[1]);
    int fd = pair[0];
    Fds.close(fd);
    assertEquals(recv(fd), Parking.deadline(fd, RCVTIMEO)); // EBADF
  }

  @Test
  void noReceiveWaits() {
    int fd = pair()[0];
    set(fd, RCVTIMEO, -1);
    atOnce(() -> recv(fd));
    atOnce(() -> ReadWrite.read(fd, null, new byte[8], 0, 8));
  }

  @Test
  void noSendAndNoAcceptWaits() {
    int fd = pair()[0];
    set(fd, SNDTIMEO, -1);
    Transfer.send(fd, null, new byte[MUCH], 0, MUCH, 0);
    atOnce(() -> Transfer.send(fd, null, new byte[MUCH], 0, MUCH, 0));
    int listener = kept(Fds.bound(Fds.STREAM, 1));
    set(listener, RCVTIMEO, -1);
    atOnce(() -> Connections.accept(listener, MemorySegment.NULL, MemorySegment.NULL));
  }

  @Test
  void duplicatesAreTheSameSocket() {
    int fd = pair()[0];
    int before = kept((int) Descriptors.dup(fd));
    set(fd, RCVTIMEO, -1);
    int after = kept((int) Descriptors.dup(fd));
    atOnce(() -> recv(before));
    atOnce(() -> recv(after));
    set(after, RCVTIMEO, 0);
    for (int each : new int[] {fd, before, after}) {
      Virtual.Running waiting = Virtual.start(() -> recv(each)).blocked();
      waiting.thread.interrupt();
      assertEquals(Fds.EINTR, waiting.result());
    }
  }

  /** Setting another time ends it, and so does the number's next file. */
  @Test
  void anotherSocketUnderTheNumberWaits() {
    int fd = pair()[0];
    set(fd, RCVTIMEO, -1);
    atOnce(() -> recv(fd));
    int[] next = pair();
    Fds.ok(Sys.dup2(next[0], fd)); // as foreign code would
    Virtual.Running waiting = Virtual.start(() -> recv(fd)).blocked();
    Transfer.send(next[1], null, new byte[3], 0, 3, 0);
    assertEquals(3, waiting.result());
  }

  @Test
  void aGuardedWaitIsNoDifferent() throws IOException {
    try (Socket netlink = Socket.open(Domain.NETLINK, Type.RAW)) {
      set(netlink.fd(), RCVTIMEO, -1);
      LongSupplier call =
          () -> {
            try {
              return netlink.recv(new byte[8], 0, 8, 0);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          };
      assertEquals(Socket.WOULD_BLOCK, call.getAsLong());
      assertEquals(Socket.WOULD_BLOCK, Virtual.call(call));
    }
  }
}
