/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.threads;

import static berkeley.sockets.internal.calls.Fds.DGRAM;
import static berkeley.sockets.internal.calls.Fds.EAGAIN;
import static berkeley.sockets.internal.calls.Fds.EBADF;
import static berkeley.sockets.internal.calls.Fds.EINTR;
import static berkeley.sockets.internal.calls.Fds.STREAM;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.Sys;
import berkeley.sockets.bindings.headers.errno_h;
import berkeley.sockets.bindings.headers.fcntl_h;
import berkeley.sockets.bindings.headers.netdb_h;
import berkeley.sockets.bindings.headers.struct_iovec_h.iovec;
import berkeley.sockets.bindings.headers.sys_epoll_h;
import berkeley.sockets.bindings.headers.sys_epoll_h.epoll_event;
import berkeley.sockets.bindings.headers.sys_socket_h;
import berkeley.sockets.bindings.headers.sys_socket_h.mmsghdr;
import berkeley.sockets.bindings.headers.sys_socket_h.msghdr;
import berkeley.sockets.internal.calls.Connections;
import berkeley.sockets.internal.calls.Descriptors;
import berkeley.sockets.internal.calls.Fds;
import berkeley.sockets.internal.calls.Lookups;
import berkeley.sockets.internal.calls.Messages;
import berkeley.sockets.internal.calls.Multiplexing;
import berkeley.sockets.internal.calls.ReadWrite;
import berkeley.sockets.internal.calls.Transfer;
import berkeley.sockets.threads.Virtual.Running;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a virtual thread, too, each call has the result that C gives it. */
@Timeout(60)
class SemanticsTest {
  private static final MemorySegment NULL = MemorySegment.NULL;
  private static final int RCVTIMEO = sys_socket_h.SO_RCVTIMEO;
  private static final int SNDTIMEO = sys_socket_h.SO_SNDTIMEO;
  private static final int WAITALL = sys_socket_h.MSG_WAITALL;

  private final Arena arena = Arena.ofShared();
  private int[] fds = {};

  @AfterEach
  void close() {
    Fds.close(fds);
    arena.close();
  }

  private static byte[] bytes(int n) {
    byte[] bytes = new byte[n];
    new Random(n).nextBytes(bytes);
    return bytes;
  }

  @Test
  void timeoutsOfTheSocketAreHonoured() {
    fds = Fds.pair(STREAM);
    Fds.option(fds[0], RCVTIMEO, 20);
    Fds.option(fds[0], SNDTIMEO, 20);
    byte[] buffer = new byte[10];
    assertEquals(EAGAIN, Virtual.call(() -> Transfer.recv(fds[0], null, buffer, 0, 10, 0)));
    assertEquals(EAGAIN, Virtual.call(() -> ReadWrite.read(fds[0], null, buffer, 0, 10)));
    byte[] much = new byte[4 << 20];
    long part = Virtual.call(() -> Transfer.send(fds[0], null, much, 0, much.length, 0));
    assertTrue(part > 0 && part < much.length, "sent " + part);
    assertEquals(EAGAIN, Virtual.call(() -> Transfer.send(fds[0], null, much, 0, much.length, 0)));
    Transfer.send(fds[1], null, buffer, 0, 4, 0);
    assertEquals(4, Virtual.call(() -> Transfer.recv(fds[0], null, buffer, 0, 10, WAITALL)));
  }

