/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.Domain;
import berkeley.sockets.Socket;
import berkeley.sockets.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The call trace: what strace prints, filtered as asked, and nothing when off. */
@Tag("child")
class TraceTest {
  private static final String PROGRAM = TraceProgram.class.getName();
  private static final String PROPERTY = "-Dberkeley.sockets.trace";

  /** The system calls that the program makes, to tell them from the JVM's. */
  private static final Set<String> CALLS =
      Set.of(
          ("socket socketpair bind listen accept4 connect getsockname getpeername sendto sendmsg"
                  + " sendmmsg recvfrom recvmsg recvmmsg shutdown getsockopt setsockopt read readv"
                  + " write writev close dup dup2 dup3 pipe2 fcntl ioctl splice poll epoll_create1"
                  + " epoll_ctl epoll_wait")
              .split(" "));

  @TempDir Path directory;

  @Test
  void itAgreesWithStrace() throws Exception {
    assumeTrue(ChildProcess.installed("strace"), "strace is not installed");
    Path trace = directory.resolve("trace");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("strace", "-f", "-ff", "-o", directory.resolve("strace").toString()));
    command.addAll(List.of("-e", "trace=%network,%desc"));
    command.addAll(ChildProcess.jvm(PROPERTY + "=" + trace, PROGRAM));
    ChildProcess.Result result = ChildProcess.run(command);
    assumeTrue(!result.output().contains("ptrace"), "strace may not trace: " + result.output());
    assertEquals(0, result.status(), result.output());

