/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.nio.file.Files;
import java.nio.file.Path;
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
    out.append("# version: ")
        .append(Compilers.version(compiler).lines().findFirst().orElseThrow())
        .append('\n');
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

  /** Where the platform's compiler contradicts the committed facts, a line for each. */
  List<String> contradictions(String platform, String compiler) throws Exception {
    Map<String, String> committed = Facts.read(root).of(platform);
    return probe.ask(compiler).entrySet().stream()
        .filter(fact -> !Facts.onlyUnnamed(platform, fact.getKey(), fact.getValue()))
        .filter(fact -> !fact.getValue().equals(committed.getOrDefault(fact.getKey(), "present")))
        .map(
            fact ->
                fact.getKey()
                    + ": "
                    + committed.getOrDefault(fact.getKey(), "present")
                    + ", by the compiler "
                    + fact.getValue())
        .toList();
  }
}
