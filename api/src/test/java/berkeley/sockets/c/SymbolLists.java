/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of the mirror look at: its classes, its sources and the lists they follow. */
final class SymbolLists {
  static final Path ROOT = Path.of(System.getProperty("root.directory"));

  /** One list of native/symbols. */
  record Header(String include, String javaClass, List<String> files, List<String> without) {
    Class<?> mirror() throws ClassNotFoundException {
      return Class.forName("berkeley.sockets.c." + javaClass);
    }
  }

  private SymbolLists() {}

  static List<Header> headers() throws IOException {
    List<Header> headers = new ArrayList<>();
    for (Path list : list(ROOT.resolve("native/symbols"))) {
      String include = null;
      String javaClass = null;
      List<String> files = List.of();
      List<String> without = new ArrayList<>(); // patterns of constants left out on purpose
      for (String line : Files.readAllLines(list)) {
        String[] words = line.split("\\s+");
        switch (words[0]) {
          case "header" -> include = words[1];
          case "class" -> javaClass = words[1];
          case "files" -> files = List.of(words).subList(1, words.length);
          case "without" -> without.addAll(List.of(words).subList(1, words.length));
          default -> {}
        }
      }
      if (javaClass != null) { // else a part that other headers include
        headers.add(new Header(include, javaClass, files, without));
      }
    }
    return headers;
  }

  static Path source(String javaClass) {
    return ROOT.resolve("api/src/main/java/berkeley/sockets/c/" + javaClass + ".java");
  }

  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
