/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The numbers of each platform, as its compiler has them: native/facts. A line is a name and what
 * it is worth:
 *
 * <pre>
 * AF_INET6 10                          a constant's value
 * sockaddr_in 16 4                     a type's size and alignment
 * sockaddr_in.sin_port 2 2 unsigned    a field's offset and size
 * preadv2() absent                     what the platform's headers lack
 * </pre>
 *
 * <p>The file of the reference platform is complete; the others say only where they differ from it.
 */
final class Facts {
  static final String REFERENCE = "linux-x86_64-glibc";
  static final String ABSENT = "absent";

  private final Map<String, Map<String, String>> byPlatform = new LinkedHashMap<>();
  private final Map<String, String> compilers = new LinkedHashMap<>();

  private Facts() {}

  static Facts read(Path root) throws IOException {
    Facts facts = new Facts();
    List<String> platforms = new ArrayList<>(List.of(REFERENCE));
    try (Stream<Path> files = Files.list(directory(root))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.replace(".txt", ""))
          .filter(platform -> !platform.equals(REFERENCE))
          .sorted()
          .forEach(platforms::add);
    }
    for (String platform : platforms) {
      Map<String, String> own = new TreeMap<>(facts.byPlatform.getOrDefault(REFERENCE, Map.of()));
      for (String line : Files.readAllLines(file(root, platform))) {
        if (line.startsWith("# compiler: ")) {
          facts.compilers.put(platform, line.substring("# compiler: ".length()));
        } else if (!line.startsWith("#") && !line.isBlank()) {
          int space = line.indexOf(' ');
          own.put(line.substring(0, space), line.substring(space + 1));
        }
      }
      facts.byPlatform.put(platform, own);
    }
    return facts;
  }

  static Path directory(Path root) {
    return root.resolve("native/facts");
  }

  static Path file(Path root, String platform) {
    return directory(root).resolve(platform + ".txt");
  }

  /** The reference platform first. */
  List<String> platforms() {
    return List.copyOf(byPlatform.keySet());
  }

  /** The command that compiles for the platform. */
  String compiler(String platform) {
    return compilers.get(platform);
  }

  Map<String, String> of(String platform) {
    return byPlatform.get(platform);
  }

  /** A name's worth on each platform, the reference first; null where nothing is known of it. */
  Map<String, String> all(String name) {
    Map<String, String> all = new LinkedHashMap<>();
    byPlatform.forEach((platform, facts) -> all.put(platform, facts.get(name)));
    return all;
  }
}
