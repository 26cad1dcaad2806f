/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks a platform's compiler, and writes the platform's file or says where both differ. */
final class FactsWriter {
  private final Path root;
  private final Probe probe;

  FactsWriter(Path root, Probe probe) {
    this.root = root;
    this.probe = probe;
  }

  /** Everything for the reference platform, else what differs from the platform's base. */
  void write(String platform, String compiler) throws Exception {
    Map<String, String> asked = probe.ask(compiler);
    String versions = Versions.take(asked);
    String base = Facts.base(platform);
    Map<String, String> known = base == null ? Map.of() : Facts.read(root).of(base);
    TreeSet<String> unnamed = new TreeSet<>();
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(asked)
        .forEach(
            (name, worth) -> {
              String there = known.getOrDefault(name, "present");
              if (Facts.onlyUnnamed(platform, name, worth) && !there.equals(Facts.ABSENT)) {
                unnamed.add(name);
              } else if (Facts.impliedBy(name)
                  .map(asked::get)
                  .filter(Facts.ABSENT::equals)
                  .isPresent()) {
                return; // its struct's line says it
              } else if (base == null ? !worth.equals("present") : !worth.equals(there)) {
                lines.append(name).append(' ').append(worth).append('\n');
              }
            });
    StringBuilder out = new StringBuilder("# The facts of " + platform);
    out.append(base == null ? "" : ", where they differ from those of " + base);
    out.append("; written by native/generate --facts.\n");
    out.append("# compiler: ").append(compiler).append('\n');
    out.append("# version: ").append(firstLine(Compilers.version(compiler))).append('\n');
    if (!versions.isEmpty()) {
      out.append("# headers: ").append(versions).append('\n');
    }
    out.append(wrapped(unnamed));
    Path file = Facts.file(root, platform);
    Files.createDirectories(file.getParent());
    Files.writeString(file, out.append(lines));
    System.out.println(platform + ": " + asked.size() + " facts by " + compiler);
  }

  private static String wrapped(TreeSet<String> names) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String name : names) {
      if (column == 0 || column + 1 + name.length() > 100) {
        out.append(out.isEmpty() ? "" : "\n").append(Facts.UNNAMED.strip());
        column = Facts.UNNAMED.length() - 1;
      }
      out.append(' ').append(name);
      column += 1 + name.length();
    }
    return out.append(out.isEmpty() ? "" : "\n").toString();
  }

  private static String firstLine(String version) {
    return version.lines().findFirst().orElseThrow();
  }

  /**
   * Where the platform's compiler contradicts the committed facts, a line for each. A line begins
   * with {@code other versions: } if it is only that the headers here are not those of the facts.
   */
  List<String> contradictions(String platform, String compiler) throws Exception {
    Facts facts = Facts.read(root);
    Map<String, String> committed = facts.of(platform);
    Map<String, String> asked = probe.ask(compiler);
    String versions = Versions.take(asked);
    boolean same = facts.headers(platform).equals(versions);
    if (same && !versions.matches(".*(glibc|FreeBSD).*")) { // the C library came with the compiler
      versions = firstLine(Compilers.version(compiler));
      same = facts.version(platform).equals(versions);
    }
    Versions rules = new Versions(root);
    List<String> lines = new ArrayList<>();
    if (!same) {
      lines.add(OTHER + versions);
    }
    for (var fact : asked.entrySet()) {
      String name = fact.getKey();
      String worth = committed.getOrDefault(name, "present");
      String here = fact.getValue();
      if (!here.equals(worth) && !(same && Facts.onlyUnnamed(platform, name, here))) {
        boolean excused = !same && rules.excuse(name, worth, here);
        lines.add((excused ? OTHER : "") + name + ": " + worth + ", by the compiler " + here);
      }
    }
    return lines;
  }

  private static final String OTHER = "other versions: ";
}
