/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The hand-written lists in native/symbols, as the tests read them. */
final class SymbolLists {
  static final Path ROOT = Path.of(System.getProperty("root.directory"));

  private SymbolLists() {}

  /** One list: its name without the suffix, and its lines as words. */
  record SymbolList(String name, List<List<String>> lines) {
    /** All words that follow the keyword in this list. */
    List<String> all(String keyword) {
      return lines.stream()
          .filter(l -> l.getFirst().equals(keyword))
          .flatMap(l -> l.stream().skip(1))
          .toList();
    }

    /** The first word that follows the keyword, of each line that begins with it. */
    List<String> first(String keyword) {
      return lines.stream().filter(l -> l.getFirst().equals(keyword)).map(l -> l.get(1)).toList();
    }

    /** jextract's class for this header, or null where it has neither functions nor constants. */
    Class<?> headerClass() {
      try {
        return Class.forName("berkeley.sockets.bindings.linux." + name + "_h");
      } catch (ClassNotFoundException e) {
        return null;
      }
    }
  }

  static List<SymbolList> read() {
    try (Stream<Path> files = Files.list(ROOT.resolve("native/symbols"))) {
      return files.sorted().map(SymbolLists::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SymbolList read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return new SymbolList(
          file.getFileName().toString().replace(".txt", ""),
          lines
              .map(String::strip)
              .filter(l -> !l.isEmpty() && !l.startsWith("#"))
              .map(l -> List.of(l.split("\\s+")))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
