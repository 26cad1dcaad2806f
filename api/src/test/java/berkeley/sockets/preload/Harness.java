/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.preload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What a C program needs so that its calls go through the mirror: the library to preload, a jar, an
 * AOT cache of it, both made on first use and again when a class has changed, and the environment.
 */
final class Harness {
  private final Path root;
  private final Path directory;
  private final Path library;
  private final Path jar;
  private final Path cache;
  private final List<String> namespace;

  private Harness(Path root) throws IOException, InterruptedException {
    this.root = root;
    directory = root.resolve("api/target/preload");
    library = root.resolve("native/target/lib/libpreload.so");
    jar = directory.resolve("preload.jar");
    cache = directory.resolve("preload-" + Runtime.version() + ".aot"); // no other JVM takes it
    namespace = namespace();
    Files.createDirectories(directory);
  }

  static Harness prepare(Path root) throws IOException, InterruptedException {
    Harness harness = new Harness(root);
    harness.makeJar();
    harness.makeCache();
    return harness;
  }

  /** Why no program can run, or null. */
  static String obstacle(Path root) {
    return Files.exists(root.resolve("native/target/lib/libpreload.so"))
        ? null
        : "native/target/lib/libpreload.so is missing: native/build makes it, with a C compiler and"
            + " jni.h";
  }

  Path directory() {
    return directory;
  }

  /** Where the programs and scripts are that this runs. */
  Path sources() {
    return root.resolve("native/preload");
  }

  /** Whether a program's ports are its own. */
  boolean hasNamespaces() {
    return !namespace.isEmpty();
  }

  private void makeJar() throws IOException {
    Map<String, Path> classes = new TreeMap<>();
    collect(root.resolve("bindings/target/classes"), "", classes);
    collect(root.resolve("api/target/classes"), "", classes);
    collect(root.resolve("api/target/test-classes"), "berkeley/sockets/preload", classes);
    long newest = 0;
    for (Path file : classes.values()) {
      newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
    }
    if (Files.exists(jar) && Files.getLastModifiedTime(jar).toMillis() > newest) {
      return;
    }
    Files.deleteIfExists(cache);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Map.Entry<String, Path> e : classes.entrySet()) {
        entries.putNextEntry(new JarEntry(e.getKey()));
        Files.copy(e.getValue(), entries);
      }
    }
  }

  private static void collect(Path classes, String under, Map<String, Path> into)
      throws IOException {
    try (Stream<Path> files = Files.walk(classes.resolve(under))) {
      files
          .filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class"))
          .forEach(file -> into.put(classes.relativize(file).toString(), file));
    }
  }

  private void makeCache() throws IOException, InterruptedException {
    if (Files.exists(cache)) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:AOTCacheOutput=" + cache,
            "-XX:+UseSerialGC", // these as in jvm.h, or the JVM refuses the cache
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jar.toString(),
            "berkeley.sockets.preload.WarmUp");
    int status = run(builder, directory.resolve("cache.log"), 120);
    if (status != 0 || !Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache; see " + directory.resolve("cache.log"));
    }
  }

  /** What is added to the environment of a program. */
  private Map<String, String> environment(Kind kind, Path counts) {
    Map<String, String> added = new TreeMap<>();
    if (kind != Kind.LIBC) {
      added.put("BERKELEY_PRELOAD_JAVA", System.getProperty("java.home"));
      added.put("BERKELEY_PRELOAD_CLASSPATH", jar.toString());
      added.put("BERKELEY_PRELOAD_AOT", cache.toString());
      added.put("BERKELEY_PRELOAD_COUNTS", counts.toString());
      added.put("BERKELEY_PRELOAD_VIRTUAL", kind == Kind.VIRTUAL ? "1" : "0");
      added.put("LD_PRELOAD", library.toString());
    }
    return added;
  }

  /** The words of a command that put another one, which follows, over the mirror. */
  List<String> over(Kind kind, Path counts) {
    List<String> words = new ArrayList<>(List.of("env"));
    environment(kind, counts).forEach((name, value) -> words.add(name + "=" + value));
    return words;
  }

  /** A command in a network namespace of its own, where that is allowed. */
  List<String> isolated(List<String> command) {
    List<String> all = new ArrayList<>(namespace);
    all.addAll(command);
    return all;
  }

  private static List<String> namespace() throws IOException, InterruptedException {
    for (String options : List.of("-n", "-rn")) {
      List<String> words =
          List.of("unshare", options, "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");
      List<String> attempt = new ArrayList<>(words);
      attempt.add("true");
      try {
        if (run(new ProcessBuilder(attempt), Path.of("/dev/null"), 10) == 0) {
          return words;
        }
      } catch (IOException e) {
        return List.of(); // no unshare
      }
    }
    return List.of();
  }

  /**
   * Runs a command to its end.
   *
   * @return its status, or -1 after the limit
   */
  static int run(ProcessBuilder builder, Path log, int seconds)
      throws IOException, InterruptedException {
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM prints them
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
