/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The Java examples, compiled together once: that is cheaper than a compiler in each process, which
 * {@code api/examples/run} has. {@code -Dexamples.java} names another java for them, which may be
 * that of another processor.
 */
final class Sources {
  static final Path ROOT = Path.of(System.getProperty("root.directory"));
  static final Path DIRECTORY = ROOT.resolve("api/examples");
  private static final String MODULES =
      ROOT.resolve("bindings/target/classes") + ":" + ROOT.resolve("api/target/classes");
  private static final String COMPILED =
      compile(files(DIRECTORY), ROOT.resolve("api/target/example-classes"));

  private Sources() {}

  static String compiled() {
    return COMPILED;
  }

  static List<String> java() {
    return List.of(
        System.getProperty(
            "examples.java", Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        "-p",
        MODULES,
        "--add-modules",
        "berkeley.sockets",
        "--enable-native-access=berkeley.sockets.bindings",
        "--illegal-native-access=deny");
  }

  /** The numbered examples of the object layer. */
  static List<Path> objects() {
    return files(DIRECTORY.resolve("objects"));
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names() {
    return files(DIRECTORY).stream()
        .map(f -> f.getFileName().toString().replace(".java", ""))
        .map(f -> f.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  /** StreamServer for stream_server. */
  static String className(String name) {
    StringBuilder result = new StringBuilder();
    for (String word : name.split("_")) {
      result.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return result.toString();
  }

  /** Compiles sources without a warning; returns where the classes are. */
  static String compile(List<Path> sources, Path classes) {
    try {
      StringWriter messages = new StringWriter();
      var options =
          List.of(
              "-p",
              MODULES,
              "--add-modules",
              "berkeley.sockets",
              "-Xlint:all",
              "-Werror",
              "-d",
              classes.toString());
      var compiler = ToolProvider.getSystemJavaCompiler();
      try (var manager = compiler.getStandardFileManager(null, null, null)) {
        var units = manager.getJavaFileObjectsFromPaths(sources);
        boolean done = compiler.getTask(messages, manager, null, options, null, units).call();
        assertEquals("", messages.toString());
        assertEquals(true, done);
      }
      return classes.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
