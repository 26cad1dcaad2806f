/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The pages of docs/reference, one for each C header: made from the lists of native/symbols, the
 * emitted headers and the Javadoc of the mirror.
 */
final class ReferencePages {
  static final Path DIRECTORY = SymbolLists.ROOT.resolve("docs/reference");
  private static final Path EMITTED =
      SymbolLists.ROOT.resolve("bindings/src/generated/java/berkeley/sockets/bindings/headers");
  private static final String NOTE = "<!-- Written by ReferenceTest; do not edit. -->\n\n";

  private static final Pattern FUNCTION =
      Pattern.compile(
          "^ {2}/\\*\\*\\s+(?:\\* )?\\{@code"
              + " ((?:[^{}]|\\{[^{}]*\\})*)\\}(?:(?!\\*/).)*?\\*/\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*public"
              + " static (?:@\\w+ )?([\\w\\[\\]]+) (\\w+)\\(([^)]*)\\)",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CONSTANT =
      Pattern.compile(
          "^ {2}/\\*\\* \\{@code (\\w+)\\}: (.*?) \\*/\\n {2}(?:int|long|MemorySegment) \\1 =",
          Pattern.MULTILINE);
  private static final Pattern MEMORY =
      Pattern.compile(
          "^ {2}/\\*\\* \\{@code ([^}]*)\\}(?:: (.*?))? \\*/\\n"
              + " {2}public static final MemorySegment (\\w+) =",
          Pattern.MULTILINE);
  private static final Pattern STRUCT =
      Pattern.compile(
          "^ {2}final class (\\w+) \\{\\n(.*?)^ {2}\\}$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile(
          "^ {4}/\\*\\* \\{@code ([^}]*)\\}[^\\n"
              + "]*\\*/\\n"
              + " {4}public static \\w+(?:\\[\\])? (\\w+)\\(MemorySegment struct(?:, (?:int|long)"
              + " \\w+)?\\) \\{\\n"
              + " {6}return",
          Pattern.MULTILINE);

  /** A list of native/symbols, by its name such as sys_un; without a class it is a shared part. */
  private record Part(String name, String include, String javaClass, List<String> includes) {}

  private final Map<String, Part> parts = new TreeMap<>();

  private ReferencePages() throws IOException {
    for (Path list : SymbolLists.list(SymbolLists.ROOT.resolve("native/symbols"))) {
      String name = list.getFileName().toString().replace(".txt", "");
      String include = null;
      String javaClass = null;
      List<String> includes = List.of();
      for (String line : Files.readAllLines(list)) {
        String[] words = line.split("\\s+");
        switch (words[0]) {
          case "header" -> include = words[1];
          case "class" -> javaClass = words[1];
          case "includes" -> includes = List.of(words).subList(1, words.length);
          default -> {}
        }
      }
      parts.put(name, new Part(name, include, javaClass, includes));
    }
  }

  /** File names and what is in them. */
  static Map<String, String> all() throws IOException {
    ReferencePages pages = new ReferencePages();
    Map<String, String> all = new LinkedHashMap<>();
    Map<String, String> functions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    StringBuilder headers = new StringBuilder();
    for (Part part : pages.parts.values()) {
      if (part.javaClass != null) {
        String page = pages.page(part, functions);
        all.put(part.name + ".md", page);
        headers.append(
            "| [`<%s>`](%s.md) | `%s` |%n".formatted(part.include, part.name, part.javaClass));
      }
    }
    StringBuilder index = new StringBuilder();
    index.append("# Reference: one page per C header\n\n").append(NOTE);
    index.append(
        """
        Each class of package `berkeley.sockets.c` has the functions, macros, structs and constants of one C
        header, under their names in C. What differs from C in a call, if anything, is in its Javadoc under
        "Differences from C". The [porting guide](../porting/README.md) tells how C's constructs look in Java.

        ## Headers

        | header | class |
        |---|---|
        """);
    index.append(headers);
    index.append("\nBesides: [`Pointers` and `Platform`](helpers.md), which C does not have.\n");
    index.append("\n## Functions and macros from A to Z\n\n");
    functions.forEach(
        (name, page) -> index.append("[`%s`](%s#functions-and-macros) ·%n".formatted(name, page)));
    index.setLength(index.length() - " ·\n".length());
    all.put("README.md", index.append('\n').toString());
    all.put("helpers.md", pages.helpers());
    return all;
  }

  private String page(Part part, Map<String, String> names) throws IOException {
    String mirror = Files.readString(SymbolLists.source(part.javaClass));
    StringBuilder page = new StringBuilder();
    page.append("# `<%s>`: `%s`%n%n".formatted(part.include, part.javaClass)).append(NOTE);
    page.append(
        "```java\nimport static berkeley.sockets.c.%s.*;\n```%n%n".formatted(part.javaClass));
    page.append("Javadoc: `berkeley.sockets.c.%s`.".formatted(part.javaClass));
    List<String> included = new ArrayList<>();
    StringBuilder emitted = new StringBuilder(emitted(part));
    for (String name : part.includes) {
      Part other = parts.get(name);
      if (other.javaClass == null) {
        emitted.append(emitted(other));
      } else {
        included.add("[`<%s>`](%s.md)".formatted(other.include, name));
      }
    }
    if (!included.isEmpty()) {
      page.append(" As in C it also brings ").append(String.join(", ", included)).append(".");
    }
    page.append('\n');
    String calls = functions(mirror, part.name + ".md", names);
    section(page, "Functions and macros", "| C | Java |\n|---|---|\n", calls);
    section(page, "Structs", "| struct | fields |\n|---|---|\n", structs(emitted));
    section(
        page,
        "Constants",
        "| constant | value on Linux x86-64, other values, meaning |\n|---|---|\n",
        constants(emitted, mirror));
    return page.toString();
  }

  private static void section(StringBuilder page, String title, String head, String rows) {
    if (!rows.isEmpty()) {
      page.append("\n## ").append(title).append("\n\n").append(head).append(rows);
    }
  }

  private static String emitted(Part part) throws IOException {
    return Files.readString(EMITTED.resolve(part.name + "_h.java"));
  }

  private static String functions(String source, String page, Map<String, String> names) {
    StringBuilder rows = new StringBuilder();
    for (MatchResult m : FUNCTION.matcher(source).results().toList()) {
      String c = m.group(1).replaceAll("\\s*\\n\\s*\\* ", " ");
      String java =
          m.group(2) + " " + m.group(3) + "(" + flat(m.group(4)).replaceAll("@\\w+ ", "") + ")";
      rows.append("| `%s` | `%s` |%n".formatted(cell(c), cell(java)));
      names.put(m.group(3), page);
    }
    return rows.toString();
  }

  private static String flat(String parameters) {
    return parameters.strip().replaceAll("\\s+", " ").replace("@Nullable ", "");
  }

  private static String structs(CharSequence source) {
    StringBuilder rows = new StringBuilder();
    for (MatchResult m : STRUCT.matcher(source).results().toList()) {
      List<String> fields = new ArrayList<>();
      for (MatchResult f : FIELD.matcher(m.group(2)).results().toList()) {
        fields.add("`" + cell(f.group(1)) + "`");
      }
      rows.append("| `%s` | %s |%n".formatted(m.group(1), String.join(", ", fields)));
    }
    return rows.toString();
  }

  private static String constants(CharSequence emitted, String mirror) {
    StringBuilder rows = new StringBuilder();
    for (MatchResult m : CONSTANT.matcher(emitted).results().toList()) {
      rows.append("| `%s` | %s |%n".formatted(m.group(1), cell(text(m.group(2)))));
    }
    for (MatchResult m : MEMORY.matcher(mirror).results().toList()) {
      String meaning = m.group(2) == null ? m.group(1) : m.group(2);
      rows.append("| `%s` | %s |%n".formatted(m.group(3), cell(text(meaning))));
    }
    return rows.toString();
  }

  /** Text of a comment, with what Markdown and HTML would take for their own. */
  private static String text(String comment) {
    return comment
        .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private String helpers() throws IOException {
    StringBuilder page = new StringBuilder("# `Pointers` and `Platform`\n\n").append(NOTE);
    page.append("What a port needs in place of C's syntax.\n");
    String pointers = Files.readString(SymbolLists.source("Pointers"));
    String head = "| C | Java |\n|---|---|\n";
    section(page, "`Pointers`", head, functions(pointers, "", new TreeMap<>()));
    section(page, "`Platform`", head, "| `#ifdef SO_PEEK_OFF` | `boolean has(long constant)` |\n");
    return page.toString();
  }
}
