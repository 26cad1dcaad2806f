/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * <p>A struct that is absent has no fields.
 *
 * <p>The file of the reference platform is complete; another says only where it differs from its
 * base: musl from glibc on the same processor, the rest from the reference platform. What the
 * headers of a Linux system do not name is no difference: see {@link #onlyUnnamed}.
 */
final class Facts {
  static final String REFERENCE = "linux-x86_64-glibc";
  static final String ABSENT = "absent";

  /** Begins a line with names that the platform's headers lack, and that its base has. */
  static final String UNNAMED = "# as its base, not in its headers: ";

  /** Where a file's numbers are from. */
  private static final Pattern ORIGIN = Pattern.compile("# (compiler|version|headers): (.*)");

  private final Map<String, Map<String, String>> byPlatform = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> origins = new LinkedHashMap<>();

  private Facts() {}

  static Facts read(Path root) throws IOException {
    Facts facts = new Facts();
    try (Stream<Path> files = Files.list(directory(root))) {
      for (String platform :
          files
              .map(file -> file.getFileName().toString().replace(".txt", ""))
              .sorted(Comparator.comparing(Facts::depth).thenComparing(Comparator.naturalOrder()))
              .toList()) {
        facts.read(root, platform);
      }
    }
    return facts;
  }

  /** How many bases a platform has. */
  private static int depth(String platform) {
    return base(platform) == null ? 0 : 1 + depth(base(platform));
  }

  private void read(Path root, String platform) throws IOException {
    Map<String, String> own = new TreeMap<>(byPlatform.getOrDefault(base(platform), Map.of()));
    Map<String, String> origin = new TreeMap<>();
    for (String line : Files.readAllLines(file(root, platform))) {
      Matcher stated = ORIGIN.matcher(line);
      if (stated.matches()) {
        origin.put(stated.group(1), stated.group(2));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        int space = line.indexOf(' ');
        own.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    own.replaceAll(
        (name, worth) ->
            impliedBy(name).map(own::get).filter(ABSENT::equals).isPresent() ? ABSENT : worth);
    byPlatform.put(platform, own);
    origins.put(platform, origin);
  }

  /** The platform from which a platform's file tells the differences; null for the reference. */
  static String base(String platform) {
    return switch (platform) {
      case REFERENCE -> null;
      case "macos-x86_64" -> "macos-aarch64";
      case "freebsd-aarch64" -> "freebsd-x86_64";
      default -> platform.endsWith("-musl") ? platform.replace("-musl", "-glibc") : REFERENCE;
    };
  }

  /** The struct without which there is no such field; empty for what is no field. */
  static Optional<String> impliedBy(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
  }

  /** Flags and results of functions of the C library. */
  private static final Pattern LIBRARY = Pattern.compile("(AI|NI|EAI|GAI|NETDB)_\\w+");

  /** Requests that some processors' kernels do not have. */
  private static final Pattern PROCESSOR = Pattern.compile("TC[GS]ETX[FW]?");

  /**
   * Whether a number is as it is in the platform's base though its headers lack it. Linux has one
   * set of numbers for each processor, whichever version of which C library names them; only what
   * belongs to the library's own functions, or to some processors, can be absent.
   */
  static boolean onlyUnnamed(String platform, String name, String worth) {
    return worth.equals(ABSENT)
        && platform.startsWith("linux-")
        && !name.endsWith("()")
        && !LIBRARY.matcher(name).matches()
        && !PROCESSOR.matcher(name).matches();
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
    return origins.get(platform).get("compiler");
  }

  /** What that compiler said of itself. */
  String version(String platform) {
    return origins.get(platform).get("version");
  }

  /** The versions of the headers that it took, see {@link Versions}. */
  String headers(String platform) {
    return origins.get(platform).getOrDefault("headers", "");
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
