/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The compilers that native/facts names. In a command, {@code $ZIG} is the directory of the
 * unpacked npm package of zig, by the environment variable of that name or where native/compilers
 * puts it; {@code $FREEBSD} is one with {@code usr/include} of FreeBSD for each processor, likewise
 * ({@code x86_64/usr/include}); {@code $KERNEL} is a directory with nothing but the Linux headers
 * of this machine, so that no platform's facts come from another version of them.
 */
final class Compilers {
  private Compilers() {}

  /**
   * The command as the facts have it, in words, to which more can be added.
   *
   * @param directory for what the command needs
   */
  static List<String> command(String compiler, Path directory) throws IOException {
    Path kernel = directory.resolve("kernel");
    if (compiler.contains("$KERNEL") && !Files.exists(kernel)) {
      Files.createDirectories(kernel);
      for (String part : List.of("linux", "asm-generic")) {
        Files.createSymbolicLink(kernel.resolve(part), Path.of("/usr/include", part));
      }
    }
    return words(compiler.replace("$KERNEL", kernel.toString()));
  }

  private static List<String> words(String compiler) {
    return new ArrayList<>(List.of(placed(compiler).split(" ")));
  }

  /** The command with the places of what is installed here. */
  static String placed(String compiler) {
    String command = compiler;
    for (String variable : List.of("ZIG", "FREEBSD")) {
      command = command.replace("$" + variable, directory(variable).toString());
    }
    return command;
  }

  private static Path directory(String variable) {
    String given = System.getenv(variable);
    return given != null
        ? Path.of(given)
        : Path.of(System.getProperty("user.home"), ".cache/berkeley-sockets")
            .resolve(variable.toLowerCase(Locale.ROOT));
  }

  /**
   * The compiler of a platform: the one that its facts name, or another one here of the same
   * target. {@code cc} is that of the reference on some machines only, and on others it is that of
   * a platform whose facts name a cross compiler.
   *
   * @param command as the facts have it
   * @return the command, or null where none is installed
   */
  static String of(String platform, String command) throws Exception {
    if (command.contains("$ZIG")) { // is told its target
      return version(command) == null ? null : command;
    }
    String processor = platform.split("-")[1].replace("ppc64le", "powerpc64le");
    String named = command.split(" ")[0];
    for (String program : List.of(named, "cc", processor + "-linux-gnu-gcc")) {
      if (target(program).matches(processor + "-(?!.*musl).*linux.*")) {
        return program.equals(named) ? command : program + " -I$KERNEL";
      }
    }
    return null;
  }

  private static String target(String program) throws Exception {
    try {
      return run(List.of(program, "-dumpmachine")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** What the compiler says of itself, or null where it, or the headers it needs, are missing. */
  static String version(String compiler) throws Exception {
    for (String variable : List.of("ZIG", "FREEBSD")) {
      if (compiler.contains("$" + variable) && !Files.isDirectory(directory(variable))) {
        return null;
      }
    }
    List<String> command = words(compiler);
    boolean zig = command.size() > 1 && command.get(1).equals("cc");
    try {
      return run(
          zig
              ? List.of(command.getFirst(), "cc", "--version")
              : List.of(command.getFirst(), "--version"));
    } catch (IOException e) {
      return null;
    }
  }

  static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    process.waitFor();
    return output;
  }
}
