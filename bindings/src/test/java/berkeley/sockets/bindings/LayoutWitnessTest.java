/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C compiler of the reference platform judges every constant, struct size and field offset that
 * jextract wrote: each becomes a static assertion in a C program that includes the same headers.
 * Where they are of other versions than those that jextract read, it judges what both know.
 */
class LayoutWitnessTest {
  @TempDir Path directory;

  /** A compiler of the reference platform, whose layouts these are; set by the first method. */
  private static String compiler;

  /** The machine's own compiler is that of another platform on other processors. */
  @BeforeAll
  static void compiler() {
    for (String candidate : List.of("cc", "x86_64-linux-gnu-gcc")) {
      try {
        if (Commands.run(List.of(candidate, "-dumpmachine")).output().startsWith("x86_64-")) {
          compiler = candidate;
          return;
        }
      } catch (Exception e) {
        // not installed
      }
    }
    assumeTrue(false, "no C compiler for x86-64: nobody can judge the generated layouts");
  }

  @Test
  void theCompilerAgreesWithEveryGeneratedFact() throws Exception {
    List<String> facts = new ArrayList<>();
    for (var list : SymbolLists.read()) {
      addConstants(facts, list);
      addTypes(facts, "struct ", list.all("structs"));
      addTypes(facts, "union ", list.all("unions"));
      addTypes(facts, "", list.all("typedefs"));
    }
    assertTrue(facts.size() > 3000, facts.size() + " facts");
    assertEquals("", judge(facts));
  }

  @Test
  void aWrongConstantIsCaught() throws Exception {
    assertFalse(judge(List.of("AF_INET == 3")).isEmpty());
  }

  @Test
  void aWrongSizeOrOffsetIsCaught() throws Exception {
    assertFalse(judge(List.of("sizeof(struct sockaddr_in) == 17")).isEmpty());
    assertFalse(judge(List.of("offsetof(struct epoll_event, data) == 6")).isEmpty());
  }

  private static void addConstants(List<String> facts, SymbolLists.SymbolList list)
      throws Exception {
    if (list.headerClass() == null) {
      return;
    }
    for (Method method : list.headerClass().getDeclaredMethods()) {
      if (method.getParameterCount() == 0
          && !method.getName().contains("$")
          && bothKnow(method.getName())) {
        Object value = method.getReturnType().isPrimitive() ? method.invoke(null) : null;
        if (value instanceof Integer number) {
          facts.add("(int) (" + method.getName() + ") == " + literal(number));
        } else if (value instanceof Long number) {
          facts.add(
              "(unsigned long) ("
                  + method.getName()
                  + ") == "
                  + Long.toUnsignedString(number)
                  + "UL");
        }
      }
    }
  }

  /** Fields whose names begin with underscores are the headers' own, and no facts. */
  private static boolean bothKnow(String name) throws Exception {
    Set<String> others = OtherVersions.names();
    return !others.contains(name) && (others.isEmpty() || !name.contains(".__"));
  }

  private static String literal(int number) {
    return number == Integer.MIN_VALUE ? "(-2147483647 - 1)" : Integer.toString(number);
  }

  private static void addTypes(List<String> facts, String keyword, List<String> names)
      throws Exception {
    for (String name : names) {
      Class<?> type = type(name);
      if (type != null) {
        var layout = (MemoryLayout) type.getMethod("layout").invoke(null);
        if (bothKnow(name)) {
          facts.add("sizeof(" + keyword + name + ") == " + layout.byteSize());
        }
        if (layout instanceof GroupLayout group) {
          addFields(facts, keyword + name, group, 0);
        }
      } else {
        assertTrue(keyword.isEmpty(), keyword + name + " was not generated");
      }
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("berkeley.sockets.bindings.linux." + name);
    } catch (ClassNotFoundException e) {
      return null; // a typedef of something that has a class of its own
    }
  }

  private static void addFields(List<String> facts, String type, GroupLayout group, long base)
      throws Exception {
    long offset = base;
    for (MemoryLayout member : group.memberLayouts()) {
      if (!(member instanceof PaddingLayout)) {
        String name = member.name().orElse("$anon");
        if (name.startsWith("$anon")) {
          if (member instanceof GroupLayout inner) {
            addFields(facts, type, inner, offset);
          }
        } else if (bothKnow(type.replaceFirst(".* ", "") + "." + name)) {
          facts.add("offsetof(" + type + ", " + name + ") == " + offset);
          if (member.byteSize() > 0) { // sizeof does not apply to a flexible array
            facts.add("sizeof(((" + type + " *) 0)->" + name + ") == " + member.byteSize());
          }
        }
      }
      if (group instanceof java.lang.foreign.StructLayout) {
        offset += member.byteSize();
      }
    }
  }

  /** What the compiler has against the facts; empty where it accepts them all. */
  private String judge(List<String> facts) throws Exception {
    StringBuilder program = new StringBuilder();
    program.append("#include \"").append(SymbolLists.ROOT.resolve("native/umbrella.h"));
    program.append("\"\n#include <stddef.h>\n");
    for (String fact : facts) {
      program.append("_Static_assert(").append(fact).append(", \"").append(fact).append("\");\n");
    }
    Path source = directory.resolve("witness.c");
    Files.writeString(source, program);
    return run(List.of(compiler, "-std=gnu11", "-w", "-fsyntax-only", source.toString()));
  }

  /** The output of a command that fails; nothing where it succeeds. */
  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (var in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertNotNull(output);
    return process.waitFor() == 0 ? "" : output + "\nexit status " + process.exitValue();
  }
}
