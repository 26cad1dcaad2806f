/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Holds every hand-written source to one format and a licence header; {@code fix} repairs it. */
public final class Format {
  static final String LICENCE = "SPDX-License-Identifier: Apache-2.0";
  static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.defaultOptions());

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    boolean fix = args[1].equals("fix");
    Queue<Path> wrong = new ConcurrentLinkedQueue<>();
    Queue<Path> unlicensed = new ConcurrentLinkedQueue<>();
    sources(root).parallelStream()
        .forEach(
            file -> {
              String text = read(file);
              if (text.lines().limit(5).noneMatch(l -> l.contains(LICENCE))) {
                unlicensed.add(file);
              }
              if (file.toString().endsWith(".java") && !isFormatted(file, text, fix)) {
                wrong.add(file);
              }
            });
    wrong.forEach(f -> System.err.println("not formatted: " + root.relativize(f)));
    unlicensed.forEach(f -> System.err.println("no licence header: " + root.relativize(f)));
    if (!wrong.isEmpty()) {
      System.err.println("run: mvn -N validate -Dformat=fix");
    }
    System.exit(wrong.isEmpty() && unlicensed.isEmpty() ? 0 : 1);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After it was repaired, if that is wanted. */
  static boolean isFormatted(Path file, String text, boolean fix) {
    try {
      String formatted = format(text);
      if (formatted.equals(text)) {
        return true;
      }
      if (fix) {
        Files.writeString(file, formatted);
      }
      return fix;
    } catch (Exception e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  static String format(String text) throws Exception {
    return text.contains("\nvoid main(") ? formatCompact(text) : formatClass(text);
  }

  /** A compact source file, whose class the formatter has to be shown. */
  static String formatCompact(String text) throws Exception {
    int imports = text.indexOf('\n', text.lastIndexOf("\nimport ") + 1) + 1;
    String open = "class Compact {\n";
    String whole =
        formatClass(text.substring(0, imports) + "\n" + open + text.substring(imports) + "}\n");
    int body = whole.indexOf(open);
    StringBuilder result = new StringBuilder(whole.substring(0, body));
    String inside = whole.substring(body + open.length(), whole.lastIndexOf('}')).strip();
    inside
        .lines()
        .map(l -> l.startsWith("  ") ? l.substring(2) : l)
        .forEach(l -> result.append(l).append('\n'));
    return result.toString();
  }

  static String formatClass(String text) throws Exception {
    String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }

  static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> f.toString().matches(".*\\.(java|c|h)"))
          .filter(f -> !f.toString().contains("/target/"))
          .filter(f -> !f.toString().contains("/src/generated/"))
          .sorted()
          .toList();
    }
  }
}
