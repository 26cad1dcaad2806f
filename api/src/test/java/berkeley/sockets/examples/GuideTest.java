/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/porting and docs/from-other-apis.md: their snippets compile. */
@Tag("static")
class GuideTest {
  private static final Path DOCS = Sources.ROOT.resolve("docs");
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

  private static List<Path> guides() throws IOException {
    try (Stream<Path> pages = Files.list(DOCS.resolve("porting"))) {
      return Stream.concat(pages.sorted(), Stream.of(DOCS.resolve("from-other-apis.md"))).toList();
    }
  }

  private static List<String> blocks(String language) throws IOException {
    Pattern fence =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    List<String> blocks = new ArrayList<>();
    for (Path guide : guides()) {
      fence.matcher(Files.readString(guide)).results().map(m -> m.group(1)).forEach(blocks::add);
    }
    return blocks;
  }
}
