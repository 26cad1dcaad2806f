/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/reference is what {@link ReferencePages} makes of the sources, and has all that the classes
 * have. {@code -Ddocs=write} writes the pages anew.
 */
@Tag("static")
class ReferenceTest {
  private static final Pattern CALL =
      Pattern.compile("\\| `([\\w\\[\\]]+ \\w+\\([^)]*\\))` \\|$", Pattern.MULTILINE);

  @Test
  void pagesAreUpToDate() throws Exception {
    Map<String, String> pages = ReferencePages.all();
    if ("write".equals(System.getProperty("docs"))) {
      Files.createDirectories(ReferencePages.DIRECTORY);
      for (Path old : SymbolLists.list(ReferencePages.DIRECTORY)) {
        Files.delete(old);
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(ReferencePages.DIRECTORY.resolve(page.getKey()), page.getValue());
      }
    }
    TreeSet<String> present = new TreeSet<>();
    for (Path page : SymbolLists.list(ReferencePages.DIRECTORY)) {
      String name = page.getFileName().toString();
      present.add(name);
      assertEquals(
          pages.get(name),
          Files.readString(page),
          name + ": run CONTRIBUTING.md's command for docs/reference");
    }
    assertEquals(new TreeSet<>(pages.keySet()), present);
  }

  /** By reflection, from what was compiled. */
  @Test
  void everyCallIsThere() throws Exception {
    TreeSet<String> expected = new TreeSet<>();
    TreeSet<String> found = new TreeSet<>();
    for (SymbolLists.Header header : SymbolLists.headers()) {
      String text = page(header);
      calls(header.mirror(), expected);
      calls(header.javaClass(), text, found);
    }
    String helpers = Files.readString(ReferencePages.DIRECTORY.resolve("helpers.md"));
    String[] halves = helpers.split("## `Platform`");
    calls(Pointers.class, expected);
    calls("Pointers", halves[0], found);
    calls(Platform.class, expected);
    calls("Platform", halves[1], found);
    assertTrue(expected.size() > 300, expected.size() + " calls");
    assertEquals(String.join("\n", expected), String.join("\n", found));
  }

  @Test
  void everyConstantAndStructIsThere() throws Exception {
    int names = 0;
    for (SymbolLists.Header header : SymbolLists.headers()) {
      String text = page(header);
      for (Class<?> emitted : header.mirror().getInterfaces()) {
        for (Field constant : emitted.getDeclaredFields()) {
          assertTrue(text.contains("\n| `" + constant.getName() + "` | "), constant.toString());
          names++;
        }
        for (Class<?> struct : emitted.getDeclaredClasses()) {
          assertTrue(text.contains("\n| `" + struct.getSimpleName() + "` | "), struct.toString());
          names++;
        }
      }
    }
    assertTrue(names > 3000, names + " names");
  }

  private static String page(SymbolLists.Header header) throws Exception {
    String name = header.include().replaceAll("\\.h$", "").replaceAll("[/.-]", "_");
    return Files.readString(ReferencePages.DIRECTORY.resolve(name + ".md"));
  }

  private static void calls(String name, String page, TreeSet<String> found) {
    CALL.matcher(page)
        .results()
        .map(m -> name + ": " + m.group(1).replaceAll(" \\w+(?=[,)])", ""))
        .forEach(found::add);
  }

  private static void calls(Class<?> mirror, TreeSet<String> calls) {
    for (Method method : mirror.getDeclaredMethods()) {
      int modifiers = method.getModifiers();
      if (Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers) && !method.isSynthetic()) {
        calls.add(mirror.getSimpleName() + ": " + signature(method));
      }
    }
  }

  private static String signature(Method method) {
    List<String> types =
        Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
    String parameters = types.stream().collect(Collectors.joining(", "));
    if (method.isVarArgs()) {
      parameters = parameters.substring(0, parameters.length() - 2) + "...";
    }
    return method.getReturnType().getSimpleName() + " " + method.getName() + "(" + parameters + ")";
  }
}