    List<String> ours =
        secondRound(Files.readAllLines(trace))
            .filter(line -> !line.startsWith("process_vm_readv(")) // which strace is not asked for
            .map(TraceTest::normal)
            .toList();
    List<String> theirs =
        secondRound(straced())
            .filter(line -> CALLS.contains(line.substring(0, line.indexOf('('))))
            .map(TraceTest::normal)
            .toList();
    assertTrue(ours.size() > 100, ours.size() + " lines");
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
  }

  /** What strace saw of the thread that runs the program, but for the writing of our own trace. */
  private List<String> straced() throws IOException {
    try (Stream<Path> threads = Files.list(directory)) {
      for (Path thread :
          threads.filter(f -> f.getFileName().toString().contains("strace.")).toList()) {
        List<String> lines = Files.readAllLines(thread);
        if (lines.stream().anyMatch(line -> line.startsWith("close(-4242)"))) {
          Pattern trace = Pattern.compile("write\\(\\d+, \"[a-z_0-9]+\\(.*");
          return lines.stream()
              .filter(line -> line.contains("(") && !trace.matcher(line).matches())
              .toList();
        }
      }
    }
    throw new AssertionError("strace saw no close(-4242)");
  }

  private static Stream<String> secondRound(List<String> lines) {
    int first = lines.indexOf(mark(lines));
    List<String> rest = lines.subList(first + 1, lines.size());
    return rest.subList(rest.indexOf(mark(rest)), rest.size()).stream()
        .takeWhile(line -> !line.startsWith("close(-4243)"));
  }

  private static String mark(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("close(-4242)")).findFirst().orElseThrow();
  }

  /** Library calls as their system calls, and flags in one order. */
  private static String normal(String line) {
    String one = line.replaceAll(" += ", " = ");
    one = one.replaceAll("^send\\((.*)\\) = ", "sendto($1, NULL, 0) = ");
    one = one.replaceAll("^recv\\((.*)\\) = ", "recvfrom($1, NULL, NULL) = ");
    one = one.replace("TIMEO_OLD", "TIMEO").replace("TIMEO_NEW", "TIMEO");
    return Pattern.compile("[A-Z_0-9]+(\\|[A-Z_0-9]+)+")
        .matcher(one)
        .replaceAll(
            flags ->
                Arrays.stream(flags.group().split("\\|"))
                    .sorted()
                    .collect(Collectors.joining("|")));
  }

  @Test
  void aFailedConnectionReadsAsInTheManual() throws Exception {
    List<String> lines = trace(PROPERTY + ".calls=connect");
    assertTrue(lines.stream().allMatch(line -> line.startsWith("connect(")), lines.toString());
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.matches(
                        "connect\\(\\d+, \\{sa_family=AF_INET, sin_port=htons\\(9\\),"
                            + " sin_addr=inet_addr\\(\"127\\.0\\.0\\.1\"\\)\\}, 16\\)"
                            + " = -1 ECONNREFUSED \\(Connection refused\\)")),
        lines.toString());
  }

  @Test
  void itFiltersByDescriptor() throws Exception {
    List<String> lines = trace(PROPERTY + ".fds=999,-4242", PROPERTY + ".show=thread,duration");
    assertEquals(4, lines.size(), lines.toString());
    for (String line : lines) {
      assertTrue(
          line.matches(
              "\\[main\\] (close\\(-4242\\)|send\\(999, \"a\", 1, 0\\)) +"
                  + "= -1 EBADF \\(Bad file descriptor\\) <\\d+\\.\\d{6}>"),
          line);
    }
  }

  @Test
  void aStandardErrorTraceWorksInTheModule() throws Exception {
    Path program = directory.resolve("Program.java");
    Files.writeString(program, "void main() { berkeley.sockets.c.SysSocket.listen(-1, 5); }");
    ChildProcess.Result result =
        ChildProcess.run(
            List.of(
                ChildProcess.java(),
                "--illegal-native-access=deny",
                "--enable-native-access=berkeley.sockets.bindings",
                PROPERTY + "=stderr",
                "-p",
                ChildProcess.MODULES,
                "--add-modules",
                "berkeley.sockets",
                program.toString()));
    assertEquals(
        "listen(-1, 5)                           = -1 EBADF (Bad file descriptor)\n",
        result.output());
  }

  /** A virtual thread waits for what another sends. */
  public static final class ParkProgram {
    public static void main(String[] args) throws Exception {
      Socket[] pair = Socket.pair(Domain.UNIX, Type.STREAM);
      Thread reader = Thread.startVirtualThread(() -> Skin.OBJECTS.recv(pair[0], new byte[8], 0));
      for (int i = 0; i < 1000 && reader.getState() != Thread.State.WAITING; i++) {
        Thread.sleep(10);
      }
      Skin.OBJECTS.send(pair[1], new byte[2], 0);
      reader.join(Duration.ofSeconds(10));
    }
  }

  @Test
  void aVirtualThreadIsSeenWaiting() throws Exception {
    Path recording = directory.resolve("park.jfr");
    List<String> command =
        ChildProcess.jvm(
            PROPERTY + "=stderr",
            PROPERTY + ".calls=recv,park",
            "-Dberkeley.sockets.jfr=true",
            "-XX:StartFlightRecording:filename=" + recording,
            "-Xlog:disable",
            ParkProgram.class.getName());
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(0, result.status(), result.output());
    assertTrue(
        result
            .output()
            .matches(
                "(?s)recv\\((\\d+), \\S+, 8, MSG_DONTWAIT\\) += -1 EAGAIN \\(.*?\\)\n"
                    + "park\\(\\1, POLLIN\\) += 0\n"
                    + "recv\\(\\1, \"\\\\0\\\\0\", 8, MSG_DONTWAIT\\) += 2\n.*"),
        result.output());
    String jfr = Path.of(System.getProperty("java.home"), "bin/jfr").toString();
    String events =
        ChildProcess.run(
                List.of(jfr, "print", "--events", "berkeley.sockets.Park", recording.toString()))
            .output();
    assertTrue(events.contains("call = \"park\""), events);
  }

  @Test
  void offItIsNotEvenLoaded() throws Exception {
    ChildProcess.Result result = ChildProcess.run(ChildProcess.jvm("-Xlog:class+load", PROGRAM));
    assertEquals(0, result.status());
    assertTrue(result.output().contains("berkeley.sockets.bindings.Sys "));
    assertFalse(result.output().contains("berkeley.sockets.bindings.CallHook"));
    assertFalse(result.output().contains("berkeley.sockets.internal.trace"));
  }

  private List<String> trace(String... flags) throws Exception {
    Path trace = directory.resolve("trace");
    List<String> command = ChildProcess.jvm(flags);
    command.addAll(List.of(PROPERTY + "=" + trace, PROGRAM));
    ChildProcess.Result result = ChildProcess.run(command);
    assertEquals(0, result.status(), result.output());
    return Files.readAllLines(trace);
  }
}
