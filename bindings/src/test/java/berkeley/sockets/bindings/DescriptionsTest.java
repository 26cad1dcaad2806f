/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The phrases of native/descriptions stand in the Javadoc of the generated headers. */
class DescriptionsTest {
  private static final Path LISTS = SymbolLists.ROOT.resolve("native/descriptions");
  private static final String HEADERS =
      "bindings/src/generated/java/berkeley/sockets/bindings/headers/";

  @TempDir Path directory;

  @Test
  void everyPhraseStandsInItsHeader() throws Exception {
    List<String> missing = new ArrayList<>();
    String shared = Files.readString(SymbolLists.ROOT.resolve(HEADERS + "shared_h.java"));
    int phrases = 0;
    try (Stream<Path> lists = Files.list(LISTS)) {
      for (Path list : lists.sorted().toList()) {
        String id = list.getFileName().toString().replace(".txt", "");
        String header =
            shared + Files.readString(SymbolLists.ROOT.resolve(HEADERS + id + "_h.java"));
        for (String line : Files.readAllLines(list)) {
          phrases++;
          int space = line.indexOf(' ');
          String name = "/** {@code " + line.substring(0, space) + "}: ";
          String phrase = ". " + line.substring(space + 1).replace("\\", "&#92;") + ". */\n";
          int at = header.indexOf(name);
          if (at < 0 || !header.startsWith(phrase, header.indexOf(". ", at))) {
            missing.add(line);
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(phrases > 3000, phrases + " phrases");
  }

  @Test
  void theEnumOfErrorsHasThemToo() throws Exception {
    String source =
        Files.readString(
            SymbolLists.ROOT.resolve("api/src/generated/java/berkeley/sockets/Errno.java"));
    String phrase =
        Files.readAllLines(LISTS.resolve("errno.txt")).stream()
            .filter(line -> line.startsWith("ECONNREFUSED "))
            .findFirst()
            .orElseThrow()
            .substring("ECONNREFUSED ".length());
    assertTrue(source.contains("/** {@code ECONNREFUSED}. " + phrase + ". */"), phrase);
  }

  @ParameterizedTest
  @CsvSource({
    "errno.txt, ENOSUCHNUMBER A name that no list has",
    "errno.txt, AF_INET A name of another header",
    "errno.txt, EPERM Described twice",
    "errno.txt, ETIME Ends with a full stop.",
    "nowhere.txt, EPERM A file without a list"
  })
  void theGeneratorRefusesWhatHasNoConstant(String file, String line) throws Exception {
    List<String> shared = List.of("bindings", "native/symbols", "native/facts");
    for (String part : shared) {
      Files.createDirectories(directory.resolve(part).getParent());
      Files.createSymbolicLink(directory.resolve(part), SymbolLists.ROOT.resolve(part));
    }
    Path lists = Files.createDirectory(directory.resolve("native/descriptions"));
    Files.copy(LISTS.resolve("errno.txt"), lists.resolve("errno.txt"));
    Files.writeString(
        lists.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Commands.Result result =
        Commands.generatorIn(directory, "emit", directory.resolve("emitted").toString());
    for (String part : shared) {
      Files.delete(directory.resolve(part)); // the links, for @TempDir warns of them
    }
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains(file), result.output());
  }
}
