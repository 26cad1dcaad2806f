/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Errno;
import berkeley.sockets.ErrnoException;
import berkeley.sockets.Message;
import berkeley.sockets.MessageBatch;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.c.Fcntl;
import berkeley.sockets.c.SysSocket;
import berkeley.sockets.c.Unistd;
import berkeley.sockets.options.ControlMessages;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Descriptors that travel in messages are owned by somebody at any time, and none leaks. */
class DescriptorsTest {
  private Socket sender;
  private Socket receiver;
  private String pipe; // what /proc calls the pipe whose ends travel
  private final int[] ends = new int[2];

  @BeforeEach
  void open() throws IOException {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.DGRAM);
    sender = pair[0];
    receiver = pair[1];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment fds = arena.allocate(8, 4);
      assertEquals(0, Unistd.pipe2(fds, Fcntl.O_CLOEXEC));
      ends[0] = fds.getAtIndex(ValueLayout.JAVA_INT, 0);
      ends[1] = fds.getAtIndex(ValueLayout.JAVA_INT, 1);
    }
    pipe = Files.readSymbolicLink(Path.of("/proc/self/fd/" + ends[0])).toString();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    sender.close();
    receiver.close();
    Unistd.close(ends[0]);
    Unistd.close(ends[1]);
    assertEquals(Set.of(), holders());
  }

  /** This process's descriptors of the pipe, but for the two ends. */
  private Set<Integer> holders() throws IOException {
    Set<Integer> found = new TreeSet<>();
    try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path fd : all) {
        try {
          if (Files.readSymbolicLink(fd).toString().equals(pipe)) {
            found.add(Integer.parseInt(fd.getFileName().toString()));
          }
        } catch (IOException e) {
          // closed meanwhile, as the directory's own
        }
      }
    }
    found.remove(ends[0]);
    found.remove(ends[1]);
    return found;
  }

  private List<Descriptor> both() throws IOException {
    return List.of(Descriptor.dup(ends[0]), Descriptor.dup(ends[1]));
  }

  /** Sends the pipe's ends so many times, with one byte of data. */
  private void send(int times) throws IOException {
    Set<Integer> before = holders();
    try (Message out = Message.builder().data(1).controlBytes(256).build()) {
      out.setLength(1);
      List<Descriptor> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.addAll(both());
      }
      out.add(ControlMessages.SCM_RIGHTS, all);
      assertFalse(all.get(0).isOpen()); // the message has taken them over
      assertEquals(before.size() + 2 * times, holders().size());
      assertEquals(1, sender.send(out, 0));
    }
    assertEquals(before, holders()); // sent, and closed here
  }

  @Test
  void receivedDescriptorsWorkAndAreClosedOnExec() throws Exception {
    send(1);
    try (Message in = Message.builder().data(8).controlBytes(64).build()) {
      assertEquals(1, receiver.recv(in, 0));
      List<Descriptor> got = in.get(ControlMessages.SCM_RIGHTS);
      assertEquals(2, got.size());
      assertEquals(2, holders().size());
      for (Descriptor each : got) {
        assertEquals(Fcntl.FD_CLOEXEC, Fcntl.fcntl(each.fd(), Fcntl.F_GETFD, 0));
      }
      assertEquals(3, Unistd.write(got.get(1).fd(), "abc".getBytes(), 3));
      byte[] buffer = new byte[3];
      assertEquals(3, Unistd.read(ends[0], buffer, 3));
      assertEquals("abc", new String(buffer));
    }
  }

  @Test
  void closingTheMessageClosesThem() throws Exception {
    send(2);
    Message in = Message.builder().data(8).controlBytes(64).build();
    receiver.recv(in, 0);
    assertEquals(4, holders().size());
    in.close();
    assertEquals(Set.of(), holders());
  }

  @Test
  void receivingAgainClosesThem() throws Exception {
    try (Message in = Message.builder().data(8).controlBytes(64).build()) {
      for (int i = 0; i < 100; i++) {
        send(1);
        assertEquals(1, receiver.recv(in, 0));
        assertEquals(2, holders().size());
      }
      sender.send(new byte[1], 0, 1, 0);
      assertEquals(1, receiver.recv(in, 0));
      assertNull(in.get(ControlMessages.SCM_RIGHTS));
      assertEquals(Set.of(), holders());
      send(1);
      receiver.recv(in, 0);
      in.clear();
      assertEquals(Set.of(), holders());
    }
  }

  @Test
  void peekingGivesOwnedCopies() throws Exception {
    send(1);
    try (Message in = Message.builder().data(8).controlBytes(64).build()) {
      receiver.recv(in, SysSocket.MSG_PEEK);
      receiver.recv(in, SysSocket.MSG_PEEK);
      assertEquals(2, holders().size());
      receiver.recv(in, 0);
      assertEquals(2, holders().size());
    }
  }

  @Test
  void detachedOnesStay() throws Exception {
    send(1);
    int kept;
    try (Message in = Message.builder().data(8).controlBytes(64).build()) {
      receiver.recv(in, 0);
      Descriptor first = in.get(ControlMessages.SCM_RIGHTS).get(0);
      kept = first.detach();
      assertThrows(IllegalStateException.class, first::fd);
      assertThrows(IllegalStateException.class, first::detach);
      assertEquals("Descriptor[closed]", first.toString());
    }
    assertEquals(Set.of(kept), holders());
    Unistd.close(kept);
  }

  @Test
  void truncationLosesNone() throws Exception {
    send(3); // six descriptors
    try (Message in = Message.builder().data(8).controlBytes(16 + 8).build()) { // room for two
      receiver.recv(in, 0);
      assertTrue(in.isControlTruncated());
      assertEquals(2, in.get(ControlMessages.SCM_RIGHTS).size());
      assertEquals(2, holders().size());
    }
    send(3);
    try (Message in =
        Message.builder()
            .data(8)
            .controlBytes(16 + 12)
            .build()) { // not a multiple of the alignment
      receiver.recv(in, 0);
      assertTrue(in.isControlTruncated());
      assertEquals(3, in.get(ControlMessages.SCM_RIGHTS).size());
    }
    send(1);
    try (Message in = Message.builder().data(8).build()) { // room for nothing
      receiver.recv(in, 0);
      assertTrue(in.isControlTruncated());
      assertNull(in.get(ControlMessages.SCM_RIGHTS));
      assertEquals(Set.of(), holders());
    }
  }

  @Test
  void whatCannotBeAddedStaysWithItsOwner() throws Exception {
    Descriptor one = Descriptor.dup(ends[0]);
    Descriptor two = Descriptor.dup(ends[1]);
    Descriptor closed = Descriptor.dup(ends[0]);
    closed.close();
    int number = one.fd();
    try (Message out = Message.builder().data(1).controlBytes(16 + 8).build()) { // room for two
      List<List<Descriptor>> refused = List.of(List.of(one, two, one), List.of(one, two, closed));
      for (List<Descriptor> each : refused) {
        assertThrows(IllegalStateException.class, () -> out.add(ControlMessages.SCM_RIGHTS, each));
        assertEquals(List.of(), out.control());
        assertEquals(number, one.fd());
      }
      Descriptor third = Descriptor.dup(ends[1]);
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> out.add(ControlMessages.SCM_RIGHTS, List.of(one, two, third)));
      third.close();
      assertEquals(number, one.fd());
      assertEquals(2, holders().size());
      out.setLength(1);
      sender.send(out, 0);
      try (Message in = Message.builder().data(8).controlBytes(64).build()) {
        receiver.recv(in, 0);
        assertNull(in.get(ControlMessages.SCM_RIGHTS)); // what was refused was not sent
      }
      out.add(ControlMessages.SCM_RIGHTS, List.of(one, two));
      assertFalse(one.isOpen());
    }
    assertEquals(Set.of(), holders());
  }

  /** SO_PASSPIDFD, 76 but on a few architectures: the kernel adds a descriptor of the sender. */
  @Test
  void aDescriptorOfTheSenderIsOwned() throws Exception {
    try (Arena arena = Arena.ofConfined();
        Message in = Message.builder().data(8).controlBytes(64).build()) {
      MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
      int set = receiver.use(fd -> SysSocket.setsockopt(fd, SysSocket.SOL_SOCKET, 76, one, 4));
      assumeTrue(set == 0, "SO_PASSPIDFD needs Linux 6.5");
      assertEquals(0, processes());
      for (int i = 0; i < 3; i++) {
        sender.send(new byte[1], 0, 1, 0);
        assertEquals(1, receiver.recv(in, 0));
        assertEquals(1, processes());
        Descriptor process = in.get(ControlMessages.SCM_PIDFD);
        String info = Files.readString(Path.of("/proc/self/fdinfo/" + process.fd()));
        assertTrue(info.contains("Pid:\t" + ProcessHandle.current().pid() + "\n"), info);
        assertNull(in.get(ControlMessages.SCM_RIGHTS));
      }
      in.clear();
      assertNull(in.get(ControlMessages.SCM_PIDFD));
      assertEquals(0, processes());
      send(1); // with both kinds
      assertEquals(1, receiver.recv(in, 0));
      assertEquals(2, in.get(ControlMessages.SCM_RIGHTS).size());
      assertEquals(1, processes());
      int given = in.get(ControlMessages.SCM_PIDFD).detach();
      in.clear();
      assertEquals(1, processes());
      Unistd.close(given);
      assertEquals(0, processes());
    }
  }

  /** How many descriptors of this process are of this process. */
  private static int processes() throws IOException {
    int found = 0;
    try (var all = Files.newDirectoryStream(Path.of("/proc/self/fdinfo"))) {
      for (Path info : all) {
        try {
          if (Files.readString(info).contains("\nPid:\t" + ProcessHandle.current().pid() + "\n")) {
            found++;
          }
        } catch (IOException e) {
          // closed meanwhile, as the directory's own
        }
      }
    }
    return found;
  }

  @Test
  void batchesOwnThemToo() throws Exception {
    for (int i = 0; i < 3; i++) {
      send(1);
    }
    try (MessageBatch batch = Message.builder().data(8).controlBytes(64).batch(8)) {
      assertEquals(3, receiver.recv(batch, SysSocket.MSG_WAITFORONE));
      assertEquals(6, holders().size());
      batch.get(1).close(); // only cleared: it is the batch's
      assertEquals(4, holders().size());
      send(1);
      assertEquals(1, receiver.recv(batch, SysSocket.MSG_WAITFORONE));
      assertEquals(2, holders().size());
    }
  }

  @Test
  void aSocketComesOutASocket() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    Socket there = pair[1];
    try (Socket here = pair[0];
        Message message = Message.builder().data(1).controlBytes(64).build()) {
      message.setLength(1);
      message.add(ControlMessages.SCM_RIGHTS, List.of(Descriptor.dup(there)));
      sender.send(message, 0);
      there.close();
      receiver.recv(message, 0);
      Descriptor descriptor = message.get(ControlMessages.SCM_RIGHTS).get(0);
      try (Socket passed = descriptor.toSocket()) {
        assertFalse(descriptor.isOpen());
        here.send("x".getBytes(), 0, 1, 0);
        byte[] buffer = new byte[1];
        assertEquals(1, passed.recv(buffer, 0, 1, 0));
        assertEquals('x', buffer[0]);
      }
    }
    Descriptor notASocket = Descriptor.dup(ends[0]);
    ErrnoException e = assertThrows(ErrnoException.class, notASocket::toSocket);
    assertEquals(Errno.ENOTSOCK, e.errno());
    assertTrue(notASocket.isOpen());
    notASocket.close();
    notASocket.close();
  }

  @Test
  void badDescriptorsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Descriptor.adopt(-1));
    ErrnoException e = assertThrows(ErrnoException.class, () -> Descriptor.dup(-1));
    assertEquals(Errno.EBADF, e.errno());
  }
}
