/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.AF_UNIX;
import static berkeley.sockets.internal.calls.Fds.DGRAM;
import static berkeley.sockets.internal.calls.Fds.EAGAIN;
import static berkeley.sockets.internal.calls.Fds.EBADF;
import static berkeley.sockets.internal.calls.Fds.EINTR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Messages;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datagrams to a UNIX socket whose queue is full, such as that of a system log that hangs. */
@Timeout(120)
class FullQueueTest {
  private static final int MANY = 2500;
  private static final int FEW = 32; // platform threads

  private final Arena arena = Arena.ofShared();
  private final List<Integer> open = new ArrayList<>();
  private int receiver;
  private int sender;
  private MemorySegment name;
  private int queued;

  @BeforeEach
  void fill() {
    receiver = kept(Fds.ok(Sys.socket(AF_UNIX, DGRAM, 0)));
    MemorySegment any = arena.allocate(16, 8);
    any.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    Fds.ok(Sys.bind(receiver, any, 2));
    MemorySegment address = arena.allocate(32, 8);
    MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, 32);
    Fds.ok(Sys.getsockname(receiver, address, length));
    name = address.asSlice(0, length.get(ValueLayout.JAVA_INT, 0));
    sender = kept(Fds.ok(Sys.socket(AF_UNIX, DGRAM, 0)));
    while (Sys.sendto(sender, arena.allocate(1), 1, Fds.DONTWAIT, name, (int) name.byteSize())
        == 1) {
      queued++;
    }
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

  private long send(int fd, int content) {
    byte[] data = {(byte) content, (byte) (content >> 8)};
    return Transfer.sendto(fd, null, data, 0, 2, 0, name, (int) name.byteSize());
  }

  private long sendmsg(int fd) {
    MemorySegment iov = arena.allocate(iovec.sizeof(), 8);
    iovec.iov_base(iov, arena.allocate(3));
    iovec.iov_len(iov, 3);
    MemorySegment message = arena.allocate(msghdr.sizeof(), 8);
    msghdr.msg_iov(message, iov);
    msghdr.msg_iovlen(message, 1);
    msghdr.msg_name(message, name);
    msghdr.msg_namelen(message, (int) name.byteSize());
    return Messages.sendmsg(fd, message, 0);
  }

  /** The content of the next datagram. */
  private int receive() {
    byte[] data = new byte[9];
    long n = Transfer.recv(receiver, null, data, 0, data.length, 0);
    return n == 2 ? data[0] & 0xff | (data[1] & 0xff) << 8 : (int) -n;
  }

  private void receiveQueued() {
    for (; queued > 0; queued--) {
      assertEquals(-1, receive());
    }
  }

  @Test
  void manyWaitOnFewThreadsAndAllIsSent() throws IOException {
    long before = Threads.count();
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(Virtual.start(() -> send(sender, 0)));
    }
    for (Running each : all) {
      each.blocked();
    }
    long most = Threads.count();
    assertTrue(most - before <= FEW, most + " threads after " + before);
    receiveQueued();
    for (int i = 0; i < MANY; i++) {
      assertEquals(0, receive());
    }
    for (Running each : all) {
      assertEquals(2, each.result());
    }
  }

  @RepeatedTest(10)
  void theyAreServedInTheirOrder() {
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int content = i;
      all.add(Virtual.start(() -> send(sender, content)).blocked());
    }
    receiveQueued();
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i, receive());
      assertEquals(2, all.get(i).result());
    }
  }

  @RepeatedTest(10)
  void whoGivesUpDoesNotHoldUpTheOthers() {
    int closed = Fds.ok(Sys.socket(AF_UNIX, DGRAM, 0));
    int impatient = kept(Fds.ok(Sys.socket(AF_UNIX, DGRAM, 0)));
    Fds.option(impatient, sys_socket_h.SO_SNDTIMEO, 20);
    for (boolean first : new boolean[] {true, false}) {
      Running patient = first ? null : Virtual.start(() -> send(sender, 1)).blocked();
      assertEquals(EAGAIN, Virtual.call(() -> send(impatient, 2)));
      assertEquals(EAGAIN, Virtual.call(() -> sendmsg(impatient)));
      Running interrupted = Virtual.start(() -> sendmsg(sender)).blocked();
      Running last = Virtual.start(() -> send(sender, 4)).blocked();
      interrupted.thread.interrupt();
      assertEquals(EINTR, interrupted.result());
      assertTrue(interrupted.interrupted());
      if (!first) {
        Running ended = Virtual.start(() -> send(closed, 5)).blocked();
        Fds.close(closed);
        assertEquals(EBADF, ended.result());
      }
      receiveQueued();
      if (!first) {
        assertEquals(1, receive());
        assertEquals(2, patient.result());
      }
      assertEquals(4, receive());
      assertEquals(2, last.result());
      while (Sys.sendto(sender, arena.allocate(1), 1, Fds.DONTWAIT, name, (int) name.byteSize())
          == 1) {
        queued++;
      }
    }
  }

  /** Of these epoll tells when there is room. */
  @Test
  void connectedOnesWaitOnFewThreadsAsWell() throws IOException {
    long before = Threads.count();
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int fd = kept(Fds.ok(Descriptors.socket(AF_UNIX, DGRAM, 0)));
      Fds.ok(Sys.connect(fd, name, (int) name.byteSize()));
      all.add(Virtual.start(() -> Transfer.send(fd, null, new byte[2], 0, 2, 0)).blocked());
    }
    long most = Threads.count();
    assertTrue(most - before <= FEW, most + " threads after " + before);
    receiveQueued();
    for (int i = 0; i < all.size(); i++) {
      assertEquals(0, receive());
    }
    for (Running each : all) {
      assertEquals(2, each.result());
    }
  }

  /** In C, too, who waits for a receiver that goes away is told so. */
  @Test
  void theReceiverGoesAway() {
    List<Running> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(Virtual.start(i % 2 == 0 ? () -> send(sender, 0) : () -> sendmsg(sender)).blocked());
    }
    open.remove((Integer) receiver);
    Fds.ok(Descriptors.close(receiver));
    for (Running each : all) {
      assertEquals(-errno_h.ECONNREFUSED, each.result());
    }
  }
}
