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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The symbol lists of native/symbols, and what jextract finds in the headers. */
final class Lists {
  private Lists() {}

  /**
   * A function.
   *
   * @param returns how it reports a failure, and what: see {@code Sys}
   * @param critical whether there is a form that takes heap memory
   * @param parameters its arguments in Java where C declares an ellipsis, else empty
   * @param apart whether a libc may lack it, so that it must not be linked with others
   */
  record Function(
      String name, String returns, boolean critical, List<String> parameters, boolean apart) {
    boolean variadic() {
      return !parameters.isEmpty();
    }
  }

  /** A macro that names a field of a field: {@code #define ifr_mtu ifr_ifru.ifru_mtu}. */
  record Member(String struct, String macro, String path) {}

  record Header(
      String id,
      String include,
      String javaClass,
      List<String> includes,
      List<String> files,
      List<String> without,
      List<String> structs,
      List<String> unions,
      List<String> typedefs,
      List<String> variables,
      List<Member> members,
      List<Function> functions) {
    String headerClass() {
      return id + "_h";
    }
  }

  record Symbol(String kind, String name, String file) {}

  static List<Header> headers(Path root) throws IOException {
    List<Header> headers = new ArrayList<>();
    try (Stream<Path> lists = Files.list(root.resolve("native/symbols"))) {
      for (Path list : lists.sorted().toList()) {
        headers.add(read(list));
      }
    }
    return headers;
  }

  static Header read(Path list) throws IOException {
    String id = list.getFileName().toString().replace(".txt", "");
    String include = null;
    String javaClass = null;
    Map<String, List<String>> words = new TreeMap<>();
    List<Function> functions = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      String[] word = line.strip().split("\\s+");
      if (word[0].isEmpty() || word[0].startsWith("#")) {
        continue;
      }
      switch (word[0]) {
        case "header" -> include = word[1];
        case "class" -> javaClass = word[1];
        case "function" -> functions.add(function(word));
        case "member" -> members.add(new Member(word[1], word[2], word[3]));
        case "includes", "files", "without", "structs", "unions", "typedefs", "variable" ->
            words
                .computeIfAbsent(word[0], k -> new ArrayList<>())
                .addAll(List.of(word).subList(1, word.length));
        default -> throw new IllegalArgumentException(list + ": unknown line: " + line);
      }
    }
    return new Header(
        id,
        include,
        javaClass,
        words.getOrDefault("includes", List.of()),
        words.getOrDefault("files", List.of()),
        words.getOrDefault("without", List.of()),
        words.getOrDefault("structs", List.of()),
        words.getOrDefault("unions", List.of()),
        words.getOrDefault("typedefs", List.of()),
        words.getOrDefault("variable", List.of()),
        members,
        functions);
  }

  static Function function(String[] word) {
    String returns = "errno";
    List<String> parameters = List.of();
    List<String> flags = new ArrayList<>();
    for (int i = 2; i < word.length; i++) {
      if (word[i].startsWith("returns=")) {
        returns = word[i].substring(8);
      } else if (word[i].startsWith("variadic=")) {
        parameters = List.of(word[i].substring(9).split(","));
      } else if (List.of("critical", "apart").contains(word[i])) {
        flags.add(word[i]);
      } else {
        throw new IllegalArgumentException("function " + word[1] + ": unknown word " + word[i]);
      }
    }
    return new Function(
        word[1], returns, flags.contains("critical"), parameters, flags.contains("apart"));
  }

  static void add(List<String> to, String option, String name) {
    to.add(option);
    to.add(name);
  }

  static boolean owns(Header header, Symbol symbol) {
    return !symbol.name.startsWith("_")
        && header.files.stream().anyMatch(f -> symbol.file.endsWith("/" + f))
        && header.without.stream().noneMatch(symbol.name::matches);
  }

  static List<Symbol> symbols(Path dump) throws IOException {
    Pattern line = Pattern.compile("--include-(\\S+) (\\S+)\\s+# header: (\\S*)");
    List<Symbol> symbols = new ArrayList<>();
    for (String text : Files.readAllLines(dump)) {
      Matcher m = line.matcher(text);
      if (m.matches()) {
        symbols.add(new Symbol(m.group(1), m.group(2), m.group(3)));
      }
    }
    return symbols;
  }
}
