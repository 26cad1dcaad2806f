/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every public type of an exported package says since when it is there. */
@Tag("static")
class SinceTest {
  private static final Pattern PUBLIC =
      Pattern.compile("(?m)^public (?:\\w+ )*(?:class|interface|record|enum) ");

  @Test
  void publicTypesTellTheirVersion() throws Exception {
    Path root = Path.of(System.getProperty("root.directory"), "api/src");
    List<String> without = new ArrayList<>();
    int types = 0;
    for (String tree : new String[] {"main/java", "generated/java"}) {
      for (String name : new String[] {"", "options", "net", "c"}) {
        Path directory = root.resolve(tree).resolve("berkeley/sockets").resolve(name);
        if (Files.isDirectory(directory)) {
          try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
              String source = Files.readString(file);
              Matcher declaration = PUBLIC.matcher(source);
              if (declaration.find()) {
                types++;
                if (!source.substring(0, declaration.start()).contains("@since ")) {
                  without.add(file.getFileName().toString());
                }
              }
            }
          }
        }
      }
    }
    assertEquals(List.of(), without);
    assertTrue(types > 100, types + " types");
  }
}