  /** TCP that is asked for no bytes waits, and after its timeout has received them. */
  @Test
  void aTimeoutWithoutRoomStoresWhatTheKernelStores() {
    fds = Fds.tcp();
    Fds.option(fds[0], RCVTIMEO, 20);
    MemorySegment name = arena.allocate(32, 8);
    for (MemorySegment address : List.of(name, NULL)) {
      for (int flags : new int[] {0, sys_socket_h.MSG_CMSG_CLOEXEC}) {
        LongSupplier recvmsg =
            () -> {
              MemorySegment message = arena.allocate(msghdr.sizeof(), 8);
              msghdr.msg_name(message, address);
              msghdr.msg_namelen(message, 16);
              msghdr.msg_control(message, arena.allocate(64, 8));
              msghdr.msg_controllen(message, 64);
              msghdr.msg_flags(message, 77);
              assertEquals(0, Messages.recvmsg(fds[0], message, flags));
              return msghdr.msg_namelen(message)
                  | msghdr.msg_controllen(message) << 8
                  | (long) msghdr.msg_flags(message) << 16;
            };
        assertEquals(recvmsg.getAsLong(), Virtual.call(recvmsg), "the kernel's, and ours");
      }
      LongSupplier recvfrom =
          () -> {
            MemorySegment length = arena.allocate(4, 4);
            length.set(ValueLayout.JAVA_INT, 0, 16);
            byte[] none = {};
            assertEquals(0, Transfer.recvfrom(fds[0], null, none, 0, 0, 0, address, length));
            return length.get(ValueLayout.JAVA_INT, 0);
          };
      assertEquals(recvfrom.getAsLong(), Virtual.call(recvfrom), "the kernel's, and ours");
    }
  }

  @Test
  void acceptHonoursTheReceiveTimeout() {
    fds = new int[] {Fds.bound(STREAM, 1)};
    Fds.option(fds[0], RCVTIMEO, 20);
    assertEquals(EAGAIN, Virtual.call(() -> Connections.accept(fds[0], NULL, NULL)));
  }

  @Test
  void aNonBlockingDescriptorNeverWaits() {
    int[] pair = Fds.pair(STREAM);
    int[] pipe = Fds.pipe();
    fds = new int[] {pair[0], pair[1], pipe[0], pipe[1], Fds.bound(STREAM, 1)};
    for (int fd : fds) {
      Fds.nonblocking(fd);
    }
    byte[] much = new byte[4 << 20];
    assertEquals(EAGAIN, Virtual.call(() -> Transfer.recv(fds[0], null, much, 0, 10, 0)));
    assertEquals(EAGAIN, Virtual.call(() -> Transfer.recv(fds[0], null, much, 0, 10, WAITALL)));
    assertEquals(EAGAIN, Virtual.call(() -> ReadWrite.read(fds[2], null, much, 0, 10)));
    assertEquals(EAGAIN, Virtual.call(() -> Connections.accept(fds[4], NULL, NULL)));
    long sent = Virtual.call(() -> Transfer.send(fds[0], null, much, 0, much.length, 0));
    assertTrue(sent > 0 && sent < much.length, "sent " + sent);
    assertEquals(EAGAIN, Virtual.call(() -> Transfer.send(fds[0], null, much, 0, 10, 0)));
    long put = Virtual.call(() -> ReadWrite.write(fds[3], null, much, 0, much.length));
    assertTrue(put > 0 && put < much.length, "wrote " + put);
    assertEquals(EAGAIN, Virtual.call(() -> ReadWrite.write(fds[3], null, much, 0, 10)));
  }

  @Test
  void errorsComeAtOnce() {
    int[] pair = Fds.pair(STREAM);
    fds = new int[] {pair[0], pair[1], Fds.pipe()[0], Fds.ok(Sys.socket(Fds.AF_INET, DGRAM, 0))};
    long notListening = Sys.accept(fds[0], NULL, NULL);
    assertEquals(notListening, Virtual.call(() -> Connections.accept(fds[0], NULL, NULL)));
    long notASocket = -errno_h.ENOTSOCK;
    assertEquals(notASocket, Virtual.call(() -> Connections.accept(fds[2], NULL, NULL)));
    assertEquals(-errno_h.EOPNOTSUPP, Virtual.call(() -> Connections.accept(fds[3], NULL, NULL)));
    assertEquals(notASocket, Virtual.call(() -> Transfer.recv(fds[2], null, new byte[1], 0, 1, 0)));
    assertEquals(EBADF, Virtual.call(() -> Transfer.recv(-1, null, new byte[1], 0, 1, 0)));
    assertEquals(EBADF, Virtual.call(() -> ReadWrite.read(1 << 20, null, new byte[1], 0, 1)));
    assertEquals(EBADF, Virtual.call(() -> Connections.accept(-1, NULL, NULL)));
    assertEquals(EBADF, Virtual.call(() -> Connections.connect(-1, arena.allocate(16), 16)));
    assertEquals(
        Sys.recv(fds[0], arena.allocate(1), 1, sys_socket_h.MSG_OOB),
        Virtual.call(() -> Transfer.recv(fds[0], null, new byte[1], 0, 1, sys_socket_h.MSG_OOB)));
    assertEquals(-errno_h.EINVAL, Virtual.call(() -> Multiplexing.epoll_wait(fds[2], NULL, 1, -1)));
  }

