/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running process whose output is read as it comes. */
final class Program implements AutoCloseable {
  // a busy machine starts JVMs slowly, an emulated one more so
  private static final int LIMIT_SECONDS = Integer.getInteger("child.seconds", 60);
  private static final Pattern PORT = Pattern.compile("listening on .*?port (\\d+)");

  private final List<String> command;
  private final Process process;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private final Thread outReader;
  private final Thread errReader;

  Program(List<String> command) {
    this.command = command;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    outReader = collect(process.getInputStream(), out);
    errReader = collect(process.getErrorStream(), err);
  }

  /** Starts an example; its arguments are separated by spaces. */
  static Program start(Language language, String commandLine) {
    String[] words = commandLine.split(" ");
    List<String> command = new ArrayList<>(language.command(words[0]));
    command.addAll(List.of(words).subList(1, words.length));
    return new Program(command);
  }

  private Thread collect(InputStream stream, StringBuilder text) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              byte[] buffer = new byte[8192];
              try (stream) {
                for (int n; (n = stream.read(buffer)) > 0; ) {
                  synchronized (this) {
                    text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    notifyAll();
                  }
                }
              } catch (IOException e) {
                // the process was killed
              }
              synchronized (this) {
                notifyAll();
              }
            });
  }

  /** Waits until stdout, or stderr, matches. */
  synchronized Matcher await(Pattern pattern) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    for (; ; ) {
      Matcher inOut = pattern.matcher(out);
      if (inOut.find()) {
        return inOut;
      }
      Matcher inErr = pattern.matcher(err);
      if (inErr.find()) {
        return inErr;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      boolean over = !outReader.isAlive() && !errReader.isAlive();
      if (left <= 0 || over) {
        throw new AssertionError(this + " did not say " + pattern + ": " + out + err);
      }
      try {
        wait(Math.min(left, 200));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  Matcher await(String literal) {
    return await(Pattern.compile(Pattern.quote(literal)));
  }

  /** The port that the program says it listens on. */
  String port() {
    return await(PORT).group(1);
  }

  Program type(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Program endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Waits for the end. */
  Result finish() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      close();
      throw new AssertionError(this + " did not end: " + out + err);
    }
    outReader.join(Duration.ofSeconds(LIMIT_SECONDS)); // a child of it may hold the pipe
    errReader.join(Duration.ofSeconds(LIMIT_SECONDS));
    return new Result(process.exitValue(), out.toString(), err.toString());
  }

  /** Kills the program and reads the rest of what it said. */
  void stop() throws InterruptedException {
    process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the streams
    process.waitFor();
    outReader.join(Duration.ofSeconds(LIMIT_SECONDS)); // a child of it may hold the pipe
    errReader.join(Duration.ofSeconds(LIMIT_SECONDS));
  }

  long pid() {
    return process.pid();
  }

  synchronized String output() {
    return out.toString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }

  /** How a program ended and what it said. */
  record Result(int exit, String out, String err) {}
}
