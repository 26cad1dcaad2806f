/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.Descriptor;
import berkeley.sockets.Domain;
import berkeley.sockets.Message;
import berkeley.sockets.PollSet;
import berkeley.sockets.SockAddr;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import berkeley.sockets.options.ControlMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SECURITY.md promises. */
class SecurityTest {
  @TempDir Path directory;

  /** The close-on-exec flag as the kernel tells it, octal 02000000 in fdinfo's flags. */
  private static boolean closesOnExec(int fd) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd))) {
      if (line.startsWith("flags:")) {
        return (Long.parseLong(line.substring(6).strip(), 8) & 02000000) != 0;
      }
    }
    throw new AssertionError("no flags");
  }

  static Set<String> open() throws IOException {
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      Set<String> open = new TreeSet<>();
      for (Path fd : fds.toList()) {
        try {
          String target = Files.readSymbolicLink(fd).toString();
          if (target.startsWith("socket:")) {
            open.add(fd.getFileName() + " " + target);
          }
        } catch (java.nio.file.NoSuchFileException e) {
          continue; // the one that lists
        }
      }
      return open;
    }
  }

  @Test
  void everyDescriptorClosesOnExec() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        Socket copy = a.dup();
        Descriptor descriptor = Descriptor.dup(a);
        Socket listener = Socket.open(Domain.INET, Type.STREAM);
        Socket client = Socket.open(Domain.INET, Type.STREAM);
        Message out = Message.builder().data(1).controlBytes(64).build();
        Message in = Message.builder().data(1).controlBytes(64).build()) {
      listener.bind(SockAddr.Inet4.loopback(0));
      listener.listen(1);
      client.connect(listener.localAddress());
      out.setData(new byte[1]);
      int passed = descriptor.fd(); // the message's from here on
      out.add(ControlMessages.SCM_RIGHTS, List.of(descriptor));
      a.send(out, 0);
      b.recv(in, 0);
      try (Socket server = listener.accept();
          Descriptor received = in.get(ControlMessages.SCM_RIGHTS).getFirst()) {
        for (int fd :
            new int[] {
              a.fd(),
              b.fd(),
              copy.fd(),
              passed,
              listener.fd(),
              client.fd(),
              server.fd(),
              received.fd()
            }) {
          if (!closesOnExec(fd)) { // also runs where there is no JUnit
            throw new AssertionError("descriptor " + fd + " survives exec");
          }
        }
      }
    }
  }

  @Test
  void thereIsNoMomentWithoutCloseOnExec() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    Path trace = directory.resolve("trace");
    List<String> command = new java.util.ArrayList<>();
    command.addAll(List.of("strace", "-f", "-o", trace.toString()));
    command.addAll(List.of("-e", "trace=socket,socketpair,accept,accept4,recvmsg,dup,dup2,fcntl"));
    command.addAll(ChildProcess.jvm(OpensSockets.class.getName()));
    ChildProcess.Result result = ChildProcess.run(command);
    assumeTrue(!result.output().contains("ptrace"), "strace may not trace: " + result.output());
    assertEquals(0, result.status(), result.output());
    String marker = "AF_APPLETALK"; // not what the JVM would open by itself
    String calls = Files.readString(trace);
    String ours = calls.substring(calls.indexOf(marker), calls.lastIndexOf(marker));
    assertTrue(ours.contains("socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC"), ours);
    for (String line : ours.lines().toList()) {
      if (line.contains(" = -1") || line.contains("AF_APPLETALK") || !line.contains(" = ")) {
        continue;
      }
      boolean makesDescriptor =
          line.matches(".*(socket|socketpair|accept|accept4|recvmsg|dup|F_DUPFD).*");
      assertTrue(!makesDescriptor || line.contains("CLOEXEC"), line);
      assertFalse(line.contains("F_SETFD"), "set afterwards: " + line);
    }
  }

  /** A virtual thread waits for several descriptors with an epoll of its own. */
  @Test
  void whatAVirtualThreadWaitsWithClosesOnExec() throws Exception {
    Socket[] first = Socket.pair(Domain.UNIX, Type.STREAM);
    Socket[] second = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = first[0];
        Socket b = first[1];
        Socket c = second[0];
        Socket d = second[1]) {
      int before = epolls();
      PollSet set = new PollSet().add(a, PollSet.IN).add(c, PollSet.IN);
      Thread waiter = Thread.startVirtualThread(() -> poll(set));
      long end = System.nanoTime() + 10_000_000_000L;
      while (!isWaiting(waiter) && System.nanoTime() < end) {
        Thread.sleep(1);
      }
      assertTrue(epolls() > before, "it waits without one");
      b.send(new byte[1], 0, 1, 0);
      assertTrue(waiter.join(Duration.ofSeconds(10)), "the waiter is stuck");
      assertTrue(d.isOpen());
    }
  }

  /** With or without a limit. */
  private static boolean isWaiting(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private static void poll(PollSet set) {
    try {
      set.poll(10_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How many there are; each one is closed on exec. */
  private static int epolls() throws IOException {
    int found = 0;
    try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
      for (Path fd : fds.toList()) {
        try {
          if (Files.readSymbolicLink(fd).toString().equals("anon_inode:[eventpoll]")) {
            assertTrue(closesOnExec(Integer.parseInt(fd.getFileName().toString())), fd::toString);
            found++;
          }
        } catch (java.nio.file.NoSuchFileException e) {
          continue; // the one that lists
        }
      }
    }
    return found;
  }

  /** Opens a socket in each way between two calls that fail. */
  public static final class OpensSockets {
    public static void main(String[] args) throws Exception {
      new SecurityTest().everyDescriptorClosesOnExec(); // java.net.InetAddress opens some to start
      mark();
      new SecurityTest().everyDescriptorClosesOnExec();
      mark();
    }

    private static void mark() {
      berkeley.sockets.c.SysSocket.socket(5, 77, 0); // AF_APPLETALK
    }
  }

  @Test
  void aChildInheritsNothing() throws Exception {
    try (Socket ours = Socket.open(Domain.INET, Type.STREAM)) {
      String link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + ours.fd())).toString();
      ChildProcess.Result result = ChildProcess.run(List.of("ls", "-l", "/proc/self/fd"));
      assertEquals(0, result.status());
      assertFalse(result.output().contains(link), result.output());
    }
  }

  @Test
  void descriptorsThatNobodyTakesAreClosed() throws Exception {
    Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
    try (Socket a = pair[0];
        Socket b = pair[1];
        Message out = Message.builder().data(1).controlBytes(64).build()) {
      out.setData(new byte[1]);
      out.add(ControlMessages.SCM_RIGHTS, List.of(Descriptor.dup(a), Descriptor.dup(a)));
      Set<String> before = open();
      try (Message in =
          Message.builder()
              .data(1)
              .controlBytes(64)
              .build()) { // closed with its descriptors unread
        a.send(out, 0);
        b.recv(in, 0);
      }
      assertEquals(before, open());
      try (Message in =
          Message.builder().data(1).controlBytes(64).build()) { // used again with them unread
        a.send(out, 0);
        b.recv(in, 0);
        a.send(out, 0);
        b.recv(in, 0);
        in.get(ControlMessages.SCM_RIGHTS).forEach(Descriptor::close);
      }
      assertEquals(before, open());
      try (Message in =
          Message.builder()
              .data(1)
              .controlBytes(24)
              .build()) { // no room for two: the kernel cuts the list
        a.send(out, 0);
        b.recv(in, 0);
      }
      assertEquals(before, open());
    }
  }

  @Test
  void unixNamesAreCheckedForLength() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path("x".repeat(109)));
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.abstractName("x".repeat(108)));
    assertEquals(108, SockAddr.Unix.abstractName("x".repeat(107)).name().length);
    try (Socket socket = Socket.open(Domain.UNIX, Type.STREAM)) {
      SockAddr longest = SockAddr.Unix.abstractName("x".repeat(100) + System.nanoTime() % 1000000);
      socket.bind(longest);
      assertEquals(longest, socket.localAddress());
    }
  }

  @Test
  void aPathWithAZeroByteIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> SockAddr.Unix.path("/tmp/a\0b"));
  }

  @Test
  void aSocketFileIsAsOpenAsItsDirectoryAndUmaskAllow() throws Exception {
    Path closed =
        Files.createDirectory(
            directory.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = closed.resolve("socket");
    try (Socket socket = Socket.open(Domain.UNIX, Type.STREAM)) {
      socket.bind(SockAddr.Unix.path(file));
      Set<java.nio.file.attribute.PosixFilePermission> mine =
          new HashSet<>(PosixFilePermissions.fromString("rw-------"));
      Files.setPosixFilePermissions(file, mine); // before listen: nobody can have connected
      socket.listen(1);
      assertEquals(mine, Files.getPosixFilePermissions(file));
    }
    assertTrue(Files.exists(file), "close does not remove the file: C's meaning");
  }
}
