/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/porting.md: its snippets compile, its table is complete, its links lead somewhere. */
@Tag("static")
class GuideTest {
  private static final Path GUIDE = Sources.ROOT.resolve("docs/porting.md");
  private static final Path HEADERS = Sources.ROOT.resolve("api/src/main/java/berkeley/sockets/c");

  /** What the guide says that its snippets have. */
  private static final String SURROUNDINGS =
      """
      int fd;
      int listener;
      Arena arena = Arena.global();
      MemorySegment buffer = arena.allocate(4096);
      byte[] data = new byte[4096];
      void echo(int fd) {}
      """;

  @TempDir Path directory;

  @Test
  void snippetsCompile() throws Exception {
    List<Path> sources = new ArrayList<>();
    for (String snippet : blocks("java")) {
      Path source = directory.resolve("Snippet" + sources.size() + ".java");
      sources.add(
          Files.writeString(source, snippet.contains("void main(") ? snippet : wrap(snippet)));
    }
    assertTrue(sources.size() > 15, "snippets found: " + sources.size());
    Sources.compile(sources, directory.resolve("classes"));
  }

  private static String wrap(String snippet) throws IOException {
    String imports =
        classes().stream()
            .map(c -> "import static berkeley.sockets.c." + c + ".*;\n")
            .collect(Collectors.joining());
    return imports
        + "import static java.lang.foreign.MemorySegment.NULL;\n"
        + "import static java.lang.foreign.ValueLayout.*;\n"
        + "import java.nio.ByteOrder;\n"
        + "import java.nio.charset.StandardCharsets;\n"
        + SURROUNDINGS
        + "void main() {\n"
        + snippet
        + "}\n";
  }

  @Test
  void tableHasEveryCall() throws Exception {
    TreeSet<String> inTable = new TreeSet<>();
    Pattern section = Pattern.compile("^### (?:`<[^>]*>`: )?`(\\w+)`$", Pattern.MULTILINE);
    String guide = Files.readString(GUIDE);
    String[] parts = section.split(guide.substring(guide.indexOf("## Every call")));
    List<String> names = section.matcher(guide).results().map(m -> m.group(1)).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Pattern.compile("\\| `([\\w<>\\[\\]]+ \\w+\\([^)]*\\))` \\|$", Pattern.MULTILINE)
          .matcher(parts[i + 1])
          .results()
          .map(m -> name + ": " + m.group(1).replaceAll(" \\w+(?=[,)])", ""))
          .forEach(inTable::add);
    }
    assertEquals(String.join("\n", inMirror()), String.join("\n", inTable));
  }

  private static TreeSet<String> inMirror() throws Exception {
    TreeSet<String> calls = new TreeSet<>();
    for (String name : classes()) {
      Class<?> header = Class.forName("berkeley.sockets.c." + name);
      for (Method method : header.getDeclaredMethods()) {
        int modifiers = method.getModifiers();
        if (Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers) && !method.isSynthetic()) {
          calls.add(name + ": " + signature(method));
        }
      }
    }
    return calls;
  }

  private static String signature(Method method) {
    String parameters =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    if (method.isVarArgs()) {
      parameters = parameters.substring(0, parameters.length() - 2) + "...";
    }
    return method.getReturnType().getSimpleName() + " " + method.getName() + "(" + parameters + ")";
  }

  /** The public classes of the C mirror. */
  private static List<String> classes() throws IOException {
    try (Stream<Path> files = Files.list(HEADERS)) {
      return files
          .map(f -> f.getFileName().toString().replace(".java", ""))
          .filter(f -> !f.contains("-"))
          .filter(GuideTest::isPublic)
          .sorted()
          .toList();
    }
  }

  private static boolean isPublic(String name) {
    try {
      return Modifier.isPublic(Class.forName("berkeley.sockets.c." + name).getModifiers());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void linksLeadToSections() throws Exception {
    String guide = Files.readString(GUIDE);
    List<String> sections =
        guide
            .lines()
            .filter(l -> l.startsWith("## "))
            .map(l -> l.substring(3).toLowerCase(Locale.ROOT))
            .map(l -> l.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
            .toList();
    for (MatchResult link :
        Pattern.compile("\\]\\(#([^)]+)\\)").matcher(guide).results().toList()) {
      assertTrue(sections.contains(link.group(1)), link.group() + " in " + sections);
    }
    for (MatchResult file :
        Pattern.compile("`(api/examples/\\w+\\.java)`").matcher(guide).results().toList()) {
      assertTrue(Files.exists(Sources.ROOT.resolve(file.group(1))), file.group(1));
    }
  }

  private static List<String> blocks(String language) throws IOException {
    Pattern fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    return fence.matcher(Files.readString(GUIDE)).results().map(m -> m.group(1)).toList();
  }
}
