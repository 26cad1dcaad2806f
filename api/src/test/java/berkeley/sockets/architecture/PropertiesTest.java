/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The properties in docs/diagnostics.md are those that the sources name. */
@Tag("static")
class PropertiesTest {
  private static final Path ROOT = Path.of(System.getProperty("root.directory"));

  /**
   * A name in full, or the end of one after the trace's; events begin with an upper case letter.
   */
  private static final Pattern IN_SOURCES =
      Pattern.compile("\"(berkeley\\.sockets\\.[a-z][a-z.]*)\"|PREFIX \\+ \"(\\.[a-z]+)\"");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(berkeley\\.sockets\\.[a-z.]+)` \\| [^|]+ \\| [^|]+ \\|$");

  private static TreeSet<String> inSources() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (String module : List.of("bindings", "api")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          Matcher name = IN_SOURCES.matcher(Files.readString(file));
          while (name.find()) {
            String tail = name.group(2);
            names.add(tail == null ? name.group(1) : "berkeley.sockets.trace" + tail);
          }
        }
      }
    }
    return names;
  }

  @Test
  void eachHasARow() throws Exception {
    List<String> rows = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/diagnostics.md")));
    while (row.find()) {
      rows.add(row.group(1));
    }
    assertEquals(List.copyOf(inSources()), rows);
  }

  /** Each is read where it is named: by System, Boolean or Integer, or through a constant. */
  @Test
  void noneIsReadUnderAnotherName() throws Exception {
    List<String> unknown = new ArrayList<>();
    Pattern read =
        Pattern.compile(
            "(?:System\\.getProperty|Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)"
                + "\\(\\s*([^,)\\s]+)");
    for (String module : List.of("bindings", "api")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          Matcher call = read.matcher(Files.readString(file));
          while (call.find()) {
            String name = call.group(1);
            if (!name.matches("\"(berkeley\\.sockets|os|java|jdk)\\..*|[A-Z]+|name")) {
              unknown.add(file.getFileName() + ": " + name);
            }
          }
        }
      }
    }
    assertEquals(Collections.emptyList(), unknown);
  }
}
