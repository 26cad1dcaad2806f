/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A server of the distribution, run without privileges, in a directory of its own and on loopback.
 */
final class ServerProcess {
  static final boolean AS_ROOT = "root".equals(System.getProperty("user.name"));

  private static final List<String> PLACES =
      List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

  final Path directory;
  final int port;
  private final Process process;

  /**
   * Starts a server and waits until it answers on its port.
   *
   * @param directory of {@link Directories#create}; deleted in the end
   */
  ServerProcess(Path directory, int port, List<String> command) throws Exception {
    this.directory = directory;
    this.port = port;
    this.process = start(directory, command);
    boolean ready = false;
    try {
      await();
      ready = true;
    } finally {
      if (!ready) {
        stop();
      }
    }
  }

  /** A port that was free just now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The path of a program; without it the test is skipped. */
  static Path require(String program, String... more) throws IOException {
    List<String> places = new ArrayList<>(List.of(more));
    places.addAll(PLACES);
    for (String place : places) {
      Path file = Path.of(place, program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    System.out.println("SKIPPED: " + program + " is not installed");
    Assumptions.abort(program + " is not installed");
    throw new IllegalStateException(program);
  }

  /** The directories of that name below another, such as those of several versions. */
  static String[] versions(Path parent, String below) throws IOException {
    if (!Files.isDirectory(parent)) {
      return new String[0];
    }
    try (Stream<Path> versions = Files.list(parent)) {
      return versions.map(version -> version.resolve(below).toString()).toArray(String[]::new);
    }
  }

  private static Process start(Path directory, List<String> command) throws IOException {
    List<String> whole = new ArrayList<>();
    if (AS_ROOT) {
      whole.addAll(
          List.of(
              "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"));
    }
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  /** Runs a program that prepares something, to its end. */
  static void run(Path directory, List<String> command) throws Exception {
    Process process = start(directory, command);
    try {
      if (!process.waitFor(100, TimeUnit.SECONDS) || process.exitValue() != 0) {
        fail(command + ":\n" + Files.readString(directory.resolve("log")));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void await() throws Exception {
    for (int i = 0; i < 1000; i++) {
      if (!process.isAlive()) {
        fail("the server has ended:\n" + Files.readString(directory.resolve("log")));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    fail("the server does not answer:\n" + Files.readString(directory.resolve("log")));
  }

  void stop() throws Exception {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().get(20, TimeUnit.SECONDS);
    }
    Directories.delete(directory);
  }
}
