/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.measure.ChildJvm;
import berkeley.sockets.benchmarks.measure.Meter;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.SlicedWorkload;
import berkeley.sockets.net.NativeSelectorProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP server under the load of h2load, unchanged but for the property that names its provider.
 * The server is a process of its own, and its CPU time is charged.
 */
public final class HttpServing extends SlicedWorkload {
  static final byte[] CONTENT = Content.pattern(64);

  private static final Path LOAD = Path.of("/usr/bin/h2load"); // Debian's nghttp2-client
  private static final int CONNECTIONS = 32;
  private static final int REQUESTS = 3200; // enough for the connections to be what costs little
  private static final long SECONDS = 60;

  public HttpServing() {
    super(
        "http-" + CONNECTIONS,
        "HTTP/1.1, 64 B answered by com.sun.net.httpserver on "
            + CONNECTIONS
            + " connections that stay open; the server's part only");
    String gap = Files.isExecutable(LOAD) ? null : "no h2load (nghttp2-client) to send requests";
    row("nio", gap, () -> Server.start(SelectorProviderOf.JDK));
    row("view-nio", gap, () -> Server.start(SelectorProviderOf.OURS));
    for (String other : List.of("c", "mirror", "socket", "jni", "java.net", "netty")) {
      gap(other, "the server is the JDK's, over NIO");
    }
    gapsOfUnixLibraries();
  }

  /** Who makes the server's channels. */
  private enum SelectorProviderOf {
    JDK(List.of(), "sun.nio.ch."),
    OURS(
        List.of(
            "-Djava.nio.channels.spi.SelectorProvider=" + NativeSelectorProvider.class.getName()),
        NativeSelectorProvider.class.getName());

    final List<String> flags;
    final String name; // how that of the provider's class begins

    SelectorProviderOf(List<String> flags, String name) {
      this.flags = flags;
      this.name = name;
    }
  }

  /** The server's process. */
  private static final class Server implements Meter, AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final int port;

    private Server(Process process, SelectorProviderOf provider) throws IOException {
      this.process = process;
      this.output = process.inputReader();
      this.input = new PrintWriter(process.outputWriter(), true);
      String[] words = line().split(" ");
      this.port = Integer.parseInt(words[0]);
      if (!words[1].startsWith(provider.name)) {
        throw new IOException("the server's provider is " + words[1]);
      }
    }

    static Running start(SelectorProviderOf provider) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(ChildJvm.command());
      command.addAll(provider.flags);
      command.addAll(List.of(HttpProgram.class.getName(), Integer.toString(CONTENT.length)));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      boolean started = false;
      try {
        Server server = new Server(process, provider);
        started = true;
        return new Running(server::serve, server::content, server).meter(server);
      } finally {
        if (!started) {
          process.destroyForcibly().waitFor();
        }
      }
    }

    private String line() throws IOException {
      String line = output.readLine();
      if (line == null) {
        throw new IOException("the server has ended");
      }
      return line;
    }

    /** Has it answer so many requests: the bytes of content that came back. */
    private long serve(int requests) throws IOException, InterruptedException {
      Process load =
          new ProcessBuilder(
                  LOAD.toString(),
                  "--h1",
                  "--requests=" + requests,
                  "--clients=" + Math.min(CONNECTIONS, requests),
                  "http://127.0.0.1:" + port + "/")
              .redirectErrorStream(true)
              .start();
      try {
        load.getOutputStream().close();
        String report = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!load.waitFor(SECONDS, TimeUnit.SECONDS) || load.exitValue() != 0) {
          throw new IOException(report);
        }
        if (number(report, "(\\d+) succeeded") != requests) {
          throw new IOException(report);
        }
        return number(report, "\\((\\d+)\\) data");
      } finally {
        load.destroyForcibly();
      }
    }

    private static long number(String report, String pattern) throws IOException {
      Matcher matcher = Pattern.compile(pattern).matcher(report);
      if (!matcher.find()) {
        throw new IOException(report);
      }
      return Long.parseLong(matcher.group(1));
    }

    private byte[] content() {
      try (InputStream body = URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
        return body.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String clock() {
      return "process cpu";
    }

    private long count(int which) {
      try {
        input.println();
        return Long.parseLong(line().split(" ")[which]);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long nanos() {
      return count(0);
    }

    @Override
    public long allocated() {
      return count(1);
    }

    @Override
    public void close() throws InterruptedException {
      input.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Override
  public boolean pinned() {
    return false;
  }

  @Override
  public int leastOperations() {
    return REQUESTS;
  }

  @Override
  public int miniature() {
    return 2 * CONNECTIONS + 1;
  }

  @Override
  public long countPerOperation() {
    return CONTENT.length;
  }

  @Override
  public byte[] content() {
    return CONTENT;
  }
}
