/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.oracle;

import berkeley.sockets.safety.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs scripts: by C in its own process, by the mirror in this one. */
final class Oracle {
  static final Path SCRIPTS = Path.of(System.getProperty("root.directory", "."), "native/oracle");
  static final Path PROGRAM = Path.of(System.getProperty("native.directory", "."), "bin/oracle");

  static final Path PRELUDE = SCRIPTS.resolve("prelude");
  private static final SecureRandom RANDOM = new SecureRandom();
  static final int SECONDS = Integer.getInteger("child.seconds", 20);

  /** Texts with bars between them: cases with one in a line are left out. */
  private static final String EXCLUDED = System.getProperty("calls.excluded", "");

  private Oracle() {}

  /** A directory whose name is as long as that of any other, so that lengths agree. */
  static Path directory() throws IOException {
    String name = Long.toHexString(RANDOM.nextLong() | 1L << 63);
    return Files.createDirectory(Path.of(System.getProperty("java.io.tmpdir"), "oracle." + name));
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The script without the cases that are left out, of which empty lines stay. */
  static Path withoutExcluded(Path script, Path directory) throws IOException {
    if (EXCLUDED.isEmpty()) {
      return script;
    }
    List<String> excluded = List.of(EXCLUDED.split("\\|"));
    List<String> lines = new ArrayList<>(Files.readAllLines(script));
    int begin = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).startsWith("case ")) {
        List<String> one = lines.subList(begin, i);
        if (one.stream().anyMatch(line -> excluded.stream().anyMatch(line::contains))) {
          Collections.fill(one, "");
        }
        begin = i;
      }
    }
    return Files.write(directory.resolve(script.getFileName()), lines);
  }

  static List<String> prelude() throws IOException {
    return Files.readAllLines(PRELUDE);
  }

  /** What C answers, run by a command such as a shell that sets limits. */
  static List<String> c(List<String> command, Path script)
      throws IOException, InterruptedException {
    Path directory = directory();
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(PROGRAM.toString(), PRELUDE.toString(), directory.toString()));
    try {
      return output(all, script);
    } finally {
      delete(directory);
    }
  }

  static List<String> output(List<String> command, Path script)
      throws IOException, InterruptedException {
    File errors = File.createTempFile("oracle", ".err");
    try {
      Process process =
          ChildProcess.start(
              new ProcessBuilder(command).redirectInput(script.toFile()).redirectError(errors));
      List<String> lines = new ArrayList<>(process.inputReader().readAllLines());
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            script + ": status " + status + ", " + Files.readString(errors.toPath()) + lines);
      }
      return lines;
    } finally {
      Files.delete(errors.toPath());
    }
  }

  static List<String> java(Path script, boolean virtual) throws IOException, InterruptedException {
    return java(script, virtual, Interpreter.MIRROR);
  }

  static List<String> java(Path script, boolean virtual, Interpreter.Skin skin)
      throws IOException, InterruptedException {
    Path directory = directory();
    try {
      return java(script, directory, virtual, skin);
    } finally {
      delete(directory);
    }
  }

  static List<String> java(Path script, Path directory, boolean virtual, Interpreter.Skin skin)
      throws IOException, InterruptedException {
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              try (Interpreter interpreter =
                  new Interpreter(directory.toString(), prelude(), answers, skin)) {
                interpreter.run(Files.readAllLines(script));
              }
              return null;
            });
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
    try {
      task.get(SECONDS, TimeUnit.SECONDS);
      return answers;
    } catch (ExecutionException | TimeoutException e) {
      String last = answers.isEmpty() ? "nothing" : answers.getLast();
      throw new IOException(script + " after " + last, e);
    }
  }
}
