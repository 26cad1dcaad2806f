/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents as they are read on a forge: links lead somewhere, code that comes from an example
 * is what the example has, other code compiles. {@code -Ddocs=write} copies the examples anew.
 */
@Tag("static")
class DocumentsTest {
  private static final Path DOCS = Sources.ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COPIED =
      Pattern.compile(
          "^<!-- code: (\\S+?)(?:#(\\w+))? -->\\n\\n```java\\n(.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern JAVA =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** What the pages of the guide say that their snippets have. */
  private static final String SURROUNDINGS =
      """
      Socket socket;
      Socket listener;
      SockAddr address;
      Arena arena = Arena.global();
      MemorySegment buffer = arena.allocate(4096);
      byte[] data = new byte[4096];
      """;

  @TempDir Path directory;

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(Sources.ROOT);
        Stream<Path> below = Files.walk(DOCS)) {
      top.filter(DocumentsTest::isPage).forEach(pages::add);
      below.filter(DocumentsTest::isPage).forEach(pages::add);
    }
    return pages;
  }

  private static boolean isPage(Path file) {
    String name = file.toString();
    return name.endsWith(".md") && !name.contains("/node_modules/") && !name.contains("/target/");
  }

  @Test
  void linksLeadSomewhere() throws Exception {
    List<String> dead = new ArrayList<>();
    Map<Path, Set<String>> sections = new HashMap<>();
    for (Path page : pages()) {
      String text = FENCED.matcher(Files.readString(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        String target = link.group(1);
        if (target.matches("[a-z]+:.*")) {
          continue;
        }
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        boolean found = Files.exists(file);
        if (found && parts.length == 2) {
          if (!sections.containsKey(file)) {
            sections.put(file, sections(file));
          }
          found = sections.get(file).contains(parts[1]);
        }
        if (!found) {
          dead.add(Sources.ROOT.relativize(page) + ": " + target);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  /** The names that a forge gives to sections. */
  private static Set<String> sections(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    String text = FENCED.matcher(Files.readString(file)).replaceAll("");
    for (String line : text.lines().filter(l -> l.matches("#{1,6} .*")).toList()) {
      String name =
          line.replaceAll("^#+ ", "")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}_ -]", "")
              .replace(' ', '-');
      String unique = name;
      for (int i = 1; !names.add(unique); i++) {
        unique = name + "-" + i;
      }
    }
    return names;
  }

  @Test
  void copiedCodeIsThatOfTheExamples() throws Exception {
    int copies = 0;
    for (Path page : pages()) {
      String text = Files.readString(page);
      StringBuilder fresh = new StringBuilder();
      Matcher m = COPIED.matcher(text);
      while (m.find()) {
        copies++;
        String name = m.group(1) + (m.group(2) == null ? "" : "#" + m.group(2));
        String block =
            "<!-- code: " + name + " -->\n\n```java\n" + code(m.group(1), m.group(2)) + "```";
        m.appendReplacement(fresh, Matcher.quoteReplacement(block));
      }
      m.appendTail(fresh);
      if ("write".equals(System.getProperty("docs")) && !fresh.toString().equals(text)) {
        Files.writeString(page, fresh);
        text = fresh.toString();
      }
      assertEquals(fresh.toString(), text, page + ": see CONTRIBUTING.md, the documents");
    }
    assertTrue(copies >= 10, copies + " copies");
  }

  @Test
  void everyDecisionIsListed() throws Exception {
    StringBuilder list = new StringBuilder();
    try (Stream<Path> files = Files.list(DOCS.resolve("adr"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*/\\d+-.*")).sorted().toList()) {
        String title =
            Files.readAllLines(file).getFirst().replaceFirst("^# (\\d+\\.) (.*)", "$1 [$2]");
        list.append(title).append('(').append(file.getFileName()).append(")\n");
      }
    }
    Path page = DOCS.resolve("adr/README.md");
    String text = Files.readString(page);
    String fresh = text.substring(0, text.indexOf("\n1. [") + 1) + list;
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(page, fresh);
      text = fresh;
    }
    assertEquals(fresh, text, page + ": see CONTRIBUTING.md, the documents");
  }

  /** A region of a source, or all below its first comments; without the marks of regions. */
  private static String code(String file, String region) throws IOException {
    String text = Files.readString(Sources.ROOT.resolve(file));
    if (region == null) {
      text = text.substring(text.indexOf("\nimport") + 1);
    } else {
      Matcher m =
          Pattern.compile(
                  "^ *// #region " + region + "\\n(.*?)^ *// #endregion " + region + "$",
                  Pattern.MULTILINE | Pattern.DOTALL)
              .matcher(text);
      assertTrue(m.find(), file + " has no region " + region);
      text = m.group(1);
    }
    return text.replaceAll("(?m)^ *// #(?:end)?region.*\\n", "").stripTrailing().stripIndent()
        + "\n";
  }

  @Test
  void otherCodeOfTheGuideCompiles() throws Exception {
    List<Path> sources = new ArrayList<>();
    for (Path page : pages()) {
      String name = DOCS.relativize(page).toString();
      if (!name.startsWith("guide/") && !name.startsWith("start/")) {
        continue;
      }
      String text = COPIED.matcher(Files.readString(page)).replaceAll("");
      for (MatchResult block : JAVA.matcher(text).results().toList()) {
        String code = block.group(1);
        Matcher named = Pattern.compile("^public class (\\w+)", Pattern.MULTILINE).matcher(code);
        String file = named.find() ? named.group(1) : "Block" + sources.size();
        Path source = directory.resolve(file + ".java");
        sources.add(Files.writeString(source, code.contains("void main(") ? code : wrap(code)));
      }
    }
    assertTrue(sources.size() > 5, sources.size() + " blocks");
    Sources.compile(sources, directory.resolve("classes"));
  }

  private static String wrap(String code) {
    return "import berkeley.sockets.*;\nimport berkeley.sockets.net.*;\n"
        + "import berkeley.sockets.options.*;\n\n"
        + SURROUNDINGS
        + "void main() throws Exception {\n"
        + code
        + "}\n";
  }
}
