/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.workloads;

import berkeley.sockets.benchmarks.measure.Plan;
import berkeley.sockets.benchmarks.measure.Result;
import berkeley.sockets.benchmarks.measure.Running;
import berkeley.sockets.benchmarks.measure.TemporaryDirectory;
import berkeley.sockets.benchmarks.measure.Workload;
import berkeley.sockets.benchmarks.startup.Empty;
import berkeley.sockets.benchmarks.startup.JavaNet;
import berkeley.sockets.benchmarks.startup.Mirror;
import berkeley.sockets.benchmarks.startup.Nio;
import berkeley.sockets.benchmarks.startup.ObjectLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Fresh JVMs that open, connect and accept one connection, in turn with empty ones; plain and with
 * the AOT cache of JDK 25. The figure is what they take longer than the empty JVM.
 */
public final class Startup extends Workload {
  private static final String EMPTY = "empty";
  private static final String AOT = "-aot";
  private static final int ROUNDS = 11;
  private static final int QUICK = 5;

  private static final Map<String, Class<?>> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put(EMPTY, Empty.class);
    PROGRAMS.put("mirror", Mirror.class);
    PROGRAMS.put("socket", ObjectLayer.class);
    PROGRAMS.put("java.net", JavaNet.class);
    PROGRAMS.put("nio", Nio.class);
  }

  public Startup() {
    super("startup", "a fresh JVM up to one accepted connection, above an empty one (its own row)");
    for (String name : PROGRAMS.keySet()) {
      row(name, () -> running(name));
    }
    for (String name : PROGRAMS.keySet()) {
      row(name + AOT, () -> running(name + AOT));
    }
    gap("c", "starts no JVM");
    gap("jni", "costs what its library takes to load");
    gap("netty", "not measured");
    gapsOfUnixLibraries();
  }

  /** A JVM for each operation. */
  private static Running running(String name) throws Exception {
    TemporaryDirectory directory = TemporaryDirectory.create();
    try {
      List<String> command = command(directory.path(), name);
      return Running.each(
          () -> {
            time(command);
            return 1;
          },
          () -> new byte[0],
          directory);
    } catch (Exception e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public List<Result> measure(Plan plan, Consumer<String> progress) {
    List<Result> rows = new ArrayList<>();
    int rounds = plan == Plan.QUICK ? QUICK : ROUNDS;
    Map<String, Double> times = new LinkedHashMap<>();
    try {
      Path directory = Files.createTempDirectory("berkeley"); // deleted with this JVM's own
      Map<String, List<String>> commands = new LinkedHashMap<>();
      for (String name : implementations().keySet()) {
        progress.accept("preparing " + name);
        try {
          commands.put(name, command(directory, name));
        } catch (UnsupportedOperationException e) {
          rows.add(Result.gap(id(), name, e.getMessage()));
        }
      }
      for (int round = 0; round < rounds; round++) {
        progress.accept("round " + (round + 1) + " of " + rounds);
        for (Map.Entry<String, List<String>> command : commands.entrySet()) {
          times.merge(command.getKey(), time(command.getValue()), Math::min);
        }
      }
      times.keySet().forEach(name -> rows.add(row(name, times, rounds)));
    } catch (IOException | InterruptedException e) {
      implementations().keySet().forEach(name -> rows.add(Result.gap(id(), name, e.toString())));
    }
    gaps().forEach((name, why) -> rows.add(Result.gap(id(), name, why)));
    return rows;
  }

  /** Whatever disturbs a start makes it longer: the shortest tells most. */
  private Result row(String name, Map<String, Double> times, int rounds) {
    double above = name.startsWith(EMPTY) ? 0 : times.get(name.endsWith(AOT) ? EMPTY + AOT : EMPTY);
    double none = Double.NaN;
    double nanos = times.get(name) - above;
    return new Result(id(), name, none, none, none, false, nanos, none, rounds, "wall", true, null);
  }

  /** The command line, after the run that makes a cache, if it needs one. */
  private static List<String> command(Path directory, String name)
      throws IOException, InterruptedException {
    Class<?> program = PROGRAMS.get(name.replace(AOT, ""));
    String jar = programs(directory);
    if (!name.endsWith(AOT)) {
      return command(jar, program);
    }
    Path cache = directory.resolve(program.getSimpleName() + ".aot");
    time(command(jar, program, "-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    if (!Files.exists(cache)) {
      throw new UnsupportedOperationException("this JVM makes no AOT cache");
    }
    return command(jar, program, "-XX:AOTCache=" + cache);
  }

  private static List<String> command(String jar, Class<?> program, String... options) {
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
            jar,
            program.getName()));
    return command;
  }

  /** The programs in a jar: caches are made of jars only. */
  private static String programs(Path directory) throws IOException {
    Path file = directory.resolve("programs.jar");
    if (!Files.exists(file)) {
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
        for (Class<?> program : PROGRAMS.values()) {
          String entry = program.getName().replace('.', '/') + ".class";
          try (InputStream code = Startup.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
          }
        }
      }
    }
    return file.toString();
  }

  /** A module's jar. */
  private static String jar(String module) {
    Path target = Path.of(System.getProperty("root.directory", ""), module, "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(f -> f.getFileName().toString().matches("berkeley-sockets.*\\.jar"))
          .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no such file"))
          .toString();
    } catch (IOException e) {
      throw new UnsupportedOperationException("no jar of " + module + "; run mvn package", e);
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

  @Override
  public int miniature() {
    return 1;
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
