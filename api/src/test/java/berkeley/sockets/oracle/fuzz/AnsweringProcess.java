/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers cases: the C oracle or a Worker. It lives in a network namespace of its
 * own and goes on until it dies; then another takes its place.
 */
final class AnsweringProcess implements AutoCloseable {
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(15);

  /** What $TMP stands for, in the process's own working directory: the same in every answer. */
  static final String DIRECTORY = "files";

  private static final String END = "case end";

  final String name;
  private final List<String> command;
  private final Path errors;
  private Path directory;
  private Process process;
  private BufferedReader in;
  private volatile long heard;

  AnsweringProcess(String name, List<String> command, Path errors) {
    this.name = name;
    this.command = command;
    this.errors = errors;
  }

  private void start() throws IOException {
    directory = Files.createTempDirectory("fuzz").toAbsolutePath();
    Files.createDirectory(directory.resolve(DIRECTORY));
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    in = process.inputReader();
  }

  /** The answers to each case; of one in which the process died, these and how. */
  List<List<String>> run(List<List<String>> cases) throws IOException, InterruptedException {
    List<List<String>> all = new ArrayList<>();
    while (all.size() < cases.size()) {
      if (process == null) {
        start();
      }
      some(cases.subList(all.size(), cases.size()), all);
    }
    return all;
  }

  private void some(List<List<String>> cases, List<List<String>> all)
      throws IOException, InterruptedException {
    heard = System.nanoTime();
    Writer out = process.outputWriter();
    Thread writer = Thread.ofPlatform().start(() -> write(cases, out));
    Process watched = process;
    Thread watch = Thread.ofVirtual().start(() -> watch(watched));
    int done = 0;
    List<String> answers = null;
    for (String line; (line = in.readLine()) != null; ) {
      heard = System.nanoTime();
      if (line.equals(END + " of batch")) {
        continue;
      }
      if (line.startsWith("case ")) {
        if (answers != null) {
          all.add(answers);
          done++;
        }
        answers = new ArrayList<>();
        if (line.equals(END)) {
          break;
        }
      } else if (answers != null) {
        answers.add(line);
      }
    }
    watch.interrupt();
    if (done < cases.size()) {
      answers = answers == null ? new ArrayList<>() : answers;
      answers.add("0 died with status " + process.destroyForcibly().waitFor());
      all.add(answers);
      close();
    }
    writer.join();
  }

  private static void write(List<List<String>> cases, Writer out) {
    try {
      for (List<String> script : cases) {
        for (String line : script) {
          out.write(line);
          out.write('\n');
        }
      }
      out.write(END + "\n" + END + " of batch\n");
      out.flush();
    } catch (IOException e) {
      // it died; the reader sees it, too
    }
  }

  private void watch(Process watched) {
    try {
      while (watched.isAlive()) {
        Thread.sleep(1000);
        if (System.nanoTime() - heard > SILENCE) {
          watched.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      // all is said
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
