/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documents for a run, named after its JDK and kernel, and the list of them. */
public final class ResultsPage {
  private static final Pattern JDK = Pattern.compile("(\\d+(?:\\.\\d+)*)\\S*$");
  private static final Pattern KERNEL = Pattern.compile("^(\\S+) (\\d+(?:\\.\\d+)?)");
  private static final String LIST =
      """
      # Results

      One run of `benchmarks/compare` for each JDK and kernel, written by `benchmarks/results FILE.json`;
      [how to read a row](../benchmarks.md#how-to-read-a-row).

      """;

  private ResultsPage() {}

  /**
   * Writes the page, in place of one with the same name, and the list.
   *
   * @param directory of the pages
   * @param json what {@link Report#json} returned
   * @return the page
   */
  public static Path write(Path directory, String json) throws IOException {
    Report report = Report.parse(json);
    Matcher jdk = found(JDK, report.facts().get("JDK"));
    Matcher kernel = found(KERNEL, report.facts().get("kernel"));
    String title = "JDK " + jdk.group(1) + " on " + kernel.group(1) + " " + kernel.group(2);
    String name = title.toLowerCase(Locale.ROOT).replace(" on ", " ").replace(' ', '-');
    Files.createDirectories(directory);
    Path page = directory.resolve(name + ".md");
    String text = report.markdown();
    Files.writeString(page, "# " + title + text.substring(text.indexOf('\n')));
    Files.writeString(directory.resolve("README.md"), LIST + list(directory));
    return page;
  }

  private static Matcher found(Pattern pattern, String fact) {
    Matcher matcher = pattern.matcher(fact);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no version in " + fact);
    }
    return matcher;
  }

  private static String list(Path directory) throws IOException {
    StringBuilder list = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      for (String name : names) {
        if (name.endsWith(".md") && !name.equals("README.md")) {
          String title = Files.readAllLines(directory.resolve(name)).getFirst().substring(2);
          list.append("- [").append(title).append("](").append(name).append(")\n");
        }
      }
    }
    return list.toString();
  }
}
