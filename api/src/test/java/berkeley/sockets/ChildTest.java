/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.c.Fcntl;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs a process of its own: counted system calls, few descriptors, inherited sockets. */
@Tag("child")
class ChildTest {
  private static final Path ROOT = Path.of(System.getProperty("root.directory", ""));

  @TempDir Path directory;

  private String run(String program, String... before) throws Exception {
    List<String> command = new ArrayList<>(List.of(before));
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    Stream.of("bindings/target/classes", "api/target/classes", "api/target/test-classes")
        .map(path -> ROOT.resolve(path).toString())
        .reduce((a, b) -> a + ":" + b)
        .ifPresent(path -> command.addAll(List.of(java, "-XX:+UseSerialGC", "-cp", path)));
    command.addAll(berkeley.sockets.safety.ChildProcess.agents());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", ChildTest.class.getName()));
    command.add(program);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the child hangs");
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  /** The children. */
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "verbs" -> verbs();
      case "exhaust" -> exhaust();
      case "systemd" -> {
        List<Inherited> all = Inherited.systemd();
        Socket socket = all.get(1).toSocket();
        socket.send("hello".getBytes(), 0, 5, 0);
        socket.close();
        System.out.println(all + " " + Inherited.systemd());
      }
      case "inetd" -> {
        Socket socket = Inherited.inetd();
        byte[] bytes = new byte[100];
        int n = socket.recv(bytes, 0, 100, 0);
        System.out.println("this does not disturb the connection");
        socket.sendAll(bytes, 0, n, 0);
        socket.close();
        Thread.sleep(200); // still running, yet the connection has ended
      }
      case "inetdWithoutDescriptors" -> inetdWithoutDescriptors();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  // ---- one system call per verb

  private static final int ROUNDS = 100;

  private static void verbs() throws IOException {
    MemorySegment memory = Arena.ofAuto().allocate(8);
    SockAddrBuffer from = new SockAddrBuffer();
    for (int i = 0; i < ROUNDS; i++) {
      Socket listener = Socket.open(Domain.UNIX, Type.STREAM);
      SockAddr name = SockAddr.Unix.abstractName("verbs-" + ProcessHandle.current().pid());
      listener.bind(name);
      listener.listen(1);
      Socket client = Socket.open(Domain.UNIX, Type.STREAM);
      client.connect(name);
      Socket server = listener.accept();
      server.peerAddress();
      client.send(memory, 0);
      server.recvFrom(memory, 0, from);
      client.shutdown(Shutdown.WRITE);
      server.close();
      client.close();
      listener.close();
    }
  }

  @Test
  void oneSystemCallPerVerb() throws Exception {
    assumeTrue(isInstalled("strace"), "strace is not installed");
    Path counts = directory.resolve("counts");
    String calls = "socket,bind,listen,connect,accept,accept4,getpeername,sendto,recvfrom,shutdown";
    String output =
        run("verbs", "strace", "-f", "-c", "-e", "trace=" + calls, "-o", counts.toString());
    assumeTrue(Files.exists(counts) && !output.contains("ptrace"), "strace may not trace here");
    assertEquals(2 * ROUNDS, count(counts, "socket"), 10); // the JVM and libc open some, too
    assertEquals(ROUNDS, count(counts, "bind"), 0);
    assertEquals(ROUNDS, count(counts, "listen"), 0);
    assertEquals(ROUNDS, count(counts, "connect"), 10);
    assertEquals(ROUNDS, count(counts, "accept4"), 0);
    assertEquals(0, count(counts, "accept"), 0);
    assertEquals(0, count(counts, "getpeername"), 0);
    assertEquals(ROUNDS, count(counts, "sendto"), 10);
    assertEquals(ROUNDS, count(counts, "recvfrom"), 10);
    assertEquals(ROUNDS, count(counts, "shutdown"), 0);
  }

  /** Columns of strace: % time, seconds, usecs/call, calls, perhaps errors, name. */
  private static int count(Path counts, String call) throws IOException {
    return Files.readAllLines(counts).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words[words.length - 1].equals(call))
        .mapToInt(words -> Integer.parseInt(words[3]))
        .sum();
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  // ---- no descriptor left

  private static void exhaust() throws IOException {
    Socket listener = Socket.listen("127.0.0.1", "0");
    exhaust(listener, 3); // to load the classes: that takes descriptors
    for (int round = 0; round < 3; round++) {
      System.out.println(exhaust(listener, Integer.MAX_VALUE));
    }
  }

  private static String exhaust(Socket listener, int most) throws IOException {
    List<Socket> all = new ArrayList<>();
    String failure = "";
    try {
      while (true) {
        all.add(Socket.open(all.size() < most ? Domain.INET : new Domain(-1), Type.STREAM));
      }
    } catch (ErrnoException e) {
      failure += e.call() + " " + e.errno() + ", ";
    }
    all.removeLast().close();
    failure += attempt(() -> all.addAll(List.of(Socket.pair(Domain.UNIX, Type.DGRAM))));
    all.getFirst().connect(listener.localAddress());
    all.add(Socket.open(Domain.INET, Type.STREAM));
    failure += attempt(() -> all.add(all.getLast().dup()));
    failure += attempt(() -> all.add(listener.accept()));
    int count = all.size();
    for (Socket socket : all) {
      socket.close();
    }
    if (most == Integer.MAX_VALUE) {
      listener.accept().close(); // the connection has waited
    }
    return count + ": " + failure;
  }

  private static String attempt(BlockedCalls.Action action) {
    try {
      action.run();
      return "done, ";
    } catch (ErrnoException e) {
      return e.call() + " " + e.errno() + ", ";
    } catch (Exception e) {
      return e + ", ";
    }
  }

  @Test
  void runningOutOfDescriptorsLeaksNone() throws Exception {
    assumeTrue(isInstalled("prlimit"), "prlimit is not installed");
    List<String> lines = run("exhaust", "prlimit", "--nofile=200:200").lines().toList();
    assertEquals(3, lines.size(), lines::toString);
    assertTrue(
        lines
            .getFirst()
            .endsWith(": socket EMFILE, socketpair EMFILE, fcntl EMFILE, accept4 EMFILE, "),
        lines.getFirst());
    assertEquals(lines.get(1), lines.get(2), "as many as before");
    assertEquals(lines.get(0), lines.get(1), "as many as before");
  }

  // ---- inherited

  @Test
  void systemdActivation() throws Exception {
    assumeTrue(isInstalled("bash"), "bash is not installed");
    try (Socket listener = Socket.listen("127.0.0.1", "0")) {
      String port = listener.localAddress().toString().replaceAll(".*:", "");
      String open = "/dev/tcp/127.0.0.1/" + port;
      String script =
          "exec 3<>"
              + open
              + " 4<>"
              + open
              + "; export LISTEN_PID=$$ LISTEN_FDS=2 LISTEN_FDNAMES=first:second; exec \"$@\"";
      String output = run("systemd", "bash", "-c", script, "bash");
      assertEquals("[first=3, second=4] []\n", output);
      try (Socket first = listener.accept();
          Socket second = listener.accept()) {
        assertEquals(0, first.recv(new byte[9], 0, 9, 0));
        assertEquals(5, second.recv(new byte[9], 0, 9, 0));
      }
    }
  }

  @Test
  void inetdService() throws Exception {
    assumeTrue(isInstalled("bash"), "bash is not installed");
    try (Socket listener = Socket.listen("127.0.0.1", "0")) {
      String port = listener.localAddress().toString().replaceAll(".*:", "");
      String script = "exec 0<>/dev/tcp/127.0.0.1/" + port + " 1>&0 2>&0; exec \"$@\"";
      Thread peer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Socket socket = listener.accept()) {
                      socket.output().write("echo".getBytes());
                      assertEquals("echo", new String(socket.input().readAllBytes()));
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      Throwable[] failure = new Throwable[1];
      peer.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
      run("inetd", "bash", "-c", script, "bash");
      assertTrue(peer.join(Duration.ofSeconds(10)), "the peer is stuck");
      if (failure[0] != null) {
        throw new AssertionError(failure[0]);
      }
    }
  }

  /** With one descriptor left its copy of the socket can be made, and then no more. */
  private static void inetdWithoutDescriptors() throws Exception {
    // the calls that it makes: loading a class takes a descriptor
    Class.forName("berkeley.sockets.Inherited");
    Fcntl.open("", 0);
    try (Socket socket = Socket.open(Domain.INET, Type.STREAM)) {
      Socket.adopt(socket.dup().detach()).close();
    }
    attempt(() -> Socket.open(new Domain(-1), Type.STREAM));
    List<Socket> all = new ArrayList<>();
    while (attempt(() -> all.add(Socket.open(Domain.INET, Type.STREAM))).startsWith("done")) {}
    all.removeLast().close();
    String attempts = attempt(Inherited::inetd);
    attempts += attempt(() -> all.add(Socket.open(Domain.INET, Type.STREAM)));
    for (Socket socket : all) {
      socket.close();
    }
    try (Socket socket = Inherited.inetd()) {
      socket.send("hello".getBytes(), 0, 5, 0);
    }
    System.out.println(attempts);
  }

  @Test
  void inetdThatFailsHasChangedNothing() throws Exception {
    assumeTrue(isInstalled("bash") && isInstalled("prlimit"), "bash or prlimit is not installed");
    try (Socket listener = Socket.listen("127.0.0.1", "0")) {
      String port = listener.localAddress().toString().replaceAll(".*:", "");
      String script = "exec 0<>/dev/tcp/127.0.0.1/" + port + "; exec \"$@\"";
      List<String> before = List.of("prlimit", "--nofile=200:200", "bash", "-c", script, "bash");
      String output = run("inetdWithoutDescriptors", before.toArray(String[]::new));
      assertEquals("open EMFILE, done, \n", output);
      try (Socket peer = listener.accept()) {
        assertEquals("hello", new String(peer.input().readAllBytes()));
      }
    }
  }

  @Test
  void nothingIsInheritedHere() throws Exception {
    assertEquals(List.of(), Inherited.systemd());
  }
}
