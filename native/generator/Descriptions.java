/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What constants mean, in a phrase each: native/descriptions, a file for each list of
 * native/symbols. A line is a name and its phrase, without a full stop:
 *
 * <pre>
 * SO_KEEPALIVE Sends probes on a connection that is idle (int)
 * </pre>
 *
 * <p>A constant need not have one. A phrase for a name that its header does not have is an error.
 */
final class Descriptions {
  private final Map<String, String> phrases = new HashMap<>();

  private Descriptions() {}

  static Descriptions read(Path root, List<Lists.Header> headers, Model model) throws IOException {
    Descriptions descriptions = new Descriptions();
    Set<String> shared = names(model.shared());
    Set<Path> expected = new HashSet<>();
    for (Lists.Header header : headers) {
      Path file = directory(root).resolve(header.id() + ".txt");
      expected.add(file);
      if (Files.exists(file)) {
        Set<String> names = names(model.constants(header));
        names.addAll(shared);
        descriptions.read(file, names);
      }
    }
    try (Stream<Path> files = Files.list(directory(root))) {
      for (Path file : files.toList()) {
        if (!expected.contains(file)) {
          throw new IllegalArgumentException(file + ": no such list in native/symbols");
        }
      }
    }
    return descriptions;
  }

  private static Path directory(Path root) {
    return root.resolve("native/descriptions");
  }

  private static Set<String> names(List<Model.Constant> constants) {
    return constants.stream()
        .map(Model.Constant::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void read(Path file, Set<String> names) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] part = line.strip().split("\\s+", 2);
      if (part.length < 2 || part[1].endsWith(".")) {
        throw new IllegalArgumentException(file + ": not a name and a phrase: " + line);
      }
      if (!names.contains(part[0])) {
        throw new IllegalArgumentException(file + ": no constant of this header: " + part[0]);
      }
      if (phrases.putIfAbsent(part[0], part[1]) != null) {
        throw new IllegalArgumentException(file + ": described twice: " + part[0]);
      }
    }
  }

  /** The constant's phrase as a sentence of Javadoc after a space, or nothing. */
  String sentence(String name) {
    String phrase = phrases.get(name);
    return phrase == null ? "" : " " + escaped(phrase) + ".";
  }

  private static String escaped(String phrase) {
    return phrase
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;")
        .replace("\\", "&#92;");
  }
}
