/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs other programs: compilers, this JVM's java, the generator. */
final class Commands {
  record Result(int status, String output) {}

  /** For programs that end before C2's code would pay. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  private Commands() {}

  /** What a command prints, errors included; it must end within ten minutes. */
  static Result run(List<String> command) throws Exception {
    Path file = Files.createTempFile("output", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile()).start();
    try {
      assertTrue(process.waitFor(600, TimeUnit.SECONDS), () -> command + " does not end");
      return new Result(process.exitValue(), Files.readString(file, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(file);
    }
  }

  /** Whether a program can be started. */
  static boolean exists(String program) {
    try {
      return run(List.of(program, "--version")).status == 0;
    } catch (Exception e) {
      return false;
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What native/generator prints for the arguments; it must succeed. */
  static String generator(String... arguments) throws Exception {
    return generatorBy(List.of(java(), QUICK), arguments);
  }

  /** The same, started by a command that ends in java. */
  static String generatorBy(List<String> java, String... arguments) throws Exception {
    Result result = generatorIn(java, SymbolLists.ROOT, arguments);
    assertEquals(0, result.status, result.output);
    return result.output;
  }

  /** How native/generator ends over the lists and facts of a directory like the project's. */
  static Result generatorIn(Path root, String... arguments) throws Exception {
    return generatorIn(List.of(java(), QUICK), root, arguments);
  }

  private static Result generatorIn(List<String> java, Path root, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(java);
    command.add("-cp");
    command.add(Generator.CLASSES.toString());
    command.add("Generate");
    command.add(root.toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** The generator, compiled once: from its sources, java would compile it for every run. */
  private static final class Generator {
    static final Path CLASSES = compile();

    private static Path compile() {
      try {
        Path classes = Files.createTempDirectory(Path.of("target"), "generator");
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        List<String> command = new ArrayList<>(List.of(javac, "-J" + QUICK, "-d"));
        command.add(classes.toString());
        try (Stream<Path> sources = Files.list(SymbolLists.ROOT.resolve("native/generator"))) {
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(f -> command.add("" + f));
        }
        Result result = run(command);
        assertEquals(0, result.status, result.output);
        return classes;
      } catch (Exception e) {
        throw new IllegalStateException("the generator does not compile", e);
      }
    }
  }

  private static final Pattern BASE = Pattern.compile("where they differ from those of ([^;]+)");

  /** The committed facts, by name; what a platform shares with its base included. */
  static Map<String, String> facts(String platform) throws IOException {
    List<String> lines =
        Files.readAllLines(SymbolLists.ROOT.resolve("native/facts/" + platform + ".txt"));
    Matcher base = BASE.matcher(lines.getFirst());
    Map<String, String> facts = base.find() ? facts(base.group(1)) : new TreeMap<>();
    for (String line : lines) {
      if (!line.startsWith("#")) {
        int space = line.indexOf(' ');
        facts.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    facts.replaceAll( // an absent struct has no fields
        (name, worth) ->
            "absent".equals(facts.get(name.replaceFirst("\\..*", ""))) ? "absent" : worth);
    return facts;
  }
}
