/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code member} lines of the lists are all the macros of the headers that stand for a field of
 * a bound struct ({@code #define h_addr h_addr_list[0]}), with what the C preprocessor makes of
 * them.
 */
class MemberMacrosTest {
  private static final Pattern DEFINITION = Pattern.compile("#define ([a-z]\\w*) (\\S.*)");
  private static final Pattern EXPANSION = Pattern.compile("(\\w+) = ([A-Za-z_][\\w.\\[\\]]*)");
  private static final String START = "the expansions";

  @TempDir Path directory;

  @Test
  void everyMemberMacroOfABoundStructIsListedAsCExpandsIt() throws Exception {
    TreeSet<String> listed = new TreeSet<>();
    Map<String, List<String>> structsByField = new HashMap<>();
    for (var list : SymbolLists.read()) {
      for (List<String> line : list.lines()) {
        if (line.getFirst().equals("member")) {
          assertTrue(listed.add(String.join(" ", line.subList(1, line.size()))), line + " twice");
        }
      }
      for (String keyword : List.of("structs", "unions", "typedefs")) {
        for (String name : list.all(keyword)) {
          for (String field : fields(name)) {
            structsByField.computeIfAbsent(field, f -> new ArrayList<>()).add(name);
          }
        }
      }
    }
    TreeSet<String> found = new TreeSet<>();
    expansions()
        .forEach(
            (macro, path) -> {
              String field = path.split("[.\\[]")[0];
              for (String struct : structsByField.getOrDefault(field, List.of())) {
                found.add(struct + " " + macro + " " + path);
              }
            });
    assertEquals(String.join("\n", found), String.join("\n", listed));
    assertTrue(found.contains("hostent h_addr h_addr_list[0]"), found::toString);
  }

  private static List<String> fields(String type) throws Exception {
    Class<?> generated;
    try {
      generated = Class.forName("berkeley.sockets.bindings.linux." + type);
    } catch (ClassNotFoundException e) {
      return List.of(); // a typedef of something that has a class of its own
    }
    return generated.getMethod("layout").invoke(null) instanceof GroupLayout group
        ? group.memberLayouts().stream().map(MemoryLayout::name).flatMap(n -> n.stream()).toList()
        : List.of();
  }

  /** What each macro of the headers whose name begins with a small letter comes to. */
  private TreeMap<String, String> expansions() throws Exception {
    StringBuilder program = new StringBuilder();
    program.append("#include \"").append(SymbolLists.ROOT.resolve("native/umbrella.h"));
    program.append("\"\n");
    List<String> macros = new ArrayList<>();
    for (String line : preprocess(program, "-dM")) {
      Matcher definition = DEFINITION.matcher(line);
      if (definition.matches()) {
        macros.add(definition.group(1));
      }
    }
    program.append(START).append('\n');
    for (String macro : macros) {
      program.append('"').append(macro).append("\" = ").append(macro).append('\n');
    }
    TreeMap<String, String> expansions = new TreeMap<>();
    List<String> lines = preprocess(program, "-P");
    for (String line : lines.subList(lines.indexOf(START) + 1, lines.size())) {
      Matcher expansion = EXPANSION.matcher(line.replace("\"", ""));
      if (expansion.matches() && !expansion.group(1).equals(expansion.group(2))) {
        expansions.put(expansion.group(1), expansion.group(2));
      }
    }
    return expansions;
  }

  private List<String> preprocess(CharSequence program, String option) throws Exception {
    Path source = directory.resolve("members.c");
    Path output = directory.resolve("members.out");
    Files.writeString(source, program);
    Process process;
    try {
      process =
          new ProcessBuilder("cc", "-std=gnu11", "-E", option, source.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no C compiler (cc): nobody can judge the member macros");
      throw e;
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the preprocessor does not end");
    List<String> lines = Files.readAllLines(output);
    assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
    return lines;
  }
}