  private void interrupts(java.util.function.LongSupplier call) {
    Running running = Virtual.start(call).blocked();
    running.thread.interrupt();
    assertEquals(EINTR, running.result());
    assertTrue(running.interrupted(), "the interrupt status is lost");
    Running late =
        Virtual.start(
            () -> {
              Thread.currentThread().interrupt();
              return call.getAsLong();
            });
    assertEquals(EINTR, late.result());
    assertTrue(late.interrupted(), "the interrupt status is lost");
  }

  @Test
  void anInterruptIsEintrAndStays() {
    int[] pair = Fds.pair(STREAM);
    int[] pipe = Fds.pipe();
    fds = new int[] {pair[0], pair[1], pipe[0], pipe[1], Fds.bound(STREAM, 1)};
    MemorySegment pollfd = arena.allocate(8, 4);
    pollfd.set(ValueLayout.JAVA_INT, 0, fds[0]);
    pollfd.set(ValueLayout.JAVA_SHORT, 4, (short) 1);
    interrupts(() -> Transfer.recv(fds[0], null, new byte[1], 0, 1, 0));
    interrupts(() -> ReadWrite.read(fds[2], null, new byte[1], 0, 1));
    interrupts(() -> Connections.accept(fds[4], NULL, NULL));
    interrupts(() -> Multiplexing.poll(pollfd, 1, -1));
    interrupts(() -> Multiplexing.poll(pollfd, 0, 10_000));
    interrupts(() -> Multiplexing.select(0, NULL, NULL, NULL, NULL));
  }

