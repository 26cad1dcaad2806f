/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berkeley.sockets.safety.ChildProcess;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each class of the mirror has the constants of its header, all of them, with the values that the C
 * compiler gives them: what the header defines is read from the preprocessor, not from the
 * bindings. Where the headers are of other versions than those that native/facts names, what both
 * know is compared.
 */
@Tag("static")
class ConstantsTest {
  private static final Pattern MARKER = Pattern.compile("# \\d+ \"([^\"]*)\".*");
  private static final Pattern DEFINE = Pattern.compile("#define ([A-Za-z]\\w*) +(.+)");
  private static final Pattern ENUM = Pattern.compile("\\benum\\b[^;{}()]*\\{([^}]*)\\}");
  private static final Pattern IN_ERROR =
      Pattern.compile("names\\.c:(\\d+):\\d+: (error|note: in expansion).*");

  private static final String TYPES =
      "char: 1, short: 1, unsigned short: 1, int: 1, unsigned: 1, long: 1, unsigned long: 1,"
          + " long long: 1, unsigned long long: 1";

  @TempDir static Path work;

  /** The versions of the headers here, where native/facts names others; else null. */
  private static String others;

  /** Constants that later headers may have larger. */
  private static Pattern growing;

  /** Header file to the names it defines. */
  private static final Map<String, Set<String>> NAMES = new HashMap<>();

  private static final Map<String, Long> VALUES = new HashMap<>();

  @BeforeAll
  static void askTheCompiler() throws Exception {
    assumeTrue(run("cc", "--version").status == 0, "no C compiler");
    askForVersions();
    Path umbrella = SymbolLists.ROOT.resolve("native/umbrella.h");
    Output preprocessed = run("cc", "-E", "-dD", umbrella.toString());
    assertEquals(0, preprocessed.status);
    collect(preprocessed.lines);
    Set<String> names = new TreeSet<>();
    for (SymbolLists.Header header : SymbolLists.headers()) {
      names.addAll(names(header));
    }
    evaluate(umbrella, new ArrayList<>(names));
    assertTrue(VALUES.size() > 2000, VALUES.size() + " constants");
  }

  private static void askForVersions() throws Exception {
    Path source =
        Files.writeString(
            work.resolve("versions.c"),
            """
            #include <features.h>
            #include <linux/version.h>
            int linux_version = LINUX_VERSION_CODE;
            glibc __GLIBC__.__GLIBC_MINOR__
            """);
    Matcher here =
        Pattern.compile("(?s).*linux_version = (\\d+);.*glibc (\\d+) ?\\. ?(\\d+).*")
            .matcher(String.join(" ", run("cc", "-E", "-P", source.toString()).lines));
    assertTrue(here.matches());
    int linux = Integer.parseInt(here.group(1));
    String versions =
        "Linux %d.%d, glibc %s.%s"
            .formatted(linux >> 16, linux >> 8 & 255, here.group(2), here.group(3));
    Path facts = SymbolLists.ROOT.resolve("native/facts/linux-x86_64-glibc.txt");
    others =
        Files.readAllLines(facts).contains("# headers: " + versions) ? null : versions + " here";
    List<String> patterns =
        Files.readAllLines(SymbolLists.ROOT.resolve("native/growing.txt")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    growing = Pattern.compile(String.join("|", patterns));
  }

  /** What the files of a header define. */
  private static Set<String> names(SymbolLists.Header header) {
    Set<String> names = new TreeSet<>();
    NAMES.forEach(
        (file, defined) -> {
          if (header.files().stream().anyMatch(f -> file.endsWith("/" + f))) {
            names.addAll(defined);
          }
        });
    names.removeIf(name -> header.without().stream().anyMatch(name::matches));
    return names;
  }

  private static void collect(List<String> lines) {
    Map<String, StringBuilder> text = new HashMap<>();
    String file = "";
    for (String line : lines) {
      Matcher marker = MARKER.matcher(line);
      Matcher define = DEFINE.matcher(line);
      if (marker.matches()) {
        file = marker.group(1);
      } else if (define.matches()) {
        NAMES.computeIfAbsent(file, f -> new HashSet<>()).add(define.group(1));
      } else if (!line.startsWith("#")) {
        text.computeIfAbsent(file, f -> new StringBuilder()).append(line).append('\n');
      }
    }
    text.forEach(
        (from, declarations) -> {
          Matcher enumeration = ENUM.matcher(declarations);
          while (enumeration.find()) {
            for (String constant : enumeration.group(1).split(",")) {
              String name = constant.strip().split("\\W", 2)[0];
              if (!name.isEmpty() && !name.startsWith("_")) {
                NAMES.computeIfAbsent(from, f -> new HashSet<>()).add(name);
              }
            }
          }
        });
  }

  /** A name that is no integer constant is an error of the compiler on its own line. */
  private static void evaluate(Path umbrella, List<String> names) throws Exception {
    Path source = work.resolve("names.c");
    List<String> head =
        List.of(
            "#include \"" + umbrella + "\"",
            "struct { const char *name; int integer; long long value; } all[] = {");
    for (boolean errors = true; errors; ) {
      List<String> lines = new ArrayList<>(head);
      names.forEach(n -> lines.add("{\"%s\", _Generic((%s), %s), %s},".formatted(n, n, TYPES, n)));
      lines.add("};");
      lines.add("int main(void) { for (unsigned i = 0; i < sizeof all / sizeof *all; i++)");
      lines.add("printf(\"%s %lld\\n\", all[i].name, all[i].value); }");
      Files.write(source, lines);
      Output output =
          run("cc", "-w", "-fmax-errors=0", source.toString(), "-o", work.resolve("n").toString());
      Set<Integer> wrong = new TreeSet<>();
      for (String line : output.lines) {
        Matcher error = IN_ERROR.matcher(line);
        if (error.find()) {
          wrong.add(Integer.parseInt(error.group(1)) - 1 - head.size());
        }
      }
      List<String> left = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (!wrong.contains(i)) {
          left.add(names.get(i));
        }
      }
      assertTrue(output.status == 0 || left.size() < names.size(), () -> "" + output.lines);
      names = left;
      errors = output.status != 0;
    }
    for (String line : run(work.resolve("n").toString()).lines) {
      String[] words = line.split(" ");
      VALUES.put(words[0], Long.parseLong(words[1]));
    }
  }

