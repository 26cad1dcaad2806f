/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways in which a program that knows nothing of us gets native sockets, in a JVM of its own. */
enum Way {
  /** The JDK's classes, nothing of ours: the program itself is right, and our counters stand. */
  JDK {
    @Override
    List<String> flags(Path directory) {
      return List.of("-cp", classPath(false));
    }
  },
  PROPERTY {
    @Override
    List<String> flags(Path directory) {
      return List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Dberkeley.sockets.jmx=true",
          "-Djava.nio.channels.spi.SelectorProvider=berkeley.sockets.net.NativeSelectorProvider",
          "-cp",
          classPath(true));
    }
  },
  /** The three jars in one directory, as a user has them, and none of them on the class path. */
  AGENT {
    @Override
    List<String> flags(Path directory) throws IOException {
      Path agent = null;
      for (Path jar : ownJars().toList()) {
        Path copy = directory.resolve(jar.getFileName());
        Files.copy(jar, copy);
        if (copy.toString().endsWith("-agent.jar")) {
          agent = copy;
        }
      }
      return List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-javaagent:" + agent + "=socket,datagram,channel,jmx",
          "-cp",
          classPath(false));
    }
  };

  private static final Path ROOT = Path.of(System.getProperty("root.directory"));
  private static final long SECONDS = Long.getLong("child.seconds", 100);

  /** Those in which servers over channels run; with {@code -Dprograms.short=true} but one. */
  static List<Way> ofChannels() {
    return Boolean.getBoolean("programs.short") ? List.of(PROPERTY) : List.of(PROPERTY, AGENT);
  }

  abstract List<String> flags(Path directory) throws IOException;

  /** What the build made: the jars of the bindings, the api and the agent. */
  private static Stream<Path> ownJars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String module : List.of("bindings/target", "api/target")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(module))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    return jars.stream();
  }

  private static String classPath(boolean withOurs) {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .filter(entry -> withOurs || !isOurs(Path.of(entry)))
        .collect(Collectors.joining(":"));
  }

  private static boolean isOurs(Path entry) {
    return entry.getFileName().toString().startsWith("berkeley-sockets-")
        || entry.endsWith("api/target/classes")
        || entry.endsWith("bindings/target/classes");
  }

  /** Runs a program this way and fails unless it succeeds. */
  Counted run(Class<?> program, String... arguments) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("programs");
    Path log = directory.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(flags(directory));
    command.add(Launcher.class.getName());
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String output = Files.readString(log, StandardCharsets.UTF_8);
      assertEquals("0", ended ? Integer.toString(process.exitValue()) : "still running", output);
      return Counted.parse(output);
    } finally {
      process.destroyForcibly();
      Directories.delete(directory);
    }
  }
}
