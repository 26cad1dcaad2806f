/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which versions of Linux's, of glibc's and of FreeBSD's headers a compiler takes, and what another
 * version may say otherwise. A number that a program can rely on never changes; but enumerations
 * and structs grow at their end, functions are added, and padding becomes fields.
 */
final class Versions {
  private static final String LINUX = "version of Linux";
  private static final String GLIBC = "version of glibc";
  private static final String FREEBSD = "version of FreeBSD";

  /** Asked of each compiler beside the facts. */
  static final List<Probe.Question> QUESTIONS =
      List.of(
          new Probe.Question(
              LINUX, List.of("LINUX_VERSION_CODE >> 16", "LINUX_VERSION_CODE >> 8 & 255")),
          new Probe.Question(GLIBC, List.of("__GLIBC__", "__GLIBC_MINOR__")),
          new Probe.Question(
              FREEBSD, List.of("__FreeBSD_version / 100000", "__FreeBSD_version / 1000 % 100")));

  /** Fields that later versions may use for something, or shorten for it. */
  private static final Pattern PADDING = Pattern.compile(".*\\.\\w*(pad|zero|reserved|unused)\\w*");

  private final Pattern growing;

  Versions(Path root) throws IOException {
    try (Stream<String> lines = Files.lines(root.resolve("native/growing.txt"))) {
      growing =
          Pattern.compile(
              lines
                  .filter(line -> !line.startsWith("#"))
                  .map(line -> line.split(" ")[0])
                  .collect(Collectors.joining("|")));
    }
  }

  /** Takes the versions out of the answers: "Linux 6.1, glibc 2.36"; empty where there are none. */
  static String take(Map<String, String> answers) {
    List<String> versions = new ArrayList<>();
    for (String question : List.of(LINUX, GLIBC, FREEBSD)) {
      String answer = answers.remove(question);
      if (!answer.equals(Facts.ABSENT)) {
        versions.add(question.substring("version of ".length()) + " " + answer.replace(' ', '.'));
      }
    }
    return String.join(", ", versions);
  }

  /** Whether one name's worth can differ between versions of the headers. */
  boolean excuse(String name, String worth, String other) {
    if (worth.equals(Facts.ABSENT) || other.equals(Facts.ABSENT)) {
      return true; // one version only names it
    }
    String[] one = worth.split(" ");
    String[] two = other.split(" ");
    if (name.contains(".")) {
      return PADDING.matcher(name).matches();
    }
    return one.length == 1
        ? growing.matcher(name).matches()
        : one[1].equals(two[1]); // a type of another size, but aligned the same
  }
}