  @Test
  void noneIsMissing() throws Exception {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (SymbolLists.Header header : SymbolLists.headers()) {
      Set<String> wanted = names(header);
      wanted.retainAll(VALUES.keySet());
      for (Field field : header.mirror().getFields()) {
        wanted.remove(field.getName());
      }
      if (!wanted.isEmpty()) {
        missing.put(header.include(), wanted);
      }
    }
    assumeTrue(missing.isEmpty() || others == null, () -> others + ": more names, " + missing);
    assertEquals(Map.of(), missing);
  }

  @Test
  void eachHasTheValueOfC() throws Exception {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (SymbolLists.Header header : SymbolLists.headers()) {
      for (Field field : header.mirror().getFields()) {
        if (!Modifier.isStatic(field.getModifiers()) || !field.getType().isPrimitive()) {
          continue;
        }
        Long c = VALUES.get(field.getName());
        long java = field.getLong(null);
        boolean same =
            c != null
                && (field.getType() == int.class
                    ? (int) (long) c == java && c >= Integer.MIN_VALUE && c >>> 32 == 0 | c < 0
                    : c == java);
        if (!same && others != null && (c == null || growing.matcher(field.getName()).matches())) {
          continue;
        }
        if (!same) {
          wrong.add(header.javaClass() + "." + field.getName() + ": " + java + ", in C " + c);
        }
        compared++;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(compared > 2000, compared + " constants compared");
  }

  /** With two classes imported by static import on demand, a name in both would be ambiguous. */
  @Test
  void eachIsOneField() throws Exception {
    Map<String, Field> owner = new HashMap<>();
    Map<String, String> twice = new TreeMap<>();
    for (SymbolLists.Header header : SymbolLists.headers()) {
      for (Field field : header.mirror().getFields()) {
        Field other = owner.putIfAbsent(field.getName(), field);
        if (other != null && !other.equals(field)) {
          twice.put(field.getName(), other + " " + field);
        }
      }
    }
    assertEquals(Map.of(), twice);
  }

  private record Output(int status, List<String> lines) {}

  private static Output run(String... command) throws InterruptedException {
    try {
      Process process = ChildProcess.start(new ProcessBuilder(command).redirectErrorStream(true));
      List<String> lines = process.inputReader().lines().toList();
      return new Output(process.waitFor(), lines);
    } catch (IOException e) {
      return new Output(-1, List.of(e.toString()));
    }
  }
}
