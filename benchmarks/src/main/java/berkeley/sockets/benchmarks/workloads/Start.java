/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.measure.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that starts a JVM, and what it costs.
 *
 * @param command its words
 * @param server whether it is an echo server on the port that is its last argument
 */
record Start(List<String> command, boolean server) {
  static final String MODULES = "-modules";
  static final String AOT = "-aot";

  private static final int SIZE = 64;
  private static final long PATIENCE = 60_000_000_000L;

  /**
   * What a start took.
   *
   * @param cpu of the new JVM, in nanoseconds
   * @param wall in nanoseconds; of a server, until the echo was there
   */
  record Cost(long cpu, long wall) {
    Cost above(Cost empty) {
      return new Cost(cpu - empty.cpu, wall - empty.wall);
    }
  }

  /**
   * A start on the class path, or on the module path, without or with an AOT cache, for which a
   * training run is made here.
   *
   * @param how {@link #MODULES} and {@link #AOT}, or less
   */
  static Start prepare(
      Path directory, List<String> programs, String main, String how, boolean server)
      throws IOException, InterruptedException {
    boolean modules = how.contains(MODULES);
    String jar = Programs.jar(directory, programs).toString();
    if (!how.endsWith(AOT)) {
      return new Start(command(jar, main, modules), server);
    }
    Path cache = directory.resolve(main + how);
    String[] training = {"-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"};
    new Start(command(jar, main, modules, training), server).run();
    if (!Files.exists(cache)) {
      throw new UnsupportedOperationException("this JVM makes no AOT cache");
    }
    return new Start(command(jar, main, modules, "-XX:AOTCache=" + cache), server);
  }

  private static List<String> command(String jar, String main, boolean modules, String... options) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(Arrays.asList(options));
    String libraries = Programs.library("bindings") + ":" + Programs.library("api");
    command.addAll(
        modules
            ? List.of(
                "-p",
                libraries,
                "--add-modules",
                "berkeley.sockets",
                "--enable-native-access=berkeley.sockets.bindings,ALL-UNNAMED",
                "-cp",
                jar)
            : List.of("--enable-native-access=ALL-UNNAMED", "-cp", jar + ":" + libraries));
    command.add(main);
    return command;
  }

  /** Starts it, and returns when it has ended. */
  Cost run() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    int port = server ? freePort() : 0;
    if (server) {
      words.add(Integer.toString(port));
    }
    long cpu = Host.childrenCpuNanos();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long echoed = 0;
    try {
      if (server) {
        echo(process, port, start);
        echoed = System.nanoTime();
        process.destroy();
      }
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      if (!ended || !server && process.exitValue() != 0) {
        throw new IOException(String.join(" ", words) + " failed");
      }
    } finally {
      process.destroyForcibly();
    }
    long end = server ? echoed : System.nanoTime();
    return new Cost(Host.childrenCpuNanos() - cpu, end - start);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  /** The README's first server is at 127.0.0.1, its second at ::1. */
  private static void echo(Process process, int port, long start)
      throws IOException, InterruptedException {
    InetAddress[] addresses = {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1")};
    byte[] request = new byte[SIZE];
    Arrays.fill(request, (byte) 7);
    while (process.isAlive() && System.nanoTime() - start < PATIENCE) {
      for (InetAddress address : addresses) {
        try (Socket client = new Socket(address, port)) {
          client.setSoTimeout(30_000);
          client.getOutputStream().write(request);
          if (!Arrays.equals(request, client.getInputStream().readNBytes(SIZE))) {
            throw new IllegalStateException("a wrong echo");
          }
          return;
        } catch (java.net.ConnectException e) {
          Thread.sleep(1); // not there yet
        }
      }
    }
    throw new IOException("the server does not answer");
  }
}
