/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the C compiler of a platform for its facts: compiles a program in which every fact is text
 * that the compiler has to work out, and reads that text from the object file. So nothing has to
 * run on the platform, and the format of its object files does not matter.
 */
final class Probe {
  private static final String MARK = "fact:";

  /** A fact to ask for: its name, and the numbers that it consists of, as C expressions. */
  record Question(String name, List<String> numbers) {}

  private final Path root;
  private final List<Question> questions;

  Probe(Path root, List<Question> questions) {
    this.root = root;
    this.questions = questions;
  }

  /** Everything that the lists name, asked of the types that jextract found. */
  static List<Question> questions(List<Lists.Header> headers, Model model) throws IOException {
    List<Question> all = new ArrayList<>(Versions.QUESTIONS);
    constants(all, model.shared());
    for (Lists.Header header : headers) {
      constants(all, model.constants(header));
      for (RawStructs.Struct struct : model.structs(header)) {
        String type =
            struct.keyword().isEmpty() ? struct.name() : struct.keyword() + " " + struct.name();
        all.add(
            new Question(struct.name(), List.of("sizeof(" + type + ")", "_Alignof(" + type + ")")));
        fields(all, type, struct.name(), "", model.fields(struct));
      }
      for (Lists.Function function : header.functions()) {
        all.add(new Question(function.name() + "()", List.of("sizeof(&" + function.name() + ")")));
      }
    }
    return all;
  }

  private static void constants(List<Question> all, List<Model.Constant> constants) {
    for (Model.Constant constant : constants) {
      all.add(new Question(constant.name(), List.of(constant.name())));
    }
  }

  private static void fields(
      List<Question> all, String type, String struct, String path, List<RawStructs.Field> fields) {
    for (RawStructs.Field field : fields) {
      String member = path + field.name();
      String value = "((" + type + " *) 0)->" + member;
      List<String> numbers = new ArrayList<>();
      numbers.add("offsetof(" + type + ", " + member + ")");
      numbers.add(field.isFlexible() ? "0" : "sizeof(" + value + ")");
      if (field.isScalar() && !field.isPointer()) {
        numbers.add("(__typeof__(" + value + ")) -1 > 0");
      }
      all.add(new Question(struct + "." + member, numbers));
      if (field.hasOwnType() && field.dimensions().isEmpty()) {
        fields(all, type, struct, member + ".", Model.visible(field.nested()));
      }
    }
  }

  /** What the compiler says, by name; {@code absent} for what does not compile. */
  Map<String, String> ask(String compiler) throws Exception {
    Path directory = Files.createTempDirectory("facts");
    try {
      Path source = directory.resolve("probe.c");
      Path object = directory.resolve("probe.o");
      Files.writeString(directory.resolve("umbrella.h"), umbrella());
      List<String> command = Compilers.command(compiler, directory);
      String version = Compilers.version(compiler);
      if (version == null) {
        throw new IllegalStateException(command.getFirst() + " is not installed");
      }
      if (version.contains("clang")) {
        command.add("-ferror-limit=0");
      }
      command.addAll(List.of("-std=gnu11", "-w", "-c", source.toString(), "-o", object.toString()));
      TreeSet<Integer> absent = new TreeSet<>();
      String errors = "";
      for (int attempt = 0; attempt < 5; attempt++) {
        Files.writeString(source, program(absent));
        errors = Compilers.run(command);
        if (Files.exists(object)) {
          return answers(Files.readAllBytes(object), absent);
        }
        Matcher line = Pattern.compile("probe\\.c:(\\d+):\\d+: error:").matcher(errors);
        while (line.find()) {
          absent.add(Integer.parseInt(line.group(1)) - FIRST_LINE);
        }
      }
      throw new IllegalStateException(compiler + " cannot compile the probe:\n" + errors);
    } finally {
      Jextract.delete(directory);
    }
  }

  /** The umbrella header, without what the platform has no header for. */
  private String umbrella() throws IOException {
    return Files.readString(root.resolve("native/umbrella.h"))
        .replaceAll("(?m)^#include (<.*>)$", "#if __has_include($1)\n#include $1\n#endif");
  }

  /**
   * The umbrella header, and what others leave to the program: headers that glibc includes through
   * its own, RFC 3542 on macOS, those that FreeBSD's take for granted, and struct termios, whose
   * size is part of some processors' TCGETS.
   */
  private static final String PROLOGUE =
      """
      #define __APPLE_USE_RFC_3542 1
      #ifdef __FreeBSD__
      #include <sys/types.h>
      #include <netinet/in.h>
      #include <netinet/in_systm.h>
      #include <osreldate.h>
      #endif
      #include "umbrella.h"
      #include <stddef.h>
      #include <sched.h>
      #include <sys/file.h>
      #include <sys/stat.h>
      #if __has_include(<linux/version.h>)
      #include <linux/version.h>
      #endif
      #if __has_include(<asm/termbits.h>)
      #include <asm/termbits.h>
      #endif
      #define NAME2(n) fact ## n
      #define NAME(n) NAME2(n)
      #define FACT(name, count, ...) \\
        const struct __attribute__((packed)) { \\
          char mark[6], text[sizeof name]; unsigned long long order, values[count]; \\
        } NAME(__LINE__) = { "fact:", name, 1, { __VA_ARGS__ } };
      #define N(x) (unsigned long long) (x)
      """;

  /** The line of the first question in the program. */
  private static final int FIRST_LINE = (int) PROLOGUE.lines().count() + 1;

  private String program(TreeSet<Integer> absent) {
    StringBuilder out = new StringBuilder(PROLOGUE);
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      if (!absent.contains(i)) {
        out.append("FACT(\"").append(question.name).append("\", ").append(question.numbers.size());
        question.numbers.forEach(number -> out.append(", N(").append(number).append(")"));
        out.append(")");
      }
      out.append("\n");
    }
    return out.toString();
  }

  private Map<String, String> answers(byte[] object, TreeSet<Integer> absent) {
    String text = new String(object, StandardCharsets.ISO_8859_1);
    ByteBuffer numbers = ByteBuffer.wrap(object);
    Map<String, Question> byName = new TreeMap<>();
    Map<String, String> facts = new TreeMap<>();
    for (int i = 0; i < questions.size(); i++) {
      byName.put(questions.get(i).name, questions.get(i));
      if (absent.contains(i)) {
        facts.put(questions.get(i).name, Facts.ABSENT);
      }
    }
    for (int at = text.indexOf(MARK + "\0"); at >= 0; at = text.indexOf(MARK + "\0", at + 1)) {
      int name = at + MARK.length() + 1;
      int end = text.indexOf('\0', name);
      Question asked = byName.get(text.substring(name, end));
      numbers.position(end + 1);
      boolean big = numbers.order(ByteOrder.BIG_ENDIAN).getLong() == 1;
      numbers.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      facts.put(asked.name, worth(asked, numbers));
    }
    if (facts.size() != byName.size()) {
      throw new IllegalStateException(facts.size() + " answers to " + byName.size() + " questions");
    }
    return facts;
  }

  private static String worth(Question asked, ByteBuffer numbers) {
    if (asked.name.endsWith("()")) {
      return "present";
    }
    StringBuilder worth = new StringBuilder();
    for (int i = 0; i < asked.numbers.size(); i++) {
      long number = numbers.getLong();
      if (i == 2) { // of a field
        worth.append(number == 1 ? " unsigned" : "");
      } else {
        worth.append(i > 0 ? " " : "").append(number);
      }
    }
    return worth.toString();
  }
}