  @Test
  void anInterruptedConnectLeavesNothingWaiting() {
    int listener = Fds.ok(Sys.socket(Fds.AF_UNIX, STREAM, 0));
    MemorySegment any = arena.allocate(16);
    any.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) Fds.AF_UNIX);
    Fds.ok(Sys.bind(listener, any, 2));
    Fds.ok(Sys.listen(listener, 0));
    MemorySegment name = Fds.name(arena, listener);
    fds = new int[] {listener, unix(), unix()};
    Fds.ok(Sys.connect(fds[1], name, 8));
    interrupts(() -> Connections.connect(fds[2], name, 8));
    Fds.nonblocking(listener);
    Fds.close(Fds.ok(Sys.accept(listener, NULL, NULL)));
    long second = Sys.accept(listener, NULL, NULL);
    if (second != EAGAIN) { // it went on: the interrupt came after the call had begun
      Fds.close(Fds.ok(second));
    }
  }

  private static int unix() {
    return Fds.ok(Sys.socket(Fds.AF_UNIX, STREAM, 0));
  }

  @Test
  void waitallCollectsWhatComesInParts() {
    fds = Fds.tcp();
    byte[] sent = bytes(100_000);
    byte[] received = new byte[sent.length];
    Running running =
        Virtual.start(() -> Transfer.recv(fds[0], null, received, 0, sent.length, WAITALL));
    for (int i = 0; i < sent.length; i += 10_000) {
      assertEquals(10_000, Transfer.send(fds[1], null, sent, i, 10_000, 0));
      Virtual.pause();
    }
    assertEquals(sent.length, running.result());
    assertArrayEquals(sent, received);
    Running last =
        Virtual.start(() -> Transfer.recv(fds[0], null, received, 0, 9, WAITALL)).blocked();
    Transfer.send(fds[1], null, sent, 0, 5, 0);
    Sys.shutdown(fds[1], sys_socket_h.SHUT_WR);
    assertEquals(5, last.result(), "until the end of the stream");
  }

  @Test
  void recvmmsgWaitsForAllOrForOne() {
    fds = Fds.pair(DGRAM);
    MemorySegment vector = arena.allocate(3 * mmsghdr.sizeof(), 8);
    for (int i = 0; i < 3; i++) {
      MemorySegment iov = arena.allocate(iovec.sizeof(), 8);
      iov.set(ValueLayout.ADDRESS, 0, arena.allocate(9));
      iov.set(ValueLayout.JAVA_LONG, 8, 9);
      vector.set(ValueLayout.ADDRESS, i * mmsghdr.sizeof() + msghdr.msg_iov$offset(), iov);
      vector.set(ValueLayout.JAVA_LONG, i * mmsghdr.sizeof() + msghdr.msg_iovlen$offset(), 1);
    }
    Running all = Virtual.start(() -> Messages.recvmmsg(fds[0], vector, 3, 0, NULL)).blocked();
    for (int i = 0; i < 3; i++) {
      all.blocked();
      Transfer.send(fds[1], null, new byte[9], 0, i + 1, 0);
    }
    assertEquals(3, all.result());
    for (int i = 0; i < 3; i++) {
      long at = i * mmsghdr.sizeof() + mmsghdr.msg_len$offset();
      assertEquals(i + 1, vector.get(ValueLayout.JAVA_INT, at));
    }
    int one = sys_socket_h.MSG_WAITFORONE;
    Running first = Virtual.start(() -> Messages.recvmmsg(fds[0], vector, 3, one, NULL)).blocked();
    Transfer.send(fds[1], null, new byte[9], 0, 9, 0);
    assertEquals(1, first.result());
    MemorySegment timeout = arena.allocate(16, 8);
    timeout.set(ValueLayout.JAVA_LONG, 8, 1);
    Running timed = Virtual.start(() -> Messages.recvmmsg(fds[0], vector, 3, 0, timeout)).blocked();
    Transfer.send(fds[1], null, new byte[9], 0, 9, 0);
    assertEquals(1, timed.result(), "the timeout is looked at after a message");
  }

  @Test
  void timeoutsOfPollAndSelectRunOut() {
    fds = Fds.pair(STREAM);
    MemorySegment pollfd = arena.allocate(16, 4);
    for (int i = 0; i < 2; i++) {
      pollfd.set(ValueLayout.JAVA_INT, 8 * i, fds[i]);
      pollfd.set(ValueLayout.JAVA_SHORT, 8 * i + 4, (short) 1);
    }
    assertEquals(0, Virtual.call(() -> Multiplexing.poll(pollfd, 1, 20)));
    assertEquals(0, Virtual.call(() -> Multiplexing.poll(pollfd, 2, 20)));
    assertEquals(0, Virtual.call(() -> Multiplexing.poll(pollfd, 0, 20)));
    MemorySegment set = arena.allocate(128, 8);
    set.set(ValueLayout.JAVA_LONG, fds[0] / 64 * 8L, 1L << fds[0]);
    MemorySegment time = arena.allocate(16, 8);
    time.set(ValueLayout.JAVA_LONG, 8, 20_000);
    assertEquals(0, Virtual.call(() -> Multiplexing.select(fds[0] + 1, set, NULL, NULL, time)));
    assertEquals(0, set.get(ValueLayout.JAVA_LONG, fds[0] / 64 * 8L), "select clears the set");
    assertEquals(0, time.get(ValueLayout.JAVA_LONG, 8), "and counts the time down");
    time.set(ValueLayout.JAVA_LONG, 8, -1);
    assertEquals(
        -errno_h.EINVAL, Virtual.call(() -> Multiplexing.select(0, NULL, NULL, NULL, time)));
  }

  /** The mask holds in the thread that waits, as the kernel says of it. */
  @Test
  void signalMasksAreThoseOfTheWait() throws Exception {
    int[] pipe = Fds.pipe();
    int epoll = Fds.ok(Sys.epoll_create1(0));
    fds = new int[] {pipe[0], pipe[1], epoll};
    MemorySegment event = arena.allocate(epoll_event.sizeof(), 8);
    event.set(ValueLayout.JAVA_INT, 0, 1);
    Fds.ok(Sys.epoll_ctl(epoll, sys_epoll_h.EPOLL_CTL_ADD, pipe[0], event));
    long set = 1L << 40; // a signal that nobody uses
    MemorySegment mask = arena.allocate(128, 8);
    mask.set(ValueLayout.JAVA_LONG, 0, set);
    MemorySegment pollfd = arena.allocate(8, 4);
    pollfd.set(ValueLayout.JAVA_INT, 0, pipe[0]);
    pollfd.set(ValueLayout.JAVA_SHORT, 4, (short) 1);
    MemorySegment bits = arena.allocate(128, 8);
    long word = pipe[0] / 64 * 8L;
    bits.set(ValueLayout.JAVA_LONG, word, 1L << pipe[0]);
    List<LongSupplier> calls =
        List.of(
            () -> Multiplexing.ppoll(pollfd, 1, NULL, mask),
            () -> Multiplexing.pselect(pipe[0] + 1, bits, NULL, NULL, NULL, mask),
            () -> Multiplexing.epoll_pwait(epoll, event, 1, -1, mask),
            () -> Multiplexing.epoll_pwait2(epoll, event, 1, NULL, mask));
    for (LongSupplier call : calls) {
      Running running = Virtual.start(call).blocked();
      for (int i = 0; i < 1000 && !anyThreadBlocks(set); i++) {
        Virtual.pause();
      }
      assertTrue(anyThreadBlocks(set));
      assertEquals(1, Sys.write(pipe[1], arena.allocate(1), 1));
      assertEquals(1, running.result());
      assertEquals(1, Sys.read(pipe[0], arena.allocate(1), 1));
      assertFalse(anyThreadBlocks(set), "for the time of the call");
    }
  }

  private static boolean anyThreadBlocks(long signals) throws IOException {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        for (String line : status(task)) {
          if (line.startsWith("SigBlk:")
              && (Long.parseUnsignedLong(line.substring(7).strip(), 16) & signals) != 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<String> status(Path task) {
    try {
      return Files.readAllLines(task.resolve("status"));
    } catch (IOException e) {
      return List.of(); // the thread has ended
    }
  }

  @Test
  void aReaderAndAWriterShareADescriptor() {
    fds = Fds.pair(STREAM);
    byte[] much = bytes(6 << 20);
    Running writer =
        Virtual.start(() -> Transfer.send(fds[0], null, much, 0, much.length, 0)).blocked();
    Running reader =
        Virtual.start(() -> Transfer.recv(fds[0], null, new byte[9], 0, 9, 0)).blocked();
    Transfer.send(fds[1], null, new byte[5], 0, 5, 0);
    assertEquals(5, reader.result());
    byte[] received = new byte[much.length];
    assertEquals(much.length, Transfer.recv(fds[1], null, received, 0, much.length, WAITALL));
    assertEquals(much.length, writer.result());
    assertArrayEquals(much, received);
  }

  @Test
  void whoWaitsOnAClosedDescriptorDoesNotTouchItsSuccessor() {
    for (int round = 0; round < 50; round++) {
      int[] old = Fds.pair(STREAM);
      Running stale =
          Virtual.start(() -> Transfer.recv(old[0], null, new byte[9], 0, 9, 0)).blocked();
      assertEquals(0, Descriptors.close(old[0]));
      int[] next = Fds.pair(STREAM);
      assertEquals(old[0], next[0], "the number is used again");
      Running reader =
          Virtual.start(() -> Transfer.recv(next[0], null, new byte[9], 0, 9, 0)).blocked();
      Transfer.send(next[1], null, new byte[3], 0, 3, 0);
      assertEquals(EBADF, stale.result());
      assertEquals(3, reader.result());
      Fds.close(old[1], next[0], next[1]);
    }
  }

  @Test
  void aDescriptorClosedBehindOurBackIsWatchedAnew() {
    for (int round = 0; round < 10; round++) {
      int[] pair = Fds.pair(STREAM);
      int kept = round % 2 == 0 ? -1 : Fds.ok(Sys.dup(pair[0])); // epoll still knows the old one
      Running reader =
          Virtual.start(() -> Transfer.recv(pair[0], null, new byte[9], 0, 9, 0)).blocked();
      Transfer.send(pair[1], null, new byte[3], 0, 3, 0);
      assertEquals(3, reader.result());
      Fds.closeUnnoticed(pair);
      if (kept >= 0) {
        Fds.close(kept);
      }
    }
  }

  @Test
  void aModeChangedBehindOurBackIsNoticed() {
    fds = Fds.pair(STREAM);
    java.util.function.LongSupplier recv = () -> Transfer.recv(fds[0], null, new byte[9], 0, 9, 0);
    for (int round = 0; round < 3; round++) { // until the descriptor is known to block
      Running known = Virtual.start(recv).blocked();
      Transfer.send(fds[1], null, new byte[3], 0, 3, 0);
      assertEquals(3, known.result());
    }
    Fds.nonblocking(fds[0]);
    assertEquals(EAGAIN, Virtual.call(recv));
  }

  /** Nothing but the verification of the third wait can find that the number is another file's. */
  @Test
  void eachWaitIsVerifiedAlsoAfterOneThatWasInterrupted() {
    int[] old = Fds.pair(STREAM);
    LongSupplier recv = () -> Transfer.recv(old[0], null, new byte[9], 0, 9, 0);
    for (int round = 0; round < 3; round++) { // until the descriptor is known to block
      Running known = Virtual.start(recv).blocked();
      Transfer.send(old[1], null, new byte[3], 0, 3, 0);
      assertEquals(3, known.result());
    }
    Running interrupted = Virtual.start(recv).blocked();
    for (int i = 0; i < 700; i++) { // long enough to be verified
      Virtual.pause();
    }
    interrupted.thread.interrupt();
    assertEquals(EINTR, interrupted.result());
    Fds.closeUnnoticed(old[0]);
    int[] next = Fds.pair(STREAM);
    fds = new int[] {old[1], next[0], next[1]};
    assertEquals(old[0], next[0], "the number is used again");
    Running reader = Virtual.start(recv).blocked();
    Transfer.send(next[1], null, new byte[4], 0, 4, 0);
    assertEquals(4, reader.result());
  }

  @Test
  void filesOnADiskAreReadWhole(@TempDir Path directory) throws IOException {
    byte[] content = bytes(300_000);
    Path file = directory.resolve("file");
    MemorySegment path = arena.allocateFrom(file.toString());
    int flags = fcntl_h.O_RDWR | fcntl_h.O_CREAT;
    fds = new int[] {(int) Virtual.call(() -> Descriptors.open(path, flags, 0600))};
    assertEquals(
        content.length,
        Virtual.call(() -> ReadWrite.write(fds[0], null, content, 0, content.length)));
    assertArrayEquals(content, Files.readAllBytes(file));
    Fds.ok(Sys.lseek(fds[0], 0, 0));
    byte[] read = new byte[content.length + 100];
    assertEquals(
        content.length, Virtual.call(() -> ReadWrite.read(fds[0], null, read, 0, read.length)));
    assertEquals(0, Virtual.call(() -> ReadWrite.read(fds[0], null, read, 0, read.length)));
  }

  @Test
  void namesAreResolved() {
    MemorySegment list = arena.allocate(8, 8);
    MemorySegment node = arena.allocateFrom("localhost");
    long status = Virtual.call(() -> Lookups.getaddrinfo(node, NULL, NULL, list));
    assertEquals(0, (int) status);
    assertTrue(list.get(ValueLayout.JAVA_LONG, 0) != 0);
    Sys.freeaddrinfo(MemorySegment.ofAddress(list.get(ValueLayout.JAVA_LONG, 0)));
    long interrupted =
        Virtual.call(
            () -> {
              Thread.currentThread().interrupt();
              return Lookups.getaddrinfo(node, NULL, NULL, list);
            });
    assertEquals(netdb_h.EAI_SYSTEM, (int) interrupted);
    assertEquals(-EINTR, interrupted >> 32);
  }
}
