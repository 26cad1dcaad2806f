/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed headers, Sys and Errno are what the generator emits: nobody edited them since. */
class EmissionTest {
  @TempDir Path directory;

  @Test
  void theGeneratorEmitsTheCommittedSources() throws Exception {
    Commands.generator("emit", directory.toString());
    Map<String, String> emitted = sources(directory);
    assertTrue(emitted.size() > 40, emitted.size() + " files");
    Map<String, String> committed = sources(SymbolLists.ROOT);
    committed.keySet().removeIf(file -> file.contains("/bindings/linux/")); // jextract's own
    assertEquals(emitted.keySet(), committed.keySet());
    emitted.forEach((file, text) -> assertEquals(text, committed.get(file), file));
  }

  private static Map<String, String> sources(Path root) throws Exception {
    Map<String, String> sources = new TreeMap<>();
    for (String module : new String[] {"bindings", "api"}) {
      for (String kind : new String[] {"java", "resources"}) {
        Path tree = root.resolve(module).resolve("src/generated").resolve(kind);
        if (Files.isDirectory(tree)) {
          try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              sources.put(module + "/" + tree.relativize(file), Files.readString(file));
            }
          }
        }
      }
    }
    return sources;
  }
}
