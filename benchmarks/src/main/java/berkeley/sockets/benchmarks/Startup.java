/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Fresh JVMs that open, connect and accept one connection, in turn with empty ones; plain and with
 * the AOT cache of JDK 25. The figure is what they take longer than the empty JVM.
 */
final class Startup extends Workload {
  private static final String EMPTY = "empty";
  private static final String AOT = "-aot";
  private static final int ROUNDS = 11;
  private static final int QUICK = 5;

  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put(EMPTY, "Empty");
    PROGRAMS.put("mirror", "Mirror");
    PROGRAMS.put("socket", "ObjectLayer");
    PROGRAMS.put("java.net", "JavaNet");
    PROGRAMS.put("nio", "Nio");
  }

  private final List<String> who = new ArrayList<>();

  Startup() {
    super("startup", "a fresh JVM up to one accepted connection, above an empty one (its own row)");
    for (String name : PROGRAMS.keySet()) {
      who.add(name);
      who.add(name + AOT);
    }
    for (String name : who) {
      row(
          name,
          () -> {
            throw new UnsupportedOperationException("runs in JVMs of its own");
          });
    }
    gap("c", "starts no JVM");
    gap("jni", "costs what its library takes to load");
    gap("netty", "not measured");
    gap("junixsocket", "UNIX sockets only");
    gap("jnr-unixsocket", "UNIX sockets only");
  }

  @Override
  List<Row> measure(Plan plan, Consumer<String> progress) {
    Path caches = null;
    List<Row> rows = new ArrayList<>();
    try {
      caches = Files.createTempDirectory("berkeley");
      int rounds = plan == Plan.QUICK ? QUICK : ROUNDS;
      Map<String, List<String>> commands = commands(caches, progress);
      Map<String, double[]> times = new LinkedHashMap<>();
      commands.keySet().forEach(name -> times.put(name, new double[rounds]));
      for (int round = -1; round < rounds; round++) { // one more to fill the page cache
        progress.accept("round " + (round + 1) + " of " + rounds);
        for (Map.Entry<String, List<String>> command : commands.entrySet()) {
          double time = time(command.getValue());
          if (round >= 0) {
            times.get(command.getKey())[round] = time;
          }
        }
      }
      times.forEach((name, samples) -> rows.add(row(name, samples, times)));
    } catch (IOException | InterruptedException e) {
      who.forEach(name -> rows.add(Row.gap(id(), name, e.toString())));
    } finally {
      delete(caches);
    }
    gaps().forEach((name, why) -> rows.add(Row.gap(id(), name, why)));
    return rows;
  }

  private Row row(String name, double[] samples, Map<String, double[]> times) {
    double[] empty = times.get(name.endsWith(AOT) ? EMPTY + AOT : EMPTY);
    double[] above = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      above[i] = samples[i] - (name.startsWith(EMPTY) ? 0 : empty[i]);
    }
    double none = Double.NaN;
    double nanos = Statistics.median(above);
    return new Row(
        id(), name, none, none, none, false, nanos, none, samples.length, "wall", true, null);
  }

  /** The command lines, after the runs that make the caches. */
  private static Map<String, List<String>> commands(Path caches, Consumer<String> progress)
      throws IOException, InterruptedException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
      commands.put(program.getKey(), command(program.getValue()));
    }
    for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
      progress.accept("AOT cache for " + program.getKey());
      Path cache = caches.resolve(program.getValue() + ".aot");
      time(
          command(
              program.getValue(), "-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
      if (Files.exists(cache)) {
        commands.put(program.getKey() + AOT, command(program.getValue(), "-XX:AOTCache=" + cache));
      }
    }
    return commands;
  }

  private static List<String> command(String program, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-p",
            jar("bindings") + ":" + jar("api"),
            "--add-modules",
            "berkeley.sockets",
            "--enable-native-access=berkeley.sockets.bindings",
            "-cp",
            jar("benchmarks"),
            "berkeley.sockets.benchmarks.startup." + program));
    return command;
  }

  /** A module's jar: caches are made of jars only. */
  private static String jar(String module) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(module, "target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("berkeley-sockets.*\\.jar"))
          .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no jar of " + module + "; run mvn package"))
          .toString();
    }
  }

  private static double time(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed");
    }
    return System.nanoTime() - start;
  }

  private static void delete(Path directory) {
    if (directory != null) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      } catch (IOException e) {
        System.err.println("benchmarks: " + e);
      }
    }
  }

  @Override
  public int miniature() {
    return 0;
  }

  @Override
  public long countPerOperation() {
    return 1;
  }

  @Override
  public byte[] content() {
    return new byte[0];
  }
}
